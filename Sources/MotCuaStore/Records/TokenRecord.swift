package import MotCuaDomain

/// A bearer token, known by its hash only.
package struct TokenRecord: Sendable, Hashable {
  /// The number given by the store; 0 before it is stored.
  package var id: Int64
  /// Whose it is.
  package var principalID: Int64
  /// The SHA-256 of the token.
  package var hash: TokenHash
  /// What it is for, for people.
  package var label: String
  /// When it was created.
  package var createdAt: Instant
  /// From when on it is refused.
  package var expiresAt: Instant
  /// Since when it is revoked.
  package var revokedAt: Instant?

  /// Makes the value from its parts.
  package init(
    id: Int64 = 0,
    principalID: Int64,
    hash: TokenHash,
    label: String = "",
    createdAt: Instant = Instant(milliseconds: 0),
    expiresAt: Instant,
    revokedAt: Instant? = nil
  ) {
    self.id = id
    self.principalID = principalID
    self.hash = hash
    self.label = label
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
  }
}
