extension StaticString {
  /// The UTF-8 bytes, which live for ever.
  var rawBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are exactly those of a constant.
  ///
  /// Inlined with its constant, this becomes one or two comparisons of words.
  @inlinable @inline(__always)
  func holds(_ other: StaticString) -> Bool {
    let count = other.utf8CodeUnitCount
    guard self.count == count else { return false }
    guard let bytes = baseAddress else { return true }
    let text = UnsafeRawPointer(other.utf8Start)
    var offset = 0
    while offset < count, count >= 8 {
      // The last word may begin before the end of the one before it.
      let place = Swift.min(offset, count &- 8)
      let left = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      guard left == text.loadUnaligned(fromByteOffset: place, as: UInt64.self) else {
        return false
      }
      offset &+= 8
    }
    while offset < count {
      guard
        bytes.load(fromByteOffset: offset, as: UInt8.self)
          == text.load(fromByteOffset: offset, as: UInt8.self)
      else { return false }
      offset &+= 1
    }
    return true
  }
}
