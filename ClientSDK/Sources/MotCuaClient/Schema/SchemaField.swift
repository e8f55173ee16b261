/// One field of a message, as its proto declares it.
package struct SchemaField: Sendable, Hashable {
  /// The name in the proto.
  package let name: String
  /// The number on the wire.
  package let number: Int
  /// Whether it may come many times.
  package let isRepeated: Bool
  /// The type as a proto writes it: `string`, `int64`, or the full name of a message or an enum.
  package let type: String

  init(_ bytes: ArraySlice<UInt8>) {
    var name = ""
    var number = 0
    var label: UInt64 = 0
    var kind: UInt64 = 0
    var typeName = ""
    for field in ProtoFields(bytes) {
      switch field {
      case .bytes(1, let text): name = text.utf8Text
      case .number(3, let value): number = Int(truncatingIfNeeded: value)
      case .number(4, let value): label = value
      case .number(5, let value): kind = value
      case .bytes(6, let text): typeName = String(text.utf8Text.drop { $0 == "." })
      default: break
      }
    }
    self.name = name
    self.number = number
    isRepeated = label == 3
    type = typeName.isEmpty ? Self.scalar(kind) : typeName
  }

  /// The scalar types by their numbers in `descriptor.proto` (`FieldDescriptorProto.Type`).
  private static func scalar(_ kind: UInt64) -> String {
    let names = [
      "", "double", "float", "int64", "uint64", "int32", "fixed64", "fixed32", "bool", "string",
      "group", "message", "bytes", "uint32", "enum", "sfixed32", "sfixed64", "sint32", "sint64",
    ]
    return kind < UInt64(names.count) ? names[Int(kind)] : ""
  }
}
