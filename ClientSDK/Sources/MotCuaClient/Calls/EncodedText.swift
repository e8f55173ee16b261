/// Looks at one text field of an encoded message and can add it, without decoding the rest.
///
/// Protobuf allows fields in any order (protobuf.dev, "Encoding": field order), so a field that is
/// absent is added by writing it at the end.
enum EncodedText {
  /// Whether the message has the field with a text that is not empty.
  ///
  /// Only bytes that our own encoder wrote come here; at anything else it stops and says no.
  static func isPresent(_ field: Int, in message: [UInt8]) -> Bool {
    var position = 0
    while let tag = varint(message, &position) {
      switch tag & 7 {
      case 0: guard varint(message, &position) != nil else { return false }
      case 1: position += 8
      case 2:
        guard let length = varint(message, &position) else { return false }
        if tag >> 3 == UInt64(field), length > 0 { return true }
        guard length <= UInt64(message.count) else { return false }
        position += Int(length)
      case 5: position += 4
      default: return false
      }
    }
    return false
  }

  /// The message with the field added at its end.
  static func appending(_ text: String, as field: Int, to message: [UInt8]) -> [UInt8] {
    var bytes = message
    bytes.reserveCapacity(message.count + text.utf8.count + 6)
    append(UInt64(field) << 3 | 2, to: &bytes)
    append(UInt64(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
    return bytes
  }

  private static func varint(_ bytes: [UInt8], _ position: inout Int) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
