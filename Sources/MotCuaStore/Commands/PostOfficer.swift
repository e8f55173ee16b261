package import MotCuaDomain

/// Adds postings to an officer, and ends earlier ones where that is asked for.
package struct PostOfficer: StoreCommand {
  /// The officer's code.
  package var code: String
  /// The postings to be added.
  package var postings: [PostingRecord]
  /// The last day of the earlier postings that are open then; nil leaves them.
  package var earlierEnd: CivilDate?
  /// The version that the caller saw; nil takes any.
  package var expectedEtag: Int64?

  /// Makes the value from its parts.
  package init(
    code: String,
    postings: [PostingRecord],
    earlierEnd: CivilDate? = nil,
    expectedEtag: Int64? = nil
  ) {
    self.code = code
    self.postings = postings
    self.earlierEnd = earlierEnd
    self.expectedEtag = expectedEtag
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> OfficerRecord {
    let old = try transaction.officer(code, expectedEtag: expectedEtag)
    var made = old
    if let earlierEnd { made.endPostings(on: earlierEnd) }
    made.postings += postings
    if let missing = made.missingAgency(in: transaction.state.directory) {
      throw .precondition(.agencyNotFound(missing))
    }
    guard made.postings.count <= OfficerRecord.postingsMax else {
      throw .invalidField(name: "postings", reason: "An officer has at most 50 postings.")
    }
    guard !made.hasDoublePosting else {
      throw .invalidField(
        name: "postings",
        reason: "The same duty at the same agency is held twice on one day."
      )
    }
    try transaction.store(&made)
    return made
  }
}

extension OfficerRecord {
  /// The most postings that an officer has, past ones included.
  package static let postingsMax = 50

  /// Ends what is open after a day with it; what would begin later falls away.
  fileprivate mutating func endPostings(on day: CivilDate) {
    postings = postings.compactMap { posting in
      guard posting.validFrom.map({ $0 <= day }) ?? true else { return nil }
      var posting = posting
      if posting.validTo.map({ $0 > day }) ?? true { posting.validTo = day }
      return posting
    }
  }
}
