// protoc's plugin: a CodeGeneratorRequest on standard input, a CodeGeneratorResponse on standard
// output. Errors in a proto travel in the response, with exit code 0 (protoc's contract).
import Foundation
import MotCuaCodeGen

let request = FileHandle.standardInput.readDataToEndOfFile()
FileHandle.standardOutput.write(try Plugin.respond(to: request))
