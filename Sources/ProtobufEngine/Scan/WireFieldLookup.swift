internal import CProtobufC

/// Finds the fields of a message by their numbers.
///
/// Encoders write fields in the order of their numbers, so the field that follows the last one, or
/// the last one again, is nearly always the right one.
struct WireFieldLookup {
  private let fields: UnsafePointer<ProtobufCFieldDescriptor>?
  private let count: Int
  private var index = 0

  /// Looks into a message's fields.
  init(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) {
    fields = descriptor.pointee.fields
    count = Int(descriptor.pointee.n_fields)
  }

  /// The field of a number, or nil.
  mutating func field(_ number: UInt32) -> UnsafePointer<ProtobufCFieldDescriptor>? {
    guard let fields, count > 0 else { return nil }
    if fields[index].id == number { return fields + index }
    if index + 1 < count, fields[index + 1].id == number {
      index += 1
      return fields + index
    }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if fields[middle].id < number { low = middle + 1 } else { high = middle }
    }
    guard low < count, fields[low].id == number else { return nil }
    index = low
    return fields + low
  }
}

extension ProtobufCFieldDescriptor {
  /// The name in the proto.
  var text: String { String(cString: name) }

  /// The wire type of a single value.
  var wireType: UInt8 {
    switch type {
    case PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE: 1
    case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES, PROTOBUF_C_TYPE_MESSAGE: 2
    case PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_FLOAT: 5
    default: 0
    }
  }
}
