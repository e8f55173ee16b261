/// Revokes a token for ever.
package struct RevokeToken: StoreCommand {
  /// The token.
  package var tokenID: Int64

  /// Makes the value from its parts.
  package init(
    tokenID: Int64
  ) {
    self.tokenID = tokenID
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> TokenRecord {
    guard var token = transaction.state.identities.token(id: tokenID) else {
      throw .notFound(.token(tokenID))
    }
    transaction.auditSubject = "token \(tokenID)"
    if token.revokedAt != nil { return token }
    token.revokedAt = transaction.envelope.now
    transaction.state.identities.put(token)
    try transaction.persist(token)
    return token
  }
}
