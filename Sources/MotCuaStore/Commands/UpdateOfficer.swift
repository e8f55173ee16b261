/// Changes some fields of an officer.
package struct UpdateOfficer: StoreCommand {
  /// The officer with the values of these fields; the others are not read.
  package var officer: OfficerRecord
  /// The fields.
  package var fields: Set<OfficerField>
  /// The version that the caller saw; nil takes any.
  package var expectedEtag: Int64?

  /// Makes the value from its parts.
  package init(officer: OfficerRecord, fields: Set<OfficerField>, expectedEtag: Int64? = nil) {
    self.officer = officer
    self.fields = fields
    self.expectedEtag = expectedEtag
  }

  /// Makes the change; what says the same changes nothing.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> OfficerRecord {
    let old = try transaction.officer(officer.code, expectedEtag: expectedEtag)
    var made = old
    for field in fields { field.copy(from: officer, to: &made) }
    if made == old { return old }
    if let missing = made.missingAgency(in: transaction.state.directory) {
      throw .precondition(.agencyNotFound(missing))
    }
    if made.hasDoublePosting {
      throw .invalidField(
        name: "officer.postings",
        reason: "The same duty at the same agency is held twice on one day."
      )
    }
    try transaction.store(&made)
    return made
  }
}

extension WriteTransaction {
  /// An officer in the version that the caller saw.
  func officer(_ code: String, expectedEtag: Int64?) throws(StoreError) -> OfficerRecord {
    guard let officer = state.directory.officer(code) else { throw .notFound(.officer(code)) }
    if let expectedEtag, expectedEtag != officer.etag {
      throw .etagMismatch(current: officer.etag)
    }
    auditSubject = code
    return officer
  }
}

extension OfficerRecord {
  /// Whether two postings give the same duty at the same agency on one day.
  package var hasDoublePosting: Bool {
    postings.indices.contains { index in
      postings[..<index].contains { $0.doubles(postings[index]) }
    }
  }
}

extension PostingRecord {
  /// Whether both give the same duty at the same agency on one day.
  fileprivate func doubles(_ other: PostingRecord) -> Bool {
    guard agency == other.agency, duty == other.duty else { return false }
    if let validTo, let start = other.validFrom, validTo < start { return false }
    if let end = other.validTo, let validFrom, end < validFrom { return false }
    return true
  }
}
