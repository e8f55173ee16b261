/// The SHA-256 of a token, as numbers so that the look-up of each call is cheap.
package struct TokenHash: Sendable, Hashable {
  /// The first eight bytes.
  package var a: UInt64
  /// The second eight bytes.
  package var b: UInt64
  /// The third eight bytes.
  package var c: UInt64
  /// The last eight bytes.
  package var d: UInt64

  /// Makes the value from its parts.
  package init(
    a: UInt64,
    b: UInt64,
    c: UInt64,
    d: UInt64
  ) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  /// Reads 32 bytes; another count gives nil.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    func word(_ index: Int) -> UInt64 {
      bytes[(index * 8)..<(index * 8 + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
    self.init(a: word(0), b: word(1), c: word(2), d: word(3))
  }

  /// Reads the 32 bytes of a digest.
  package init(sha256 digest: UnsafeRawBufferPointer) {
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    self.init(a: word(0), b: word(1), c: word(2), d: word(3))
  }

  /// The 32 bytes.
  package var bytes: [UInt8] {
    [a, b, c, d].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
    }
  }
}
