import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: ViolationStore {
  /// A page of records about paper, the youngest first.
  package func violations(
    _ query: ViolationQuery,
    before id: Int64?,
    limit: Int
  ) async throws(StoreError) -> Page<ViolationRecord, Int64> {
    let codes = codes
    let sql = ViolationSQL(query, codes: codes, province: configuration.provinceID)
    var found = try await reads.read(on: .pool) { (connection) throws(RowError) in
      try connection.rows(
        composed: """
          SELECT v.id, v.kind, v.at, v.agency_id, v.officer, v.head_officer, v.procedure_id,
            d.code, v.channel, v.exemption
          FROM violation v \(sql.path) LEFT JOIN dossier d ON d.id = v.dossier_id
          WHERE \(sql.condition) AND v.id < ? ORDER BY v.id DESC LIMIT ?
          """
      ) { (row) throws(RowError) in
        sql.bind(to: row)
        row.bind(id ?? .max).bind(Int64(limit) + 1)
        var found: [ViolationRecord] = []
        while try row.next() { found.append(try ViolationRecord(row, codes: codes)) }
        return found
      }
    }
    guard found.count > limit else { return Page(items: found) }
    found.removeLast()
    return Page(items: found, next: found.last?.id)
  }

  /// The counts of all who have any record about paper.
  package func violationCounts(
    _ query: ViolationQuery,
    by grouping: ViolationGrouping
  ) async throws(StoreError) -> [ViolationCount] {
    let codes = codes
    let sql = ViolationSQL(query, codes: codes, province: configuration.provinceID)
    let column = grouping.column
    let found = try await reads.read(on: .pool) { (connection) throws(RowError) in
      try connection.rows(
        composed: """
          SELECT \(column), v.kind, count(*) FROM violation v \(sql.path)
          WHERE \(sql.condition) GROUP BY \(column), v.kind
          """
      ) { (row) throws(RowError) in
        sql.bind(to: row)
        var found: [String: [ViolationKind: Int64]] = [:]
        while try row.next() {
          var code = ""
          if grouping == .agency {
            guard let agency = codes.agency(row.nextInt64()) else { throw .damaged("violation") }
            code = agency.text
          } else {
            code = row.nextTextOrNil() ?? ""
          }
          guard let kind = row.nextEnum(ViolationKind.self) else { throw .damaged("violation") }
          found[code, default: [:]][kind] = row.nextInt64()
        }
        return found
      }
    }
    return found.map { ViolationCount(code: $0.key, counts: $0.value) }
      .sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
  }
}

/// The condition of a list of records about paper, and what is bound to it.
struct ViolationSQL: Sendable {
  /// Agencies' records are found by their time and then sorted; all the province's walked by id, so
  /// that a page ends the walk.
  let path: String
  private(set) var condition = "v.province_id = ? AND v.at >= ? AND v.at < ?"
  private var numbers: [Int64]
  private var texts: [String] = []

  init(_ query: ViolationQuery, codes: CodeTable, province: Int64) {
    path = query.agencies == nil ? "NOT INDEXED" : "INDEXED BY violation_agency"
    numbers = [province, query.from.milliseconds, query.before.milliseconds]
    // Numbers are bound before texts, so their conditions stand first.
    if let procedure = query.procedure {
      condition += " AND v.procedure_id = ?"
      numbers.append(codes.id(of: procedure) ?? 0)
    }
    let kinds = query.kinds.map { String($0.rawValue) }.sorted().joined(separator: ",")
    condition += " AND v.kind IN (SELECT value FROM json_each(?))"
    texts.append("[\(kinds)]")
    if let agencies = query.agencies {
      condition += " AND v.agency_id IN (SELECT value FROM json_each(?))"
      texts.append(ScopeCondition.list(agencies, codes))
    }
    add("v.officer", query.officer)
    add("v.head_officer", query.head)
  }

  private mutating func add(_ column: String, _ person: ViolationQuery.Person?) {
    switch person {
    case nil: break
    case .nobody: condition += " AND \(column) IS NULL"
    case .officer(let code):
      condition += " AND \(column) = ?"
      texts.append(code)
    }
  }

  func bind(to row: SQLiteStatement) {
    for number in numbers { row.bind(number) }
    for text in texts { row.bind(text) }
  }
}

extension ViolationGrouping {
  fileprivate var column: String {
    switch self {
    case .agency: "v.agency_id"
    case .officer: "v.officer"
    case .head: "v.head_officer"
    }
  }
}

extension ViolationRecord {
  /// Reads a row of the columns in the order of a list.
  fileprivate init(_ row: SQLiteStatement, codes: CodeTable) throws(RowError) {
    let id = row.nextInt64()
    guard let kind = row.nextEnum(ViolationKind.self) else { throw .damaged("violation") }
    let at = row.nextInstant()
    guard let agency = codes.agency(row.nextInt64()) else { throw .damaged("violation") }
    let officer = row.nextTextOrNil()
    let head = row.nextTextOrNil()
    guard let procedure = codes.procedure(row.nextInt64()) else { throw .damaged("violation") }
    let dossier = row.nextTextOrNil().flatMap { DossierCode($0) }
    guard let channel = row.nextEnum(Channel.self) else { throw .damaged("violation") }
    self.init(
      id: id,
      kind: kind,
      at: at,
      agency: agency,
      officer: officer,
      head: head,
      procedure: procedure,
      dossier: dossier,
      channel: channel,
      exemption: row.nextText()
    )
  }
}
