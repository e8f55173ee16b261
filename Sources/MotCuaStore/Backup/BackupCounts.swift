import MotCuaDomain
import SQLiteEngine

/// What a copy of the database says of itself.
enum BackupCounts {
  /// The manifest of a copy, without its sums.
  static func manifest(
    of connection: SQLiteConnection,
    createdAt: Instant
  ) throws(BackupError) -> BackupManifest {
    try BackupRun.sql { () throws(SQLiteError) in
      let version = Int(try connection.userVersion)
      let province = try connection.with("SELECT value FROM meta WHERE name = 'province'") {
        (row) throws(SQLiteError) in
        try row.step() ? Int64(row.text(0)) ?? 0 : 0
      }
      let head = try connection.with("SELECT hash FROM audit ORDER BY id DESC LIMIT 1") {
        (row) throws(SQLiteError) in
        try row.step() ? FileVault.name(of: row.bytes(0)) : ""
      }
      return try connection.with(
        """
        SELECT (SELECT coalesce(max(sequence), 0) FROM dossier_event),
          (SELECT count(*) FROM dossier), (SELECT count(*) FROM dossier_event),
          (SELECT count(*) FROM audit), count(*), coalesce(sum(size), 0)
        FROM (SELECT DISTINCT hash, size FROM file)
        """
      ) { (row) throws(SQLiteError) in
        _ = try row.step()
        return BackupManifest(
          schemaVersion: version,
          provinceID: province,
          createdAt: createdAt.rfc3339,
          commitPosition: row.int64(0),
          dossiers: row.int64(1),
          events: row.int64(2),
          auditEntries: row.int64(3),
          auditHash: head,
          files: row.int64(4),
          fileBytes: row.int64(5)
        )
      }
    }
  }

  /// The hashes that a copy names, in their order, with the sizes.
  static func hashes(in path: String) throws(BackupError) -> [(hash: [UInt8], size: Int64)] {
    try BackupRun.sql { () throws(SQLiteError) in
      let connection = try SQLiteConnection(path: path, mode: .readOnly)
      try connection.configure(.reader)
      return try connection.with("SELECT DISTINCT hash, size FROM file ORDER BY hash") {
        (row) throws(SQLiteError) in
        var hashes: [(hash: [UInt8], size: Int64)] = []
        while try row.step() { hashes.append((row.bytes(0), row.int64(1))) }
        return hashes
      }
    }
  }

  /// Looks through the chain of the audit in a copy.
  static func audit(
    in connection: SQLiteConnection,
    head: AuditHead
  ) throws(BackupError) -> AuditVerdict {
    try BackupRun.sql { () throws(SQLiteError) in
      try connection.with(
        """
        SELECT id, at, principal_id, method, request_id, subject, purpose, hash
        FROM audit ORDER BY id
        """
      ) { (row) throws(SQLiteError) in
        var walk = AuditWalk(checkpoint: head)
        while try row.step() { walk.take(AuditRecord(row)) }
        return walk.end(atLeast: head)
      }
    }
  }
}
