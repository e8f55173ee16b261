import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Finds custom options by name.
///
/// SwiftProtobuf keeps options that it does not know as bytes. The request carries the proto that
/// declares them, so that they are read by their names there: no number and no generated code of
/// the options is needed here.
struct CustomOptions {
  private let extensions: [String: FieldDescriptor]

  /// Collects the options that some files declare.
  init(_ set: DescriptorSet) {
    var extensions: [String: FieldDescriptor] = [:]
    for file in set.files {
      for field in file.extensions { extensions[field.fullName] = field }
    }
    self.extensions = extensions
  }

  /// The option with a message as its value, or nil if it is not there.
  func message(_ name: String, in options: any Message) -> OptionMessage? {
    guard let field = extensions[name], let type = field.messageType else { return nil }
    let fields = OptionMessage.parse(options.unknownFields.data)
    // Several occurrences of one message are merged by joining their bytes.
    let pieces = fields.filter { $0.number == field.number }
    guard !pieces.isEmpty else { return nil }
    return OptionMessage(type: type, bytes: pieces.reduce(Data()) { $0 + $1.bytes })
  }

  /// The option with a number as its value, or nil if it is not there.
  func number(_ name: String, in options: any Message) -> UInt64? {
    guard let field = extensions[name] else { return nil }
    return OptionMessage.parse(options.unknownFields.data)
      .last { $0.number == field.number }?.number64
  }
}
