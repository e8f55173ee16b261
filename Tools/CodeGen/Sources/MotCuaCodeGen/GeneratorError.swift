import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// What is wrong with a proto or a parameter, with its place where it has one.
struct GeneratorError: Error, CustomStringConvertible {
  /// `file.proto:12:3: sentence`.
  let description: String

  /// Describes a fault without a place.
  init(_ sentence: String) {
    description = sentence
  }

  /// Describes a fault at a declaration.
  init(_ sentence: String, at place: any ProvidesSourceCodeLocation, in file: FileDescriptor) {
    let span = place.sourceCodeInfoLocation?.span ?? [0, 0]
    let line = (span.first ?? 0) + 1
    let column = (span.count > 1 ? span[1] : 0) + 1
    description = "\(file.name):\(line):\(column): \(sentence)"
  }
}
