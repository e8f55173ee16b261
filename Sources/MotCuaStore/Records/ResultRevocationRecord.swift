package import MotCuaDomain

/// That a result is in force no more; it stays stored (Decree 45/2020, article 14).
package struct ResultRevocationRecord: Sendable, Hashable {
  /// When it was revoked.
  package var at: Instant
  /// Why.
  package var reason: String
  /// The number of the result that replaces it; nil where none does.
  package var replacement: Int?

  /// Makes the value from its parts.
  package init(at: Instant, reason: String, replacement: Int? = nil) {
    self.at = at
    self.reason = reason
    self.replacement = replacement
  }
}
