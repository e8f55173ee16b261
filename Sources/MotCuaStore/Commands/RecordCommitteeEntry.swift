/// Adds a paper of the steering committee, or a version of one.
package struct RecordCommitteeEntry: StoreCommand {
  /// The paper; its revision, instant and author are given by the store.
  package var entry: CommitteeEntry
  /// Whether there may be no such paper yet.
  package var isNew: Bool
  /// The version that the caller saw; nil takes any.
  package var etag: Int64?
  /// Whose papers the caller may change; one of another agency, or of the whole province, keeps its
  /// code to itself.
  package var scope: RowScope

  /// Makes the value from its parts.
  package init(
    entry: CommitteeEntry,
    isNew: Bool = false,
    etag: Int64? = nil,
    scope: RowScope = .all
  ) {
    self.entry = entry
    self.isNew = isNew
    self.etag = etag
    self.scope = scope
  }

  /// Makes the change and gives what was stored.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> CommitteeEntry {
    let current = try transaction.committeeEntry(entry.paper, entry.code)
    if let current, isNew || !isHis(current) {
      throw .alreadyExists(.committee(entry.paper, entry.code))
    }
    return try transaction.record(entry, over: current, etag: etag)
  }

  private func isHis(_ current: CommitteeEntry) -> Bool {
    guard case .agencies(let agencies) = scope else { return scope == .all }
    return current.agency.map(agencies.contains) ?? false
  }
}

extension WriteTransaction {
  /// Adds the next version of a paper: checks the agency and the version that the caller saw.
  package func record(
    _ entry: CommitteeEntry,
    over current: CommitteeEntry?,
    etag: Int64?
  ) throws(StoreError) -> CommitteeEntry {
    let revision = current?.revision ?? 0
    if let etag, etag != revision { throw .etagMismatch(current: revision) }
    if let agency = entry.agency, state.directory.agency(agency) == nil {
      throw .precondition(.agencyNotFound(agency))
    }
    var made = entry
    made.agency = entry.agency.flatMap { state.directory.agency($0)?.code }
    made.revision = revision + 1
    made.recordedAt = envelope.now
    made.principalID = envelope.principalID
    try append(made)
    auditSubject = "\(made.paper.code.lowercased()) \(made.code)"
    return made
  }
}
