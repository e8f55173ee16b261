package import MotCuaDomain

/// The principals and tokens, as an immutable snapshot: each call looks its token up here.
package struct IdentityTable: Sendable {
  private var principalsByID: [Int64: PrincipalRecord] = [:]
  private var tokensByHash: [TokenHash: TokenRecord] = [:]
  private var hashesByID: [Int64: TokenHash] = [:]
  private var lastPrincipalID: Int64 = 0
  private var lastTokenID: Int64 = 0

  /// An empty table.
  package init() {}

  /// All principals in the order of their numbers.
  package var principals: [PrincipalRecord] { principalsByID.values.sorted { $0.id < $1.id } }

  /// How many principals there are.
  package var principalCount: Int { principalsByID.count }

  /// A principal by its number.
  package func principal(_ id: Int64) -> PrincipalRecord? { principalsByID[id] }

  /// A token by its hash, revoked and expired ones too.
  package func token(_ hash: TokenHash) -> TokenRecord? { tokensByHash[hash] }

  /// A token by its number.
  package func token(id: Int64) -> TokenRecord? { hashesByID[id].flatMap { tokensByHash[$0] } }

  /// The tokens of a principal in the order of their numbers.
  package func tokens(of principal: Int64) -> [TokenRecord] {
    tokensByHash.values.filter { $0.principalID == principal }.sorted { $0.id < $1.id }
  }

  /// Whose token this is; nil when it is unknown, expired, revoked, or its principal disabled.
  package func principal(of hash: TokenHash, at now: Instant) -> PrincipalRecord? {
    guard let token = tokensByHash[hash], token.revokedAt == nil, now < token.expiresAt,
      let principal = principalsByID[token.principalID], !principal.isDisabled
    else { return nil }
    return principal
  }

  /// The number for the next principal.
  package var nextPrincipalID: Int64 { lastPrincipalID + 1 }
  /// The number for the next token.
  package var nextTokenID: Int64 { lastTokenID + 1 }

  /// Puts a principal in, or replaces the one with its number.
  package mutating func put(_ principal: PrincipalRecord) {
    principalsByID[principal.id] = principal
    lastPrincipalID = max(lastPrincipalID, principal.id)
  }

  /// Puts a token in, or replaces the one with its number.
  package mutating func put(_ token: TokenRecord) {
    if let old = hashesByID[token.id] { tokensByHash[old] = nil }
    tokensByHash[token.hash] = token
    hashesByID[token.id] = token.hash
    lastTokenID = max(lastTokenID, token.id)
  }
}
