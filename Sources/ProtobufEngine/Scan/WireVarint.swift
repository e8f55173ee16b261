/// Numbers of variable length on the wire.
enum WireVarint {
  /// Reads a number of at most `bytesMax` bytes.
  @inline(__always)
  static func read(
    _ at: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    bytesMax: Int
  ) throws(WireError) -> UInt64 {
    if at < end, at.pointee < 0x80 {
      defer { at += 1 }
      return UInt64(at.pointee)
    }
    return try readLong(&at, end, bytesMax: bytesMax)
  }

  private static func readLong(
    _ at: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    bytesMax: Int
  ) throws(WireError) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<bytesMax {
      guard at < end else {
        throw WireError(.malformed, "the message ends in the middle of a number")
      }
      let byte = at.pointee
      at += 1
      value |= UInt64(byte & 0x7f) &<< UInt64(7 * index)
      if byte < 0x80 { return value }
    }
    throw WireError(.malformed, "a number on the wire is longer than \(bytesMax) bytes")
  }

  /// Appends a number.
  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: value))
  }
}
