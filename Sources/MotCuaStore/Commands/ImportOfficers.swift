/// Creates or updates many officers.
///
/// One outcome per row.
package struct ImportOfficers: StoreCommand {
  /// The officers.
  package var officers: [OfficerRecord]

  /// Makes the value from its parts.
  package init(
    officers: [OfficerRecord]
  ) {
    self.officers = officers
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> [RowOutcome] {
    var outcomes: [RowOutcome] = []
    for officer in officers { outcomes.append(try take(officer, in: transaction)) }
    transaction.auditSubject = "\(officers.count) officers"
    return outcomes
  }

  private func take(
    _ officer: OfficerRecord,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> RowOutcome {
    if let missing = officer.missingAgency(in: transaction.state.directory) {
      return .rejected(.precondition(.agencyNotFound(missing)))
    }
    let old = transaction.state.directory.officer(officer.code)
    var made = officer
    made.createdAt = old?.createdAt ?? transaction.envelope.now
    made.updatedAt = old?.updatedAt ?? transaction.envelope.now
    made.etag = old?.etag ?? 0
    if made == old { return .unchanged }
    made.updatedAt = transaction.envelope.now
    made.etag += 1
    transaction.state.directory.put(made)
    try transaction.persist(made)
    return old == nil ? .created : .updated
  }
}
