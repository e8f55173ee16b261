/// The names of `HTTP2Configuration.omitsUnreadFields`, found by their lengths and whole words.
enum UnreadFields {
  /// Whether a name is one of them.
  @inline(__always)
  static func holds(_ name: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let name = UnsafeRawPointer(name)
    switch count {
    case 2: return name.word(at: 0, as: UInt16.self) == 0x7465
    case 7:
      return name.word(at: 0, as: UInt32.self) == schemeStart
        && name.word(at: 3, as: UInt32.self) == schemeEnd
    case 10:
      let start = name.word(at: 0, as: UInt64.self)
      let end = name.word(at: 8, as: UInt16.self)
      return (start == authorityStart && end == authorityEnd)
        || (start == userAgentStart && end == userAgentEnd)
    case 14:
      return name.word(at: 0, as: UInt64.self) == contentLengthStart
        && name.word(at: 6, as: UInt64.self) == contentLengthEnd
    default: return false
    }
  }

  private static let schemeStart: UInt32 = 0x3a73_6368  // ":sch"
  private static let schemeEnd: UInt32 = 0x6865_6d65  // "heme"
  private static let authorityStart: UInt64 = 0x3a61_7574_686f_7269  // ":authori"
  private static let authorityEnd: UInt16 = 0x7479  // "ty"
  private static let userAgentStart: UInt64 = 0x7573_6572_2d61_6765  // "user-age"
  private static let userAgentEnd: UInt16 = 0x6e74  // "nt"
  private static let contentLengthStart: UInt64 = 0x636f_6e74_656e_742d  // "content-"
  private static let contentLengthEnd: UInt64 = 0x742d_6c65_6e67_7468  // "t-length"
}

extension UnsafeRawPointer {
  /// Some bytes as one number, the first byte highest.
  @inline(__always)
  fileprivate func word<Word: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int,
    as type: Word.Type
  ) -> Word {
    Word(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}
