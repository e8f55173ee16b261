// Prepares a descriptor set on standard input for protoc-gen-c, which knows neither custom options
// nor proto3 `optional`.
import Foundation
import MotCuaCodeGen

let descriptors = FileHandle.standardInput.readDataToEndOfFile()
FileHandle.standardOutput.write(try DescriptorStripper.strip(descriptors))
