package import MotCuaDomain

/// What a request left behind.
package struct StoredOutcome: Sendable, Hashable {
  /// The bytes that were answered.
  package var answer: [UInt8]
  /// When it took effect.
  package var appliedAt: Instant

  /// Makes the value from its parts.
  package init(answer: [UInt8], appliedAt: Instant) {
    self.answer = answer
    self.appliedAt = appliedAt
  }
}
