import MotCuaDomain
import SQLiteEngine

/// The statement for one list of dossiers, and what is bound to it.
///
/// Everything that a caller gives is bound; the text is put together from known parts only, so that
/// there are few different texts and each is prepared once. The path is forced (`INDEXED BY`):
/// which index serves depends on what is asked, not on figures the planner does not have.
struct DossierListSQL {
  /// Up to so many agencies each get their own walk of an index, merged by id.
  private static let walksMax = 6

  private let codes: CodeTable
  private let province: Int64
  private var conditions: [String] = []
  private var values: [Value] = []
  private var walks: [Walk] = []

  private enum Value {
    case integer(Int64)
    case text(String)
  }

  /// A walk along one index: its equality and the value of it.
  private struct Walk {
    let index: String
    let column: String
    let value: Value
  }

  init(_ query: DossierQuery, in scope: RowScope, codes: CodeTable, province: Int64) {
    self.codes = codes
    self.province = province
    addScope(scope, isNarrowed: query.agencies.map { $0.count <= Self.walksMax } ?? false)
    addAgencies(query)
    addFilters(query)
    addInstants(query)
  }

  private mutating func add(_ condition: String, _ value: Value) {
    conditions.append(condition)
    values.append(value)
  }

  private mutating func addScope(_ scope: RowScope, isNarrowed: Bool) {
    switch scope {
    case .all: break
    case .owner(let number):
      walks = [Walk(index: "dossier_identity", column: "identity_number", value: .text(number))]
    case .agencies(let agencies):
      let ids = agencies.compactMap(codes.id(of:)).sorted()
      if !isNarrowed, !ids.isEmpty, ids.count * 3 <= Self.walksMax {
        walks = ids.flatMap { id in
          [
            Walk(index: "dossier_agency", column: "agency_id", value: .integer(id)),
            Walk(index: "dossier_desk", column: "desk_id", value: .integer(id)),
            Walk(index: "dossier_holder", column: "holder_id", value: .integer(id)),
          ]
        }
      } else {
        let list = Value.text(ScopeCondition.list(agencies, codes))
        add("(agency_id IN (SELECT value FROM json_each(?))", list)
        let last = conditions.removeLast()
        conditions.append(
          last + " OR desk_id IN (SELECT value FROM json_each(?)) "
            + "OR holder_id IN (SELECT value FROM json_each(?)))"
        )
        values += [list, list]
      }
    }
  }

  private mutating func addAgencies(_ query: DossierQuery) {
    guard let agencies = query.agencies else { return }
    let ids = agencies.compactMap(codes.id(of:)).sorted()
    if walks.isEmpty, !ids.isEmpty, ids.count <= Self.walksMax {
      walks = ids.map {
        Walk(index: "dossier_agency", column: "agency_id", value: .integer($0))
      }
    } else {
      let list = Value.text(ScopeCondition.list(agencies, codes))
      add("agency_id IN (SELECT value FROM json_each(?))", list)
    }
  }

  private mutating func addFilters(_ query: DossierQuery) {
    if let procedure = query.procedure {
      add("procedure_id = ?", .integer(codes.id(of: procedure) ?? 0))
    }
    if !query.states.isEmpty {
      let list = query.states.map(\.rawValue).sorted().map(String.init).joined(separator: ",")
      add("state IN (SELECT value FROM json_each(?))", .text("[\(list)]"))
    }
    if let channel = query.channel { add("channel = ?", .integer(Int64(channel.rawValue))) }
    if let number = query.identityNumber {
      if walks.isEmpty {
        walks = [Walk(index: "dossier_identity", column: "identity_number", value: .text(number))]
      } else {
        add("identity_number = ?", .text(number))
      }
    }
    if let source = query.externalSource { add("external_source = ?", .text(source)) }
    if let code = query.externalCode { add("external_code = ?", .text(code)) }
  }

  private mutating func addInstants(_ query: DossierQuery) {
    let bounds: [(String, Instant?)] = [
      ("submitted_at >= ?", query.submittedFrom), ("submitted_at < ?", query.submittedBefore),
      ("received_at >= ?", query.receivedFrom), ("received_at < ?", query.receivedBefore),
      ("clock_due_at <= ?", query.overdueAt),
      ("clock_due_at IS NOT NULL AND due_at < ?", query.dueBefore),
    ]
    for (condition, instant) in bounds {
      if let instant { add(condition, .integer(instant.milliseconds)) }
    }
  }

