package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: FileStore {
  /// A file of a dossier in a scope.
  package func file(
    _ id: Int64,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> FileRecord? {
    let province = configuration.provinceID
    return try await reads.read(on: lane) { [codes] (connection) throws(RowError) in
      let condition = ScopeCondition(scope, codes: codes, prefix: "d.")
      let sql =
        "SELECT f.id, f.hash, f.size, f.kind, f.principal_id, f.subject, f.dossier_id, "
        + "f.created_at FROM file f JOIN dossier d ON d.id = f.dossier_id "
        + "WHERE f.id = ? AND f.province_id = ? AND \(condition.text)"
      return try connection.rows(composed: sql) { (row) throws(RowError) in
        row.bind(id).bind(province)
        condition.bind(to: row)
        return try row.next() ? try FileRecord(row) : nil
      }
    }
  }

  /// Those of some hashes that no file has.
  package func unknownHashes(
    among hashes: [[UInt8]]
  ) async throws(StoreError) -> [[UInt8]] {
    try await reads.read(on: .pool) { (connection) throws(RowError) in
      var unknown: [[UInt8]] = []
      for hash in hashes {
        let isKnown = try connection.rows("SELECT 1 FROM file WHERE hash = ? LIMIT 1") {
          (row) throws(RowError) in
          try row.bind(hash).next()
        }
        if !isKnown { unknown.append(hash) }
      }
      return unknown
    }
  }

  /// How many files were uploaded before an instant and are named by no dossier.
  package func unattachedFileCount(
    before instant: Instant
  ) async throws(StoreError) -> Int {
    try await reads.read(on: .pool) { (connection) throws(RowError) in
      try connection.rows(
        "SELECT count(*) FROM file WHERE dossier_id IS NULL AND created_at < ?"
      ) { (row) throws(RowError) in
        try row.bind(instant).next() ? Int(row.int64(0)) : 0
      }
    }
  }
}
