import MotCuaDomain

/// Creates or updates many agencies; parents may come before or after their children.
///
/// One outcome per row.
package struct ImportAgencies: StoreCommand {
  /// The agencies.
  package var agencies: [AgencyRecord]

  /// Makes the value from its parts.
  package init(
    agencies: [AgencyRecord]
  ) {
    self.agencies = agencies
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> [RowOutcome] {
    let known = Set(agencies.map(\.code))
    var outcomes: [RowOutcome] = []
    for agency in agencies {
      outcomes.append(try take(agency, named: known, in: transaction))
    }
    transaction.auditSubject = "\(agencies.count) agencies"
    return outcomes
  }

  private func take(
    _ agency: AgencyRecord,
    named: Set<AgencyCode>,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> RowOutcome {
    let directory = transaction.state.directory
    if let parent = agency.parent, !named.contains(parent), directory.agency(parent) == nil {
      return .rejected(.precondition(.parentNotFound(parent)))
    }
    if let other = agency.otherCode, let taken = directory.agency(other),
      taken.code != agency.code
    {
      return .rejected(.alreadyExists(.agency(other.text)))
    }
    var made = agency
    let old = directory.agency(agency.code)
    if let old, old.code != agency.code {
      return .rejected(.alreadyExists(.agency(agency.code.text)))
    }
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
