import ProtobufEngine

/// Messages as JSON (protobuf.dev, "ProtoJSON Format").
enum JSONText {
  /// A message on one line.
  static func compact<Message: WireMessage>(_ message: Message) throws -> String {
    try WireJSON.json(of: message)
  }

  /// The bytes of a message that is written in JSON.
  static func bytes(_ text: String, as type: any WireMessage.Type) throws -> [UInt8] {
    try WireJSON.bytes(fromJSON: text, as: type.wireDescriptor)
  }

  /// A message over several lines, each but the first moved to the right.
  static func pretty<Message: WireMessage>(
    _ message: Message,
    indentation: Int = 0
  ) throws -> String {
    let text = try WireJSON.json(of: message, format: .pretty)
    let blanks = String(repeating: " ", count: indentation)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n" + blanks)
  }
}
