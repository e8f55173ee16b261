import MotCuaDomain
import SQLiteEngine

extension DossierReader {
  /// A page of a list.
  func page(
    _ query: DossierQuery,
    in scope: RowScope,
    after key: DossierKey?,
    limit: Int
  ) throws(RowError) -> Page<DossierRecord, DossierKey> {
    let list = try list(query, in: scope)
    // One more than asked for tells whether there is a next page.
    let (sql, bind) = list.page(
      query.order,
      after: key,
      name: query.order == .applicantName ? try key.flatMap(namePlace) : nil,
      limit: limit + 1
    )
    var found = try rows(sql, bind)
    let hasMore = found.count > limit
    if hasMore { found.removeLast() }
    guard hasMore, let last = found.last else { return Page(items: found) }
    return Page(items: found, next: DossierKey(query.order, last))
  }

  /// Up to so many dossiers of a name are looked at one by one; where more have it, one of them is
  /// met soon along any other path.
  private static let namesakesMax = 2_000
  /// Up to so many dossiers that one text means are looked at one by one, as namesakes are.
  private static let ofTextMax = 2_000
  /// Up to so many dossiers of some days are sorted; where more are meant, a page of them is met soon
  /// among the youngest.
  private static let ofDaysMax = 10_000

  private func list(_ query: DossierQuery, in scope: RowScope) throws(RowError) -> DossierListSQL {
    var list = DossierListSQL(query, in: scope, codes: codes, province: province)
    if let name = query.name.map({ FoldedName($0) }) {
      let limit = Self.namesakesMax + 1
      let counting = DossierListSQL.count(ofName: name, province: province, limit: limit)
      if try count(counting) < limit { list.walkNames(name) }
    }
    if let text = query.text {
      let limit = Self.ofTextMax + 1
      if try count(list.count(ofText: text, limit: limit)) < limit { list.walkText(text) }
    }
    for days in DossierListSQL.Days.asked(query) where list.walksAll {
      let limit = Self.ofDaysMax + 1
      let counting = DossierListSQL.count(of: days, province: province, limit: limit)
      if try count(counting) < limit { list.walkDays(days) }
    }
    return list
  }

  private func count(_ statement: DossierListSQL.Statement) throws(RowError) -> Int64 {
    try connection.rows(composed: statement.sql) { (row) throws(RowError) in
      statement.bind(row)
      return try row.next() ? row.int64(0) : 0
    }
  }

  /// Where the name of the last dossier of a page stands.
  private func namePlace(_ key: DossierKey) throws(RowError) -> DossierListSQL.NamePlace? {
    try connection.rows(
      """
      SELECT order_key, words FROM owner_name
      WHERE id = (SELECT name_id FROM dossier WHERE id = ?)
      """
    ) { (row) throws(RowError) in
      guard try row.bind(key.id).next() else { return nil }
      return DossierListSQL.NamePlace(key: row.bytes(0), words: row.text(1))
    }
  }

  /// The next dossiers in the order of their birth.
  func export(
    _ query: DossierQuery,
    in scope: RowScope,
    after id: Int64,
    through last: Int64,
    limit: Int
  ) throws(RowError) -> [DossierRecord] {
    let list = try list(query, in: scope)
    let (sql, bind) = list.export(after: id, through: last, limit: limit)
    return try rows(sql, bind)
  }

  /// The exact number of dossiers of a list.
  func count(_ query: DossierQuery, in scope: RowScope) throws(RowError) -> Int64 {
    var list = DossierListSQL(query, in: scope, codes: codes, province: province)
    // All of them are counted, so that a name is the shorter way however many have it.
    if list.walksAll, let name = query.name { list.walkNames(FoldedName(name)) }
    if list.walksAll, let text = query.text { list.walkText(text) }
    let (sql, bind) = list.count(query.order)
    return try connection.rows(composed: sql) { (row) throws(RowError) in
      bind(row)
      return try row.next() ? row.int64(0) : 0
    }
  }

  /// Dossiers by their numbers, in no order.
  func dossiers(numbered ids: Set<Int64>) throws(RowError) -> [DossierRecord] {
    let list = "[" + ids.sorted().map(String.init).joined(separator: ",") + "]"
    return try rows(
      "SELECT \(DossierColumns.list) FROM dossier WHERE id IN (SELECT value FROM json_each(?))"
    ) { $0.bind(list) }
  }

  private func rows(
    _ sql: String,
    _ bind: (SQLiteStatement) -> Void
  ) throws(RowError) -> [DossierRecord] {
    let found = try connection.rows(composed: sql) { (row) throws(RowError) in
      bind(row)
      var found: [(DossierRecord, DossierColumns.PartCounts)] = []
      while try row.next() {
        let read = try DossierColumns.read(row, codes: codes)
        found.append((read.dossier, read.parts))
      }
      return found
    }
    var complete: [DossierRecord] = []
    complete.reserveCapacity(found.count)
    for (dossier, parts) in found { complete.append(try self.complete(dossier, parts)) }
    return complete
  }
}

extension DossierReader {
  /// What a revision of a procedure said, nil where there is none.
  func procedureRevision(
    _ code: ProcedureCode,
    _ revision: Int
  ) throws(RowError) -> ProcedureContent? {
    guard let id = codes.id(of: code) else { return nil }
    return try connection.rows(
      """
      SELECT content FROM procedure_revision
      WHERE province_id = ? AND procedure_id = ? AND revision = ?
      """
    ) { (row) throws(RowError) in
      guard try row.bind(province).bind(id).bind(revision).next() else { return nil }
      guard let content = try? ProcedureContent(encoded: row.bytes(0)) else {
        throw .damaged("procedure")
      }
      return content
    }
  }
}
