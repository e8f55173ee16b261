package import MotCuaDomain

/// An officer of an agency as it is stored.
package struct OfficerRecord: Sendable, Hashable {
  /// The code that identifies the officer in the province.
  package var code: String
  /// The name, family name first, in NFC.
  package var name: String
  /// The home agency.
  package var agency: AgencyCode
  /// Whether the officer heads the home agency.
  package var isHead: Bool
  /// Where the officer works, with which duty.
  package var postings: [PostingRecord]
  /// When it was created.
  package var createdAt: Instant
  /// When it was last changed.
  package var updatedAt: Instant
  /// The number of its changes; 0 before it is stored.
  package var etag: Int64

  /// Makes the value from its parts.
  package init(
    code: String,
    name: String,
    agency: AgencyCode,
    isHead: Bool = false,
    postings: [PostingRecord] = [],
    createdAt: Instant = Instant(milliseconds: 0),
    updatedAt: Instant = Instant(milliseconds: 0),
    etag: Int64 = 0
  ) {
    self.code = code
    self.name = name
    self.agency = agency
    self.isHead = isHead
    self.postings = postings
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.etag = etag
  }
}
