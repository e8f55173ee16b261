/// Creates an officer.
package struct CreateOfficer: StoreCommand {
  /// The officer.
  package var officer: OfficerRecord

  /// Makes the value from its parts.
  package init(
    officer: OfficerRecord
  ) {
    self.officer = officer
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> OfficerRecord {
    guard transaction.state.directory.officer(officer.code) == nil else {
      throw .alreadyExists(.officer(officer.code))
    }
    if let missing = officer.missingAgency(in: transaction.state.directory) {
      throw .precondition(.agencyNotFound(missing))
    }
    var made = officer
    made.createdAt = transaction.envelope.now
    made.updatedAt = transaction.envelope.now
    made.etag = 1
    transaction.state.directory.put(made)
    try transaction.persist(made)
    transaction.auditSubject = made.code
    return made
  }
}
