extension StaticString {
  /// The UTF-8 bytes, which live for ever.
  var rawBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}

extension UnsafeMutableRawPointer {
  /// Copies bytes that are few most of the time: up to sixteen without a call.
  @inline(__always)
  func copyShort(from source: UnsafePointer<UInt8>, _ count: Int) {
    let source = UnsafeRawPointer(source)
    switch count {
    case 4..<8: copyEnds(UInt32.self, from: source, count)
    case 8...16: copyEnds(UInt64.self, from: source, count)
    default: copyMemory(from: source, byteCount: count)
    }
  }

  /// Copies two words that may overlap.
  @inline(__always)
  private func copyEnds<Word: FixedWidthInteger>(
    _: Word.Type,
    from source: UnsafeRawPointer,
    _ count: Int
  ) {
    let last = count &- MemoryLayout<Word>.size
    storeBytes(of: source.loadUnaligned(as: Word.self), as: Word.self)
    storeBytes(
      of: source.loadUnaligned(fromByteOffset: last, as: Word.self),
      toByteOffset: last,
      as: Word.self
    )
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
    if (4..<8).contains(count) {
      let last = count &- 4
      return bytes.loadUnaligned(as: UInt32.self) == text.loadUnaligned(as: UInt32.self)
        && bytes.loadUnaligned(fromByteOffset: last, as: UInt32.self)
          == text.loadUnaligned(fromByteOffset: last, as: UInt32.self)
    }
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
