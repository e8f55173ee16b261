import MotCuaDomain

extension MemoryStore: CommitteeStore {
  /// The latest version of a paper, nil where there is none.
  package func committeeEntry(
    _ paper: CommitteePaper,
    _ code: String,
    on lane: ReadLane
  ) async throws(StoreError) -> CommitteeEntry? {
    snapshot().latest(paper, code)
  }

  /// A page of papers by the bytes of their codes, the youngest version first.
  package func committeeEntries(
    _ query: CommitteeQuery,
    after key: CommitteeKey?,
    limit: Int
  ) async throws(StoreError) -> [CommitteeEntry] {
    let all = snapshot().committee
    let latest = Dictionary(
      all.map { (Paper(paper: $0.paper, code: $0.code), $0.revision) },
      uniquingKeysWith: max
    )
    let chosen = all.filter { entry in
      entry.paper == query.paper
        && (query.agencies == nil
          || entry.agency.map { query.agencies?.contains($0) == true } ?? true)
        && query.from.map { entry.day >= $0 } ?? true && query.to.map { entry.day <= $0 } ?? true
        && (query.includesSuperseded
          || latest[Paper(paper: entry.paper, code: entry.code)] == entry.revision)
        && (key.map { Self.stands(entry, after: $0) } ?? true)
    }
    let ordered = chosen.sorted { Self.stands($1, after: $0.key) }
    return Array(ordered.prefix(limit))
  }

  private struct Paper: Hashable {
    let paper: CommitteePaper
    let code: String
  }

  private static func stands(_ entry: CommitteeEntry, after key: CommitteeKey) -> Bool {
    if entry.code == key.code { return entry.revision < key.revision }
    return key.code.utf8.lexicographicallyPrecedes(entry.code.utf8)
  }
}

extension MemoryData {
  func latest(_ paper: CommitteePaper, _ code: String) -> CommitteeEntry? {
    committee.last { $0.paper == paper && $0.code == code }
  }
}

extension MemoryTransaction {
  func committeeEntry(
    _ paper: CommitteePaper,
    _ code: String
  ) throws(StoreError) -> CommitteeEntry? {
    data.latest(paper, code)
  }

  func append(_ entry: CommitteeEntry) throws(StoreError) { data.committee.append(entry) }
}

extension CommitteeEntry {
  /// The place in a list.
  package var key: CommitteeKey { CommitteeKey(code: code, revision: revision) }
}
