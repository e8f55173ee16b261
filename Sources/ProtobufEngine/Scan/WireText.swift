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

  /// Checks the bytes from `start` to `end`.
  static func check(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Finding {
    var at = start
    while at < end {
      if end - at >= 8 {
        // Eight bytes at a time: how many of them are ASCII without NUL before one that is not?
        let word = UInt64(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
        let stops = (word | ((word &- lowBits) & ~word)) & highBits
        at += stops.trailingZeroBitCount / 8
        if stops == 0 { continue }
      }
      let byte = at.pointee
      if byte &- 1 < 0x7f {
        at += 1
        continue
      }
      if byte == 0 { return .holdsNUL }
      let length = sequenceLength(at, end)
      guard length > 0 else { return .notUTF8 }
      at += length
    }
    return .good
  }

  /// Whether all of some bytes are ASCII.
  static func isASCII(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var bits: UInt64 = 0
    var index = 0
    while index + 8 <= count {
      bits |= UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self)
      index += 8
    }
    while index < count {
      bits |= UInt64(start[index])
      index += 1
    }
    return bits & highBits == 0
  }

  /// The length of the well-formed sequence at `at`, or 0 (Unicode 15, table 3-7).
  @inline(__always)
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
