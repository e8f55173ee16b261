import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  func persist(_ succession: SuccessionRecord) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT INTO agency_successor(province_id, old_id, new_id, kind, is_heir, day, decision, at)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(codes.assign(succession.old))
      .bind(succession.new.map(codes.assign) ?? 0).bind(succession.kind.rawValue)
      .bind(succession.isHeir).bind(succession.date).bind(succession.decision)
      .bind(succession.appliedAt).run()
    }
  }

  func openDossiers(
    of agency: AgencyCode,
    after id: Int64,
    limit: Int
  ) throws(StoreError) -> [OpenDossier] {
    let number = codes.assign(agency)
    // Three indexes answer the three questions; what is over is told by the row.
    return try reading { () throws(RowError) in
      try connection.rows(
        """
        SELECT id, code FROM dossier
          WHERE province_id = ?1 AND agency_id = ?2 AND id > ?3 AND state NOT IN (3, 7, 10)
        UNION
        SELECT id, code FROM dossier
          WHERE province_id = ?1 AND desk_id = ?2 AND id > ?3 AND state NOT IN (3, 7, 10)
        UNION
        SELECT id, code FROM dossier
          WHERE province_id = ?1 AND holder_id = ?2 AND id > ?3 AND state NOT IN (3, 7, 10)
        ORDER BY id LIMIT ?4
        """
      ) { (row) throws(RowError) in
        row.bind(province).bind(number).bind(id).bind(limit)
        return try Self.openDossiers(row)
      }
    }
  }

  func openDossiers(
    after id: Int64,
    through last: Int64,
    limit: Int
  ) throws(StoreError) -> [OpenDossier] {
    try reading { () throws(RowError) in
      try connection.rows(
        """
        SELECT id, code FROM dossier
        WHERE province_id = ? AND id > ? AND id <= ? AND state IN (1, 2, 4, 5, 6)
        ORDER BY id LIMIT ?
        """
      ) { (row) throws(RowError) in
        row.bind(province).bind(id).bind(last).bind(limit)
        return try Self.openDossiers(row)
      }
    }
  }

  private static func openDossiers(
    _ row: SQLiteStatement
  ) throws(RowError) -> [OpenDossier] {
    var found: [OpenDossier] = []
    while try row.next() {
      guard let code = DossierCode(row.text(1)) else { throw .damaged("dossier") }
      found.append(OpenDossier(id: row.int64(0), code: code))
    }
    return found
  }
}
