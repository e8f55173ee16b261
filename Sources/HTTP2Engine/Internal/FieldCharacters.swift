/// Sets of characters below 128, and what fields are made of.
struct FieldCharacters {
  private let low: UInt64
  private let high: UInt64

  private init(_ characters: String) {
    var (low, high): (UInt64, UInt64) = (0, 0)
    for byte in characters.utf8 {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
    (self.low, self.high) = (low, high)
  }

  private static let letters = "abcdefghijklmnopqrstuvwxyz"
  private static let digits = "0123456789"

  /// A field's name: a token without upper-case letters (RFC 9110 §5.6.2, RFC 9113 §8.2.1).
  private static let name = FieldCharacters("!#$%&'*+-.^_`|~" + letters + digits)
  /// A method: a token.
  static let method = FieldCharacters("!#$%&'*+-.^_`|~" + letters + letters.uppercased() + digits)
  /// A scheme behind its first letter (RFC 3986 §3.1).
  static let scheme = FieldCharacters("+-." + letters + letters.uppercased() + digits)
  /// An authority (RFC 3986 §3.2).
  private static let authority = FieldCharacters(
    "!$%&'()*+,-.:;=@[]_~" + letters + letters.uppercased() + digits
  )

  /// Whether bytes can be a field's name.
  static func areName(_ bytes: UnsafeRawBufferPointer) -> Bool {
    areUsual(bytes, upTo: "9") || (!bytes.isEmpty && name.hasAll(bytes))
  }

  /// Whether bytes can be an authority, or none.
  static func areAuthority(_ bytes: UnsafeRawBufferPointer) -> Bool {
    areUsual(bytes, upTo: ":") || authority.hasAll(bytes)
  }

  /// Whether bytes can be a field's value: no control character but the tab (RFC 9110 §5.5).
  static func areValue(_ bytes: UnsafeRawBufferPointer) -> Bool {
    areVisible(bytes, from: " ") || bytes.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7f) }
  }

  /// Whether bytes can be a path: no space and no control character.
  static func arePath(_ bytes: UnsafeRawBufferPointer) -> Bool { areVisible(bytes, from: "!") }

  /// Whether the set has all of the bytes.
  func hasAll(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.allSatisfy { byte in
      byte < 128 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
    }
  }

  /// Whether there are bytes, and only lower-case letters, digits, `-`, `.` and, if it is the limit,
  /// `:`: what most names and authorities are made of.
  @inline(__always)
  static func areUsual(_ bytes: UnsafeRawBufferPointer, upTo limit: Unicode.Scalar) -> Bool {
    !bytes.isEmpty
      && bytes.allWords { word in
        let marks = word.bytes("-", limit) & ~word.bytes("/", "/")
        return (marks | word.bytes("a", "z")) & ~word & .highBits == .highBits
      }
  }

  /// Whether no byte is below a limit and none is DEL.
  @inline(__always)
  private static func areVisible(
    _ bytes: UnsafeRawBufferPointer,
    from limit: Unicode.Scalar
  ) -> Bool {
    bytes.allWords { word in
      let fromDelete = word ^ (.lowBits &* 0x7f)
      let below = (word &- .lowBits &* UInt64(limit.value)) & ~word
      return (below | ((fromDelete &- .lowBits) & ~fromDelete)) & .highBits == 0
    }
  }
}

/// Eight bytes at a time.
extension UInt64 {
  fileprivate static let lowBits: UInt64 = 0x0101_0101_0101_0101
  fileprivate static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of each byte in a range of ASCII; wrong for bytes above 127.
  @inline(__always)
  fileprivate func bytes(_ first: Unicode.Scalar, _ last: Unicode.Scalar) -> UInt64 {
    let fromFirst = self &+ .lowBits &* UInt64(128 &- first.value)
    let aboveLast = self &+ .lowBits &* UInt64(127 &- last.value)
    return fromFirst & ~aboveLast & .highBits
  }
}

extension UnsafeRawBufferPointer {
  /// Whether a test holds for all words of eight bytes, of which some may be seen twice.
  @inline(__always)
  fileprivate func allWords(_ test: (UInt64) -> Bool) -> Bool {
    guard let start = baseAddress, count > 0 else { return true }
    if count < 4 {
      let ends = UInt64(self[0]) &* 0x0101_0101_0101_0000 | UInt64(self[count &- 1])
      return test(ends | UInt64(self[count &>> 1]) << 8)
    }
    if count < 8 {
      let first = start.loadUnaligned(as: UInt32.self)
      let last = start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return test(UInt64(first) << 32 | UInt64(last))
    }
    var offset = 0
    while offset &+ 8 < count {
      guard test(start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) else { return false }
      offset &+= 8
    }
    return test(start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
  }
}
