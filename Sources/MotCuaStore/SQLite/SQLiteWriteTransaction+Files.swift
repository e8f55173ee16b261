import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  func file(_ id: Int64) throws(StoreError) -> FileRecord? {
    try reading { () throws(RowError) in
      try connection.rows(
        """
        SELECT id, hash, size, kind, principal_id, subject, dossier_id, created_at
        FROM file WHERE id = ? AND province_id = ?
        """
      ) { (row) throws(RowError) in
        row.bind(id).bind(province)
        return try row.next() ? try FileRecord(row) : nil
      }
    }
  }

  func insert(_ file: FileRecord) throws(StoreError) -> Int64 {
    try storing { () throws(SQLiteError) in
      // The table never gives a number twice: one that was forgotten and came back under another
      // upload would name a stranger's file to whoever still has it.
      try connection.statement(
        """
        INSERT INTO file(province_id, hash, size, kind, principal_id, subject, dossier_id,
          created_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(file.hash).bind(file.size).bind(file.kind.rawValue)
      .bind(file.principalID).bind(file.subject).bind(file.dossierID).bind(file.createdAt).run()
      return connection.lastInsertedID
    }
  }

  func attach(file id: Int64, to dossier: Int64) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement("UPDATE file SET dossier_id = ? WHERE id = ?")
        .bind(dossier).bind(id).run()
    }
  }

  func unattachedBytes(of principal: Int64, subject: String) throws(StoreError) -> Int64 {
    try storing { () throws(SQLiteError) in
      try connection.with(
        """
        SELECT coalesce(sum(size), 0) FROM file
        WHERE principal_id = ? AND subject = ? AND dossier_id IS NULL
        """
      ) { (row) throws(SQLiteError) in
        try row.bind(principal).bind(subject).step() ? row.int64(0) : 0
      }
    }
  }

  func removeUnattachedFiles(before instant: Instant, limit: Int) throws(StoreError) -> Int {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        DELETE FROM file WHERE id IN (
          SELECT id FROM file WHERE dossier_id IS NULL AND created_at < ? LIMIT ?)
        """
      ).bind(instant).bind(limit).run()
      return connection.changes
    }
  }
}

extension FileRecord {
  /// Reads a row of the columns in the order of their declaration here.
  init(_ row: SQLiteStatement) throws(RowError) {
    let id = row.nextInt64()
    let hash = row.nextBytes()
    let size = row.nextInt64()
    guard let kind = row.nextEnum(FileKind.self) else { throw .damaged("file") }
    self.init(
      id: id,
      hash: hash,
      size: size,
      kind: kind,
      principalID: row.nextInt64(),
      subject: row.nextText(),
      dossierID: row.nextInt64OrNil(),
      createdAt: row.nextInstant()
    )
  }
}
