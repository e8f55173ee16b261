import MotCuaDomain

extension WriteTransaction {
  /// Creates or replaces an offering; what says the same changes nothing.
  func take(
    _ offering: OfferingRecord,
    expectedEtag: Int64?
  ) throws(StoreError) -> (record: OfferingRecord, outcome: RowOutcome) {
    guard let agency = state.directory.agency(offering.agency) else {
      throw .precondition(.agencyNotFound(offering.agency))
    }
    if let desk = offering.desk, state.directory.agency(desk) == nil {
      throw .precondition(.agencyNotFound(desk))
    }
    guard state.catalogue.procedure(offering.procedure) != nil else {
      throw .precondition(.procedureNotFound(offering.procedure))
    }
    for assignment in offering.assignees
    where state.directory.officer(assignment.officer) == nil {
      throw .precondition(.officerNotFound(assignment.officer))
    }
    let old = state.catalogue.offering(offering.procedure, agency.code)
    if let expectedEtag, expectedEtag != old?.etag ?? 0 {
      throw .etagMismatch(current: old?.etag ?? 0)
    }
    var made = offering
    made.agency = agency.code
    made.etag = old?.etag ?? 0
    made.changedAt = old?.changedAt ?? envelope.now
    if let old, made == old { return (old, .unchanged) }
    made.etag += 1
    made.changedAt = envelope.now
    state.catalogue.put(made)
    try persist(made)
    return (made, old == nil ? .created : .updated)
  }
}

extension OfficerRecord {
  /// The first agency the officer names that does not exist.
  func missingAgency(in directory: AgencyDirectory) -> AgencyCode? {
    ([agency] + postings.map(\.agency)).first { directory.agency($0) == nil }
  }
}
