package import MotCuaDomain

/// One version of a paper of the steering committee; versions are added and never changed.
package struct CommitteeEntry: Sendable, Hashable {
  /// What it is.
  package var paper: CommitteePaper
  /// The code that identifies the paper among its kind.
  package var code: String
  /// The number of the version, from 1; 0 before it is stored.
  package var revision: Int64
  /// The agency that it is about; nil is the whole province.
  package var agency: AgencyCode?
  /// The day that it is about: a deadline, the last day of a period, the day of a document or of a
  /// meeting.
  package var day: CivilDate
  /// When this version was recorded.
  package var recordedAt: Instant
  /// Who recorded it.
  package var principalID: Int64
  /// What it says, in the encoding of whoever keeps it here.
  package var content: [UInt8]

  /// Makes the value from its parts.
  package init(
    paper: CommitteePaper,
    code: String,
    revision: Int64 = 0,
    agency: AgencyCode? = nil,
    day: CivilDate,
    recordedAt: Instant = Instant(milliseconds: 0),
    principalID: Int64 = 0,
    content: [UInt8]
  ) {
    self.paper = paper
    self.code = code
    self.revision = revision
    self.agency = agency
    self.day = day
    self.recordedAt = recordedAt
    self.principalID = principalID
    self.content = content
  }
}
