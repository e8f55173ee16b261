internal import CProtobufC

/// Finds the fields of a message by their numbers.
///
/// Encoders write fields in the order of their numbers, so the field that follows the last one, or
/// the last one again, is nearly always the right one.
struct WireFieldLookup {
  private let fields: UnsafePointer<ProtobufCFieldDescriptor>?
  private let count: Int
  /// The place of the field that was found last.
  private(set) var position = 0

  /// Looks into a message's fields.
  init(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) {
    fields = descriptor.pointee.fields
    count = Int(descriptor.pointee.n_fields)
  }

  /// The field of a number, or nil.
  mutating func field(_ number: UInt32) -> UnsafePointer<ProtobufCFieldDescriptor>? {
    guard let fields, count > 0 else { return nil }
    if fields[position].id == number { return fields + position }
    if position + 1 < count, fields[position + 1].id == number {
      position += 1
      return fields + position
    }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if fields[middle].id < number { low = middle + 1 } else { high = middle }
    }
    guard low < count, fields[low].id == number else { return nil }
    position = low
    return fields + low
  }
}

extension ProtobufCFieldDescriptor {
  /// The name in the proto.
  var text: String { String(cString: name) }

  /// Whether it holds one message at most.
  var isSingularMessage: Bool {
    type == PROTOBUF_C_TYPE_MESSAGE && label != PROTOBUF_C_LABEL_REPEATED
  }

  /// The wire type of a single value.
  var wireType: UInt8 {
    // One bit for each type, because this is asked for every field on the wire.
    let type: UInt32 = 1 << self.type.rawValue
    if type & Self.withLength != 0 { return 2 }
    if type & (Self.wide | Self.narrow) == 0 { return 0 }
    return type & Self.wide != 0 ? 1 : 5
  }

  private static let withLength = bits(
    PROTOBUF_C_TYPE_STRING,
    PROTOBUF_C_TYPE_BYTES,
    PROTOBUF_C_TYPE_MESSAGE
  )
  private static let wide = bits(
    PROTOBUF_C_TYPE_SFIXED64,
    PROTOBUF_C_TYPE_FIXED64,
    PROTOBUF_C_TYPE_DOUBLE
  )
  private static let narrow = bits(
    PROTOBUF_C_TYPE_SFIXED32,
    PROTOBUF_C_TYPE_FIXED32,
    PROTOBUF_C_TYPE_FLOAT
  )

  private static func bits(
    _ one: ProtobufCType,
    _ two: ProtobufCType,
    _ three: ProtobufCType
  ) -> UInt32 {
    1 << one.rawValue | 1 << two.rawValue | 1 << three.rawValue
  }
}
