import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  func committeeEntry(
    _ paper: CommitteePaper,
    _ code: String
  ) throws(StoreError) -> CommitteeEntry? {
    try reading { () throws(RowError) in
      try CommitteeRows(connection: connection, codes: codes, province: province)
        .latest(paper, code)
    }
  }

  func append(_ entry: CommitteeEntry) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT INTO committee_entry(province_id, paper, code, revision, agency_id, day, at,
          principal_id, content) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(entry.paper.rawValue).bind(entry.code).bind(entry.revision)
      .bind(entry.agency.map { codes.assign($0) }).bind(entry.day).bind(entry.recordedAt)
      .bind(entry.principalID).bind(entry.content).run()
    }
  }
}
