internal import CNghttp2

extension StaticString {
  /// The UTF-8 bytes, which live for ever.
  var rawBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are exactly those of a constant.
  func holds(_ other: StaticString) -> Bool {
    count == other.utf8CodeUnitCount
      && (count == 0 || motcua_bytes_equal(baseAddress, other.utf8Start, count) != 0)
  }
}
