/// A message or an enum of the contract, as its proto declares it.
package enum SchemaType: Sendable, Hashable {
  /// A message with its fields in their order.
  case message(fullName: String, fields: [SchemaField])
  /// An enum with its values in their order.
  case enumeration(fullName: String, values: [SchemaEnumValue])

  /// The name with its package.
  package var fullName: String {
    switch self {
    case .message(let name, _), .enumeration(let name, _): name
    }
  }
}

/// One value of an enum.
package struct SchemaEnumValue: Sendable, Hashable {
  /// The name in the proto.
  package let name: String
  /// The number on the wire.
  package let number: Int

  init(_ bytes: ArraySlice<UInt8>) {
    var name = ""
    var number = 0
    for field in ProtoFields(bytes) {
      switch field {
      case .bytes(1, let text): name = text.utf8Text
      case .number(2, let value): number = Int(truncatingIfNeeded: Int64(bitPattern: value))
      default: break
      }
    }
    self.name = name
    self.number = number
  }
}
