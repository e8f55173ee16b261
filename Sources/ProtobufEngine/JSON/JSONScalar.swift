internal import CProtobufC

/// Turns JSON into the bits of a number on the wire.
enum JSONScalar {
  /// The bits of a value: for a varint its number, for a fixed width its bit pattern.
  static func bits(
    of value: JSONValue,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>
  ) throws(WireJSONError) -> UInt64 {
    switch field.pointee.type {
    case PROTOBUF_C_TYPE_BOOL:
      guard case .bool(let flag) = value else {
        throw WireJSONError("true or false is due, not \(value.kind)")
      }
      return flag ? 1 : 0
    case PROTOBUF_C_TYPE_ENUM: return try enumeration(value, field)
    case PROTOBUF_C_TYPE_FLOAT: return UInt64(try fraction(value, Float.self).bitPattern)
    case PROTOBUF_C_TYPE_DOUBLE: return try fraction(value, Double.self).bitPattern
    case PROTOBUF_C_TYPE_SINT32:
      let number = try integer(value, Int32.self)
      return UInt64(UInt32(bitPattern: number << 1 ^ number >> 31))
    case PROTOBUF_C_TYPE_SINT64:
      let number = try integer(value, Int64.self)
      return UInt64(bitPattern: number << 1 ^ number >> 63)
    case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_SFIXED32:
      return UInt64(bitPattern: Int64(try integer(value, Int32.self)))
    case PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_FIXED32:
      return UInt64(try integer(value, UInt32.self))
    case PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64: return try integer(value, UInt64.self)
    default: return UInt64(bitPattern: try integer(value, Int64.self))
    }
  }

  private static func enumeration(
    _ value: JSONValue,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>
  ) throws(WireJSONError) -> UInt64 {
    guard case .string(let name) = value, let type = JSONNames.enumeration(field) else {
      return UInt64(bitPattern: Int64(try integer(value, Int32.self)))
    }
    guard let known = protobuf_c_enum_descriptor_get_value_by_name(type, name) else {
      throw WireJSONError("\(String(cString: type.pointee.name)) has no value \(name)")
    }
    return UInt64(bitPattern: Int64(known.pointee.value))
  }

  /// A number, or a string with one: the standard takes both for every integer.
  private static func integer<Number: FixedWidthInteger>(
    _ value: JSONValue,
    _ type: Number.Type
  ) throws(WireJSONError) -> Number {
    let text: String
    switch value {
    case .number(let digits), .string(let digits): text = digits
    default: throw WireJSONError("a number is due, not \(value.kind)")
    }
    if let number = Number(text), !text.hasPrefix("+") { return number }
    // 1e3 and 1.0 are integers too, as far as a Double is exact.
    if let double = Double(text), abs(double) <= 9_007_199_254_740_992,
      let number = Number(exactly: double)
    {
      return number
    }
    throw WireJSONError("an integer from \(Number.min) to \(Number.max) is due")
  }

  private static func fraction<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ value: JSONValue,
    _ type: Number.Type
  ) throws(WireJSONError) -> Number {
    switch value {
    case .string("NaN"): return .nan
    case .string("Infinity"): return .infinity
    case .string("-Infinity"): return -.infinity
    case .number(let digits), .string(let digits):
      guard let number = Number(digits), number.isFinite else {
        throw WireJSONError("a number is due that fits the field")
      }
      return number
    default: throw WireJSONError("a number is due, not \(value.kind)")
    }
  }
}
