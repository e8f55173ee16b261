import MotCuaDomain

/// Creates or updates many agencies; parents may come before or after their children.
///
/// One outcome per row.
package struct ImportAgencies: StoreCommand {
  /// The agencies.
  package var agencies: [AgencyRecord]
  /// What is changed of an agency that exists; the rest stays.
  package var fields: Set<AgencyField>

  /// Makes the value from its parts.
  package init(
    agencies: [AgencyRecord],
    fields: Set<AgencyField> = Set(AgencyField.allCases)
  ) {
    self.agencies = agencies
    self.fields = fields
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
    let old = directory.agency(agency.code)
    if let old, old.code != agency.code {
      return .rejected(.alreadyExists(.agency(agency.code.text)))
    }
    var made = old ?? agency
    if old == nil {
      made.createdAt = transaction.envelope.now
      made.etag = 0
    } else {
      for field in fields { field.copy(from: agency, to: &made) }
    }
    if made == old { return .unchanged }
    try transaction.store(&made)
    return old == nil ? .created : .updated
  }
}
