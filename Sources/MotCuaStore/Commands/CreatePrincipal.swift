/// Creates a principal.
package struct CreatePrincipal: StoreCommand {
  /// The principal; its number is given by the store.
  package var principal: PrincipalRecord

  /// Makes the value from its parts.
  package init(
    principal: PrincipalRecord
  ) {
    self.principal = principal
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> PrincipalRecord {
    for code in principal.agencies where transaction.state.directory.agency(code) == nil {
      throw .precondition(.agencyNotFound(code))
    }
    if let officer = principal.officer, transaction.state.directory.officer(officer) == nil {
      throw .precondition(.officerNotFound(officer))
    }
    var made = principal
    made.id = transaction.state.identities.nextPrincipalID
    made.createdAt = transaction.envelope.now
    made.etag = 1
    transaction.state.identities.put(made)
    try transaction.persist(made)
    transaction.auditSubject = "principal \(made.id)"
    return made
  }
}
