package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: PaymentStore {
  /// A payment by its code.
  package func payment(
    _ code: PaymentCode,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> PaymentRecord? {
    let province = configuration.provinceID
    return try await reads.read(on: lane) { [codes] (connection) throws(RowError) in
      let condition = ScopeCondition(scope, codes: codes, prefix: "d.")
      let sql =
        PaymentRows.select
        + "WHERE d.province_id = ? AND d.code = ? AND p.number = ? AND \(condition.text)"
      return try PaymentRows.all(connection, sql) { row in
        row.bind(province).bind(code.dossier.text).bind(code.number)
        condition.bind(to: row)
      }.first
    }
  }

  /// A page of a list, the youngest first.
  package func payments(
    _ query: PaymentQuery,
    in scope: RowScope,
    before id: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> Page<PaymentRecord, Int64> {
    let province = configuration.provinceID
    let last = id ?? .max
    return try await reads.read(on: lane) { [codes] (connection) throws(RowError) in
      let condition = ScopeCondition(scope, codes: codes, prefix: "d.")
      let (filters, bindFilters) = Self.filters(query)
      // Where few dossiers are meant, the walk begins with them and not with the youngest payment.
      let few =
        query.dossier == nil
        ? try FewDossiers(scope, connection, codes: codes, province: province) : nil
      let id = query.dossier != nil || scope.isOwner || few != nil ? "+p.id" : "p.id"
      let sql =
        (few.map { PaymentRows.selectOfFew + "(\($0.text)) AND " } ?? PaymentRows.select + "WHERE ")
        + "d.province_id = ? AND \(id) < ?\(filters) "
        + "AND \(condition.text) ORDER BY \(id) DESC LIMIT ?"
      // One more than asked for tells whether there is a next page.
      var found = try PaymentRows.all(connection, sql) { row in
        few?.bind(to: row)
        row.bind(province).bind(last)
        bindFilters(row)
        condition.bind(to: row)
        row.bind(limit + 1)
      }
      guard found.count > limit else { return Page(items: found) }
      found.removeLast()
      return Page(items: found, next: found.last?.id)
    }
  }

  private static func filters(
    _ query: PaymentQuery
  ) -> (sql: String, bind: (SQLiteStatement) -> Void) {
    var sql = ""
    if query.dossier != nil { sql += " AND d.code = ?" }
    if query.provider != nil { sql += " AND p.provider = ?" }
    if query.requestedFrom != nil { sql += " AND p.requested_at >= ?" }
    if query.requestedBefore != nil { sql += " AND p.requested_at < ?" }
    let states = query.states.map(\.rawValue).sorted()
    if !states.isEmpty {
      sql += " AND p.state IN (\(states.map { _ in "?" }.joined(separator: ", ")))"
    }
    return (
      sql,
      { row in
        if let dossier = query.dossier { row.bind(dossier.text) }
        if let provider = query.provider { row.bind(provider.rawValue) }
        if let from = query.requestedFrom { row.bind(from) }
        if let before = query.requestedBefore { row.bind(before) }
        for state in states { row.bind(state) }
      }
    )
  }
}