  // MARK: The statements

  /// A page in the order of birth, the youngest first, or by what is due first.
  func page(
    _ order: DossierOrder,
    after key: DossierKey?,
    limit: Int
  ) -> (sql: String, bind: (SQLiteStatement) -> Void) {
    switch order {
    case .submitted: birthPage(after: key, limit: limit)
    case .due: duePage(after: key, limit: limit)
    }
  }

  private func birthPage(
    after key: DossierKey?,
    limit: Int
  ) -> (sql: String, bind: (SQLiteStatement) -> Void) {
    let rest = (["id < ?"] + conditions).joined(separator: " AND ")
    let arms =
      walks.isEmpty
      ? ["SELECT id FROM dossier NOT INDEXED WHERE +province_id = ? AND \(rest)"]
      : walks.map {
        "SELECT id FROM dossier INDEXED BY \($0.index) "
          + "WHERE province_id = ? AND \($0.column) = ? AND \(rest)"
      }
    let ids = arms.joined(separator: " UNION ") + " ORDER BY id DESC LIMIT ?"
    let sql =
      "SELECT \(DossierColumns.list) FROM dossier WHERE id IN (SELECT id FROM (\(ids))) "
      + "ORDER BY id DESC"
    return (
      sql,
      { row in
        for index in arms.indices {
          row.bind(province)
          if !walks.isEmpty { Self.bind(walks[index].value, to: row) }
          row.bind(key?.id ?? .max)
          for value in values { Self.bind(value, to: row) }
        }
        row.bind(limit)
      }
    )
  }

  private func duePage(
    after key: DossierKey?,
    limit: Int
  ) -> (sql: String, bind: (SQLiteStatement) -> Void) {
    let narrowed = walks.isEmpty ? [] : ["(" + walkCondition + ")"]
    let rest = (narrowed + conditions).map { " AND " + $0 }.joined()
    let sql =
      "SELECT \(DossierColumns.list) FROM dossier INDEXED BY dossier_clock "
      + "WHERE province_id = ? AND clock_due_at IS NOT NULL AND clock_due_at >= ? "
      + "AND (clock_due_at, id) > (?, ?)\(rest) ORDER BY clock_due_at, id LIMIT ?"
    return (
      sql,
      { row in
        let from = key?.lateFrom?.milliseconds ?? .min
        row.bind(province).bind(from).bind(from).bind(key?.id ?? 0)
        for walk in walks { Self.bind(walk.value, to: row) }
        for value in values { Self.bind(value, to: row) }
        row.bind(limit)
      }
    )
  }

  /// How many rows there are; `SELECT count(*)` over the same conditions.
  func count(_ order: DossierOrder) -> (sql: String, bind: (SQLiteStatement) -> Void) {
    let narrowed = walks.isEmpty ? [] : ["(" + walkCondition + ")"]
    let running = order == .due ? ["clock_due_at IS NOT NULL"] : []
    let rest = (narrowed + conditions + running).map { " AND " + $0 }.joined()
    return (
      "SELECT count(*) FROM dossier WHERE province_id = ?\(rest)",
      { row in
        row.bind(province)
        for walk in walks { Self.bind(walk.value, to: row) }
        for value in values { Self.bind(value, to: row) }
      }
    )
  }

  /// The next rows in the order of birth, the oldest first.
  func export(
    after id: Int64,
    through last: Int64,
    limit: Int
  ) -> (sql: String, bind: (SQLiteStatement) -> Void) {
    let narrowed = walks.isEmpty ? [] : ["(" + walkCondition + ")"]
    let rest = (narrowed + conditions).map { " AND " + $0 }.joined()
    return (
      "SELECT \(DossierColumns.list) FROM dossier NOT INDEXED "
        + "WHERE id > ? AND id <= ? AND +province_id = ?\(rest) ORDER BY id LIMIT ?",
      { row in
        row.bind(id).bind(last).bind(province)
        for walk in walks { Self.bind(walk.value, to: row) }
        for value in values { Self.bind(value, to: row) }
        row.bind(limit)
      }
    )
  }

  private var walkCondition: String {
    walks.map { "\($0.column) = ?" }.joined(separator: " OR ")
  }

  private static func bind(_ value: Value, to row: SQLiteStatement) {
    switch value {
    case .integer(let number): row.bind(number)
    case .text(let text): row.bind(text)
    }
  }
}
