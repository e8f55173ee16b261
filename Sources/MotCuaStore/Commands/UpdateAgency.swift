import MotCuaDomain

/// Changes some fields of an agency.
package struct UpdateAgency: StoreCommand {
  /// The agency with the values of these fields; the others are not read.
  package var agency: AgencyRecord
  /// The fields.
  package var fields: Set<AgencyField>
  /// The version that the caller saw; nil takes any.
  package var expectedEtag: Int64?

  /// Makes the value from its parts.
  package init(agency: AgencyRecord, fields: Set<AgencyField>, expectedEtag: Int64? = nil) {
    self.agency = agency
    self.fields = fields
    self.expectedEtag = expectedEtag
  }

  /// Makes the change; what says the same changes nothing.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> AgencyRecord {
    let directory = transaction.state.directory
    guard let old = directory.agency(agency.code) else {
      throw .notFound(.agency(agency.code.text))
    }
    if let expectedEtag, expectedEtag != old.etag { throw .etagMismatch(current: old.etag) }
    var made = old
    for field in fields { field.copy(from: agency, to: &made) }
    transaction.auditSubject = made.code.text
    if made == old { return old }
    try made.check(in: directory, changing: fields)
    try transaction.store(&made)
    return made
  }
}

extension AgencyRecord {
  /// Refuses what contradicts the rest of the directory.
  func check(
    in directory: AgencyDirectory,
    changing fields: Set<AgencyField>
  ) throws(StoreError) {
    if let otherCode, let taken = directory.agency(otherCode), taken.code != code {
      throw .alreadyExists(.agency(otherCode.text))
    }
    if otherCode == code {
      throw .invalidField(name: "agency.other_code", reason: "It is the code itself.")
    }
    if fields.contains(.parent), let parent {
      guard let above = directory.agency(parent), !directory.subtree(of: code).contains(above.code)
      else { throw .precondition(.parentNotFound(parent)) }
    }
    if fields.contains(.headOfficer), let headOfficer, directory.officer(headOfficer) == nil {
      throw .precondition(.officerNotFound(headOfficer))
    }
    if let validFrom, let validTo, validTo < validFrom {
      throw .invalidField(
        name: "agency.valid_to",
        reason: "The last day lies before the first."
      )
    }
  }
}

extension WriteTransaction {
  /// Stores an agency as its next version.
  func store(_ agency: inout AgencyRecord) throws(StoreError) {
    agency.updatedAt = envelope.now
    agency.etag += 1
    state.directory.put(agency)
    try persist(agency)
  }

  /// Stores an officer as his next version.
  func store(_ officer: inout OfficerRecord) throws(StoreError) {
    officer.updatedAt = envelope.now
    officer.etag += 1
    state.directory.put(officer)
    try persist(officer)
  }
}
