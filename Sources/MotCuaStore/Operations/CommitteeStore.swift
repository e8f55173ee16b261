package import MotCuaDomain

/// Which papers of the steering committee a list holds.
package struct CommitteeQuery: Sendable, Hashable {
  /// The kind.
  package var paper: CommitteePaper
  /// The agencies whose papers are wanted; those of the whole province come with any.
  ///
  /// Nil is all.
  package var agencies: Set<AgencyCode>?
  /// The first day that a paper may be about; nil since ever.
  package var from: CivilDate?
  /// The last day; nil is open.
  package var to: CivilDate?
  /// Whether versions that a later one replaced are wanted too.
  package var includesSuperseded: Bool

  /// Makes the value from its parts.
  package init(
    paper: CommitteePaper,
    agencies: Set<AgencyCode>? = nil,
    from: CivilDate? = nil,
    to: CivilDate? = nil,
    includesSuperseded: Bool = false
  ) {
    self.paper = paper
    self.agencies = agencies
    self.from = from
    self.to = to
    self.includesSuperseded = includesSuperseded
  }
}

/// The place of a paper in a list: by code, the youngest version first.
package struct CommitteeKey: Sendable, Hashable {
  /// The code.
  package var code: String
  /// The number of the version.
  package var revision: Int64

  /// Makes the value from its parts.
  package init(code: String, revision: Int64) {
    self.code = code
    self.revision = revision
  }
}

/// Reads the papers of the steering committee.
package protocol CommitteeStore: Sendable {
  /// The latest version of a paper, nil where there is none.
  func committeeEntry(
    _ paper: CommitteePaper,
    _ code: String,
    on lane: ReadLane
  ) async throws(StoreError) -> CommitteeEntry?

  /// A page of papers by the bytes of their codes, the youngest version first.
  func committeeEntries(
    _ query: CommitteeQuery,
    after key: CommitteeKey?,
    limit: Int
  ) async throws(StoreError) -> [CommitteeEntry]
}
