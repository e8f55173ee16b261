import MotCuaStore

/// Revokes a token unless it is the last one with which an administrator can call.
///
/// The service looks before it asks; this decides again inside the transaction, so that two
/// administrators who revoke each other's tokens at the same moment do not lock everybody out.
struct RevokeTokenGuarded: StoreCommand {
  /// The token.
  let tokenID: Int64

  /// The token's record; nil where it had to stay.
  func run(in transaction: some WriteTransaction) throws(StoreError) -> TokenRecord? {
    let identities = transaction.state.identities
    guard !identities.isLastAdministrator(token: tokenID, at: transaction.envelope.now) else {
      transaction.auditSubject = "token \(tokenID) stays"
      return nil
    }
    return try RevokeToken(tokenID: tokenID).run(in: transaction)
  }
}
