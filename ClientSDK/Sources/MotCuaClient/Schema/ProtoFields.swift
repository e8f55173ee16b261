/// Walks the fields of one encoded message without knowing its type.
///
/// It reads the descriptors that are compiled into the program, never a peer's bytes; whatever it
/// does not understand ends the walk.
struct ProtoFields: Sequence, IteratorProtocol {
  /// One field: its number with the value as its wire type holds it.
  enum Field {
    case number(Int, UInt64)
    case bytes(Int, ArraySlice<UInt8>)
  }

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func next() -> Field? {
    guard let tag = varint() else { return nil }
    let number = Int(truncatingIfNeeded: tag >> 3)
    switch tag & 7 {
    case 0: return varint().map { .number(number, $0) }
    case 1: return fixed(8, number)
    case 2:
      guard let length = varint(), length <= UInt64(bytes.endIndex - position) else { return nil }
      defer { position += Int(length) }
      return .bytes(number, bytes[position..<position + Int(length)])
    case 5: return fixed(4, number)
    default: return nil
    }
  }

  private mutating func fixed(_ count: Int, _ number: Int) -> Field? {
    guard bytes.endIndex - position >= count else { return nil }
    defer { position += count }
    return .bytes(number, bytes[position..<position + count])
  }

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.endIndex, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  var utf8Text: String { String(decoding: self, as: UTF8.self) }
}
