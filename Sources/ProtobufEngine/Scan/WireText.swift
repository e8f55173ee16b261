/// Checks text on the wire: UTF-8 (RFC 3629) without NUL.
enum WireText {
  /// What a check finds.
  enum Finding {
    case good
    case notUTF8
    case holdsNUL
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let lowBits: UInt64 = 0x0101_0101_0101_0101

  /// Checks `count` bytes.
  static func check(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Finding {
    var at = start
    while at < end {
      // Eight bytes of ASCII at a time; the second test finds a zero byte.
      while end - at >= 8 {
        let word = UnsafeRawPointer(at).loadUnaligned(as: UInt64.self)
        guard word & highBits == 0, (word &- lowBits) & ~word & highBits == 0 else { break }
        at += 8
      }
      guard at < end else { break }
      let byte = at.pointee
      if byte == 0 { return .holdsNUL }
      if byte < 0x80 {
        at += 1
        continue
      }
      let length = sequenceLength(at, end)
      guard length > 0 else { return .notUTF8 }
      at += length
    }
    return .good
  }

  /// The length of the well-formed sequence at `at`, or 0 (Unicode 15, table 3-7).
  private static func sequenceLength(
    _ at: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>
  ) -> Int {
    let left = end - at
    switch at[0] {
    case 0xc2...0xdf:
      return left >= 2 && isTail(at[1]) ? 2 : 0
    case 0xe0...0xef:
      guard left >= 3, isTail(at[1]), isTail(at[2]) else { return 0 }
      // E0 with less than A0 is overlong, ED with A0 or more a surrogate.
      if at[0] == 0xe0, at[1] < 0xa0 { return 0 }
      if at[0] == 0xed, at[1] > 0x9f { return 0 }
      return 3
    case 0xf0...0xf4:
      guard left >= 4, isTail(at[1]), isTail(at[2]), isTail(at[3]) else { return 0 }
      // F0 with less than 90 is overlong, F4 with 90 or more beyond U+10FFFF.
      if at[0] == 0xf0, at[1] < 0x90 { return 0 }
      if at[0] == 0xf4, at[1] > 0x8f { return 0 }
      return 4
    default:
      return 0
    }
  }

  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xc0 == 0x80 }
}
