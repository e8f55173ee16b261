import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: CommitteeStore {
  /// The latest version of a paper, nil where there is none.
  package func committeeEntry(
    _ paper: CommitteePaper,
    _ code: String,
    on lane: ReadLane
  ) async throws(StoreError) -> CommitteeEntry? {
    let codes = codes
    let province = configuration.provinceID
    return try await reads.read(on: lane) { (connection) throws(RowError) in
      try CommitteeRows(connection: connection, codes: codes, province: province)
        .latest(paper, code)
    }
  }

  /// A page of papers by the bytes of their codes, the youngest version first.
  package func committeeEntries(
    _ query: CommitteeQuery,
    after key: CommitteeKey?,
    limit: Int
  ) async throws(StoreError) -> [CommitteeEntry] {
    let codes = codes
    let province = configuration.provinceID
    return try await reads.read(on: .pool) { (connection) throws(RowError) in
      try CommitteeRows(connection: connection, codes: codes, province: province)
        .page(query, after: key, limit: limit)
    }
  }
}
