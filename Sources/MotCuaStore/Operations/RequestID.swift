/// The 16 bytes of a UUID, as numbers so that they hash and compare cheaply.
package struct RequestID: Sendable, Hashable {
  /// The first eight bytes.
  package var high: UInt64
  /// The last eight bytes.
  package var low: UInt64

  /// Makes the value from its parts.
  package init(
    high: UInt64,
    low: UInt64
  ) {
    self.high = high
    self.low = low
  }

  /// Reads 16 bytes; another count gives nil.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The 16 bytes.
  package var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
      + (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * $0)) }
  }
}
