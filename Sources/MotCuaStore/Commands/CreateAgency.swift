import MotCuaDomain

/// Creates an agency.
package struct CreateAgency: StoreCommand {
  /// The agency.
  package var agency: AgencyRecord

  /// Makes the value from its parts.
  package init(
    agency: AgencyRecord
  ) {
    self.agency = agency
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> AgencyRecord {
    let directory = transaction.state.directory
    for code in [agency.code] + [agency.otherCode].compactMap({ $0 })
    where directory.agency(code) != nil {
      throw .alreadyExists(.agency(code.text))
    }
    if let parent = agency.parent, directory.agency(parent) == nil {
      throw .precondition(.parentNotFound(parent))
    }
    var made = agency
    made.createdAt = transaction.envelope.now
    made.updatedAt = transaction.envelope.now
    made.etag = 1
    transaction.state.directory.put(made)
    try transaction.persist(made)
    transaction.auditSubject = made.code.text
    return made
  }
}
