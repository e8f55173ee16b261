import MotCuaDomain
import SQLiteEngine

/// Reads papers of the steering committee on a connection.
struct CommitteeRows {
  private static let columns =
    "SELECT paper, code, revision, agency_id, day, at, principal_id, content FROM committee_entry e "

  let connection: SQLiteConnection
  let codes: CodeTable
  let province: Int64

  /// The latest version of a paper.
  func latest(_ paper: CommitteePaper, _ code: String) throws(RowError) -> CommitteeEntry? {
    let sql =
      Self.columns
      + "WHERE province_id = ? AND paper = ? AND code = ? ORDER BY revision DESC LIMIT 1"
    return try connection.rows(composed: sql) { (row) throws(RowError) in
      row.bind(province).bind(paper.rawValue).bind(code)
      return try row.next() ? try entry(row) : nil
    }
  }

  /// A page of a list.
  func page(
    _ query: CommitteeQuery,
    after key: CommitteeKey?,
    limit: Int
  ) throws(RowError) -> [CommitteeEntry] {
    let scope = query.agencies.map { ScopeCondition.list($0, codes) }
    return try connection.rows(composed: Self.sql(query)) { (row) throws(RowError) in
      row.bind(province).bind(query.paper.rawValue)
      row.bind(key?.code ?? "").bind(key?.code ?? "").bind(key?.revision ?? 0)
      if let from = query.from { row.bind(from) }
      if let to = query.to { row.bind(to) }
      if let scope { row.bind(scope) }
      row.bind(limit)
      var entries: [CommitteeEntry] = []
      while try row.next() { entries.append(try entry(row)) }
      return entries
    }
  }

  private static func sql(_ query: CommitteeQuery) -> String {
    var sql =
      columns
      + "WHERE province_id = ? AND paper = ? AND (code > ? OR (code = ? AND revision < ?))"
    if query.from != nil { sql += " AND day >= ?" }
    if query.to != nil { sql += " AND day <= ?" }
    if query.agencies != nil {
      sql += " AND (agency_id IS NULL OR agency_id IN (SELECT value FROM json_each(?)))"
    }
    if !query.includesSuperseded {
      sql +=
        " AND NOT EXISTS (SELECT 1 FROM committee_entry n WHERE n.province_id = e.province_id"
        + " AND n.paper = e.paper AND n.code = e.code AND n.revision = e.revision + 1)"
    }
    return sql + " ORDER BY code, revision DESC LIMIT ?"
  }

  private func entry(_ row: SQLiteStatement) throws(RowError) -> CommitteeEntry {
    guard let paper = row.nextEnum(CommitteePaper.self) else { throw .damaged("committee entry") }
    let code = row.nextText()
    let revision = row.nextInt64()
    let agencyID = row.nextInt64OrNil()
    let agency = agencyID.flatMap { codes.agency($0) }
    guard agencyID == nil || agency != nil else { throw .damaged("committee entry") }
    return CommitteeEntry(
      paper: paper,
      code: code,
      revision: revision,
      agency: agency,
      day: CivilDate(daysSinceEpoch: row.nextInt()),
      recordedAt: row.nextInstant(),
      principalID: row.nextInt64(),
      content: row.nextBytes()
    )
  }
}
