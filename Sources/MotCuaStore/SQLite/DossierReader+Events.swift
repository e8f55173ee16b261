import MotCuaDomain
import SQLiteEngine

extension DossierReader {
  private static let columns =
    "e.sequence, e.number, e.action, e.from_state, e.to_state, e.at, e.agency_id, "
    + "e.principal_id, e.actor_kind, e.officer, e.note, e.due_before, e.due_after, e.late_from, "
    + "e.division, e.assignee, e.step_due_day, e.step_number, e.agency_before, e.agency_after, "
    + "e.table_version"
  /// Where the dossier's code stands behind the columns of a step.
  private static let codeColumn: Int32 = 21

  private static let ofDossier =
    "SELECT \(columns) FROM dossier_event e WHERE e.dossier_id = ? ORDER BY e.sequence"

  /// The history of a dossier, the oldest step first.
  func events(of dossier: DossierRecord) throws(RowError) -> [DossierEventRecord] {
    try connection.rows(composed: Self.ofDossier) { (row) throws(RowError) in
      row.bind(dossier.id)
      var events: [DossierEventRecord] = []
      while try row.next() { events.append(try readEvent(row, code: dossier.code)) }
      return events
    }
  }

  /// The steps of all dossiers of a scope in commit order, after a position.
  func events(
    after sequence: Int64,
    in scope: RowScope,
    limit: Int
  ) throws(RowError) -> [DossierEventRecord] {
    let condition = ScopeCondition(scope, codes: codes, prefix: "d.")
    let sql =
      "SELECT \(Self.columns), d.code FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id "
      + "WHERE e.sequence > ? AND e.province_id = ? AND \(condition.text) "
      + "ORDER BY e.sequence LIMIT ?"
    return try connection.rows(composed: sql) { (row) throws(RowError) in
      row.bind(sequence).bind(province)
      condition.bind(to: row)
      row.bind(limit)
      var events: [DossierEventRecord] = []
      while try row.next() {
        guard let code = DossierCode(row.text(Self.codeColumn)) else { throw .damaged("event") }
        events.append(try readEvent(row, code: code))
      }
      return events
    }
  }

  private static let feed =
    "SELECT \(columns), d.code, d.procedure_id, d.identity_kind, d.identity_number, "
    + "e.resolver_id, e.desk_id, e.holder_before "
    + "FROM dossier_event e CROSS JOIN dossier d ON d.id = e.dossier_id "
    + "WHERE e.sequence > ? AND e.province_id = ? ORDER BY e.sequence LIMIT ?"

  /// The steps of all dossiers in commit order, after a position, with what decides who sees them.
  func feed(after sequence: Int64, limit: Int) throws(RowError) -> [FeedEvent] {
    try connection.rows(composed: Self.feed) { (row) throws(RowError) in
      row.bind(sequence).bind(province).bind(limit)
      var events: [FeedEvent] = []
      while try row.next() {
        guard let code = DossierCode(row.text(Self.codeColumn)) else { throw .damaged("event") }
        let event = try readEvent(row, code: code)
        _ = row.nextText()
        guard let procedure = codes.procedure(row.nextInt64()) else { throw .damaged("event") }
        guard let kind = row.nextEnum(IdentityKind.self) else { throw .damaged("event") }
        let owner = OwnerKey(kind, row.nextText())
        guard let agency = codes.agency(row.nextInt64()) else { throw .damaged("event") }
        let desk = row.nextInt64OrNil().flatMap(codes.agency)
        guard let holder = codes.agency(row.nextInt64()) else { throw .damaged("event") }
        events.append(
          FeedEvent(
            event: event,
            procedure: procedure,
            agency: agency,
            desk: desk,
            owner: owner.text,
            previousHolder: holder
          )
        )
      }
      return events
    }
  }

  private func readEvent(
    _ row: SQLiteStatement,
    code: DossierCode
  ) throws(RowError) -> DossierEventRecord {
    let sequence = row.nextInt64()
    let number = row.nextInt()
    guard let action = row.nextEnum(DossierAction.self) else { throw .damaged("event") }
    let from = row.nextInt64OrNil().flatMap { DossierState(rawValue: Int($0)) }
    guard let to = row.nextEnum(DossierState.self) else { throw .damaged("event") }
    let at = row.nextInstant()
    guard let agency = codes.agency(row.nextInt64()) else { throw .damaged("event") }
    let principal = row.nextInt64()
    guard let kind = row.nextEnum(PrincipalKind.self) else { throw .damaged("event") }
    return DossierEventRecord(
      sequence: sequence,
      code: code,
      number: number,
      action: action,
      from: from,
      to: to,
      at: at,
      agency: agency,
      principalID: principal,
      actorKind: kind,
      officer: row.nextTextOrNil(),
      note: row.nextText(),
      dueBefore: row.nextInstantOrNil(),
      dueAfter: row.nextInstantOrNil(),
      lateFrom: row.nextInstantOrNil(),
      division: row.nextTextOrNil() ?? "",
      assignee: row.nextTextOrNil(),
      stepDueDate: row.nextDayOrNil(),
      stepNumber: row.nextInt64OrNil().map { Int($0) } ?? 0,
      agencyBefore: row.nextInt64OrNil().flatMap(codes.agency),
      agencyAfter: row.nextInt64OrNil().flatMap(codes.agency),
      tableVersion: row.nextInt()
    )
  }
}
