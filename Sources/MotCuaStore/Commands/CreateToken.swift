/// Creates a token of a principal; the store sees its hash only.
package struct CreateToken: StoreCommand {
  /// The token; its number is given by the store.
  package var token: TokenRecord

  /// Makes the value from its parts.
  package init(
    token: TokenRecord
  ) {
    self.token = token
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> TokenRecord {
    guard transaction.state.identities.principal(token.principalID) != nil else {
      throw .notFound(.principal(token.principalID))
    }
    guard transaction.state.identities.token(token.hash) == nil else {
      throw .alreadyExists(.token(0))
    }
    var made = token
    made.id = transaction.state.identities.nextTokenID
    made.createdAt = transaction.envelope.now
    transaction.state.identities.put(made)
    try transaction.persist(made)
    transaction.auditSubject = "token \(made.id)"
    return made
  }
}
