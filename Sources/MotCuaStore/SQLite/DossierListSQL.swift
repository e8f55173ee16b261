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

  /// The states that nothing ends: few of all dossiers are in one of them.
  private static let openStates: Set<DossierState> = [
    .submitted, .received, .inProgress, .supplementRequested, .paymentRequested, .stopped,
    .completed,
  ]

  let codes: CodeTable
  let province: Int64
  var conditions: [String] = []
  var values: [Value] = []
  var walks: [Walk] = []

  enum Value {
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
  }

  /// A walk along one index, or by id: its condition and what is bound to it.
  struct Walk {
    let index: String?
    let condition: String
    var values: [Value] = []

    init(_ index: String?, _ condition: String, _ values: Value...) {
      self.init(index, condition, values)
    }

    init(_ index: String?, _ condition: String, _ values: [Value]) {
      self.index = index
      self.condition = condition
      self.values = values
    }
  }

  init(_ query: DossierQuery, in scope: RowScope, codes: CodeTable, province: Int64) {
    self.codes = codes
    self.province = province
    addFew(query, scope)
    addScope(scope, isNarrowed: query.agencies.map { $0.count <= Self.walksMax } ?? false)
    addAgencies(query)
    addReception(query)
    addFilters(query)
    addInstants(query)
    if walks.isEmpty { addWalks(query) }
  }

  /// Whether all dossiers of the province would be looked at, the youngest first.
  var walksAll: Bool { walks.isEmpty }

  /// What keeps part of the province's dossiers is walked by, where nothing kept fewer.
  private mutating func addWalks(_ query: DossierQuery) {
    if query.overdueAt ?? query.notLateAt ?? query.dueBefore != nil {
      walks = [Walk("dossier_clock", "clock_due_at IS NOT NULL")]
    } else if !query.states.isEmpty, query.states.isSubset(of: Self.openStates),
      query.states.count <= Self.walksMax
    {
      walks = query.states.map(\.rawValue).sorted().map {
        Walk("dossier_open", "state = ? AND state NOT IN (3, 7, 10)", .integer(Int64($0)))
      }
    } else if let procedure = query.procedure {
      walks = [
        Walk("dossier_procedure", "procedure_id = ?", .integer(codes.id(of: procedure) ?? 0))
      ]
    }
  }

  private mutating func add(_ condition: String, _ values: Value...) {
    conditions.append(condition)
    self.values += values
  }

  /// What few dossiers have is walked by, whatever else is asked.
  private mutating func addFew(_ query: DossierQuery, _ scope: RowScope) {
    let owner: OwnerKey? = if case .owner(let key) = scope { OwnerKey(key) } else { nil }
    if let owner { add(ScopeCondition.paper(), .integer(owner.isPassport ? 1 : 0)) }
    if let number = owner?.number ?? query.identityNumber {
      walks = [Walk("dossier_identity", "identity_number = ?", .text(number))]
    } else if let code = query.externalCode {
      walks = [
        Walk("dossier_external", "external_code = ? AND external_code IS NOT NULL", .text(code))
      ]
    } else if let phone = query.phone {
      walks = PersonalIdentifier.phoneSpellings(phone).map {
        Walk("dossier_phone", "phone = ? AND phone <> ''", .text($0))
      }
    }
  }

  private mutating func addScope(_ scope: RowScope, isNarrowed: Bool) {
    guard case .agencies(let agencies) = scope else { return }
    let ids = agencies.compactMap(codes.id(of:)).sorted()
    if walks.isEmpty, !isNarrowed, !ids.isEmpty, ids.count * 3 <= Self.walksMax {
      walks = ids.flatMap { id in
        [
          Walk("dossier_agency", "agency_id = ?", .integer(id)),
          Walk("dossier_desk", "desk_id = ?", .integer(id)),
          Walk("dossier_holder", "holder_id = ?", .integer(id)),
        ]
      }
    } else {
      let list = Value.text(ScopeCondition.list(agencies, codes))
      add(
        "(agency_id IN (SELECT value FROM json_each(?)) "
          + "OR desk_id IN (SELECT value FROM json_each(?)) "
          + "OR holder_id IN (SELECT value FROM json_each(?)))",
        list,
        list,
        list
      )
    }
  }

  private mutating func addAgencies(_ query: DossierQuery) {
    guard let agencies = query.agencies else { return }
    let ids = agencies.compactMap(codes.id(of:)).sorted()
    if walks.isEmpty, !ids.isEmpty, ids.count <= Self.walksMax {
      walks = ids.map { Walk("dossier_agency", "agency_id = ?", .integer($0)) }
    } else {
      let list = Value.text(ScopeCondition.list(agencies, codes))
      add("agency_id IN (SELECT value FROM json_each(?))", list)
    }
  }

  /// Only what was handed on keeps the agency that received it beside the one that has it.
  private mutating func addReception(_ query: DossierQuery) {
    guard let agencies = query.receptionAgencies else { return }
    let ids = agencies.compactMap(codes.id(of:)).sorted()
    if walks.isEmpty, !ids.isEmpty, ids.count * 2 <= Self.walksMax {
      walks = ids.flatMap { id in
        [
          Walk("dossier_agency", "agency_id = ?", .integer(id)),
          Walk(
            nil,
            "id IN (SELECT dossier_id FROM dossier_extra WHERE reception_agency_id = ?)",
            .integer(id)
          ),
        ]
      }
    }
    add(
      "CASE WHEN has_extras = 0 THEN agency_id ELSE coalesce((SELECT reception_agency_id "
        + "FROM dossier_extra WHERE dossier_id = dossier.id), agency_id) END "
        + "IN (SELECT value FROM json_each(?))",
      .text(ScopeCondition.list(agencies, codes))
    )
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
    if let number = query.identityNumber { add("+identity_number = ?", .text(number)) }
    if let phone = query.phone {
      let spellings = PersonalIdentifier.phoneSpellings(phone)
      add("+phone IN (?, ?)", .text(spellings[0]), .text(spellings[1]))
    }
    if let name = query.name { add(Self.hasName, .text(FoldedName(name).text)) }
    if let text = query.text { addText(text) }
    if let source = query.externalSource { add("external_source = ?", .text(source)) }
    if let code = query.externalCode { add("external_code = ?", .text(code)) }
  }

  private mutating func addInstants(_ query: DossierQuery) {
    let bounds: [(String, Instant?)] = [
      ("submitted_at >= ?", query.submittedFrom), ("submitted_at < ?", query.submittedBefore),
      ("received_at >= ?", query.receivedFrom), ("received_at < ?", query.receivedBefore),
      ("clock_due_at <= ?", query.overdueAt), ("clock_due_at > ?", query.notLateAt),
      ("clock_due_at IS NOT NULL AND due_at < ?", query.dueBefore),
    ]
    for (condition, instant) in bounds {
      if let instant { add(condition, .integer(instant.milliseconds)) }
    }
  }

  /// Days in which dossiers came in or were received.
  enum Days {
    /// Of submission.
    case submitted(Instant?, Instant?)
    /// Of reception.
    case received(Instant?, Instant?)

    /// The days that a query asks for.
    static func asked(_ query: DossierQuery) -> [Days] {
      var days: [Days] = []
      if query.submittedFrom != nil || query.submittedBefore != nil {
        days.append(.submitted(query.submittedFrom, query.submittedBefore))
      }
      if query.receivedFrom != nil || query.receivedBefore != nil {
        days.append(.received(query.receivedFrom, query.receivedBefore))
      }
      return days
    }

    fileprivate var walk: Walk {
      let (column, from, before) =
        switch self {
        case .submitted(let from, let before): ("submitted", from, before)
        case .received(let from, let before): ("received", from, before)
        }
      return Walk(
        "dossier_\(column)",
        "\(column)_at IS NOT NULL AND \(column)_at >= ? AND \(column)_at < ?",
        .integer(from?.milliseconds ?? .min),
        .integer(before?.milliseconds ?? .max)
      )
    }
  }

  /// The same list by its days, for days in which few came.
  mutating func walkDays(_ days: Days) { walks = [days.walk] }

  /// How many dossiers have days, counted no further than to a limit.
  static func count(of days: Days, province: Int64, limit: Int) -> Statement {
    let walk = days.walk
    return (
      "SELECT count(*) FROM (SELECT id FROM dossier INDEXED BY \(walk.index ?? "") "
        + "WHERE province_id = ? AND \(walk.condition) LIMIT ?)",
      { row in
        row.bind(province)
        for value in walk.values { bind(value, to: row) }
        row.bind(limit)
      }
    )
  }

  // MARK: The statements

  /// A statement and how its parameters are bound.
  typealias Statement = (sql: String, bind: (SQLiteStatement) -> Void)

  /// A page in an order.
  func page(
    _ order: DossierOrder,
    after key: DossierKey?,
    name: NamePlace?,
    limit: Int
  ) -> Statement {
    let after = key?.at.map { Value.integer($0.milliseconds) }
    let id = key?.id
    switch order {
    case .submitted: return birthPage(after: key, limit: limit)
    case .due:
      let place = (after ?? .integer(.min), id ?? 0)
      return linePage(Line("clock_due_at", "dossier_clock", isShort: true), place, limit)
    case .received:
      let place = (after ?? .integer(.max), id ?? .max)
      let line = Line("received_at", "dossier_received", isDescending: true)
      return linePage(line, place, limit)
    case .applicantName: return namePage(after: name ?? .first, id ?? 0, limit)
    }
  }

  private func birthPage(after key: DossierKey?, limit: Int) -> Statement {
    let (arms, bindArms) = arms(where: "id < ?", [.integer(key?.id ?? .max)])
    let sql =
      "SELECT \(DossierColumns.list) FROM dossier WHERE id IN "
      + "(SELECT id FROM (\(arms) ORDER BY id DESC LIMIT ?)) ORDER BY id DESC"
    return (
      sql,
      { row in
        bindArms(row)
        row.bind(limit)
      }
    )
  }

  /// The numbers of the dossiers of all walks that fulfil one condition more.
  func arms(where condition: String, _ bound: [Value]) -> Statement {
    let rest = ([condition] + conditions).joined(separator: " AND ")
    let arms =
      walks.isEmpty
      ? ["SELECT id FROM dossier NOT INDEXED WHERE +province_id = ? AND \(rest)"]
      : walks.map {
        let (path, column) =
          $0.index.map { ("INDEXED BY " + $0, "province_id") } ?? ("NOT INDEXED", "+province_id")
        return "SELECT id FROM dossier \(path) "
          + "WHERE \(column) = ? AND \($0.condition) AND \(rest)"
      }
    return (
      arms.joined(separator: " UNION "),
      { row in
        for index in arms.indices {
          row.bind(province)
          let own = walks.isEmpty ? [] : walks[index].values
          for value in own + bound + values { Self.bind(value, to: row) }
        }
      }
    )
  }

  /// What a list is sorted by.
  private struct Line {
    let column: String
    let index: String
    let isDescending: Bool
    /// Whether so few stand in it that one agency's are looked for along it.
    let isShort: Bool

    init(_ column: String, _ index: String, isDescending: Bool = false, isShort: Bool = false) {
      self.column = column
      self.index = index
      self.isDescending = isDescending
      self.isShort = isShort
    }
  }

  /// A page along an index, or of what walks find, sorted.
  private func linePage(_ line: Line, _ place: (Value, Int64), _ limit: Int) -> Statement {
    let column = line.column
    let sign = line.isDescending ? "<" : ">"
    let direction = line.isDescending ? " DESC" : ""
    let end = "ORDER BY \(column)\(direction), id\(direction) LIMIT ?"
    let bound = [place.0, place.0, .integer(place.1)]
    let reached =
      "\(column) IS NOT NULL AND \(column) \(sign)= ? AND (\(column), id) \(sign) (?, ?)"
    if walks.isEmpty || line.isShort && walks.first?.index != nil {
      let narrowed = walks.isEmpty ? [] : [walkCondition]
      let rest = (narrowed + conditions).map { " AND " + $0 }.joined()
      return (
        "SELECT \(DossierColumns.list) FROM dossier INDEXED BY \(line.index) "
          + "WHERE province_id = ? AND \(reached)\(rest) \(end)",
        { row in
          row.bind(province)
          for value in bound + walks.flatMap(\.values) + values { Self.bind(value, to: row) }
          row.bind(limit)
        }
      )
    }
    let (arms, bindArms) = arms(where: reached, bound)
    return (
      "SELECT \(DossierColumns.list) FROM dossier WHERE id IN (\(arms)) \(end)",
      { row in
        bindArms(row)
        row.bind(limit)
      }
    )
  }

  /// How many rows there are; `SELECT count(*)` over the same conditions.
  func count(_ order: DossierOrder) -> Statement {
    let running: [String] =
      switch order {
      case .submitted, .applicantName: []
      case .due: ["clock_due_at IS NOT NULL"]
      case .received: ["received_at IS NOT NULL"]
      }
    // By number, where it is numbers that a walk gives.
    let path = walks.count == 1 && walks[0].index == nil ? "NOT INDEXED WHERE +" : "WHERE "
    return (
      "SELECT count(*) FROM dossier \(path)province_id = ?\(everything(running))",
      { row in
        row.bind(province)
        for value in walks.flatMap(\.values) + values { Self.bind(value, to: row) }
      }
    )
  }

  /// The next rows in the order of birth, the oldest first.
  func export(after id: Int64, through last: Int64, limit: Int) -> Statement {
    let reached = "id > ? AND id <= ?"
    let (arms, bindArms) = arms(where: reached, [.integer(id), .integer(last)])
    // A whole province is read along its ids, each row once.
    let found =
      walks.isEmpty
      ? "NOT INDEXED WHERE +province_id = ? AND "
        + ([reached] + conditions).joined(separator: " AND ")
      : "WHERE id IN (SELECT id FROM (\(arms) ORDER BY id LIMIT ?))"
    return (
      "SELECT \(DossierColumns.list) FROM dossier \(found) ORDER BY id"
        + (walks.isEmpty ? " LIMIT ?" : ""),
      { row in
        bindArms(row)
        row.bind(limit)
      }
    )
  }

  private func everything(_ more: [String] = []) -> String {
    ((walks.isEmpty ? [] : [walkCondition]) + conditions + more).map { " AND " + $0 }.joined()
  }

  var walkCondition: String {
    "(" + walks.map { "(" + $0.condition + ")" }.joined(separator: " OR ") + ")"
  }

  static func bind(_ value: Value, to row: SQLiteStatement) {
    switch value {
    case .integer(let number): row.bind(number)
    case .text(let text): row.bind(text)
    case .bytes(let bytes): row.bind(bytes)
    }
  }
}
