package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: OfficerWorkStore {
  /// What an officer's steps from one instant to another come to.
  package func officerWork(
    _ officer: String,
    from: Instant,
    to: Instant,
    in scope: RowScope
  ) async throws(StoreError) -> (work: OfficerWork, knownAt: Int64) {
    let province = configuration.provinceID
    let condition = ScopeCondition(scope, codes: codes, prefix: "d.")
    return try await reads.read(on: .pool) { (connection) throws(RowError) in
      try connection.rows(
        composed:
          """
          SELECT p.last, s.* FROM (SELECT coalesce(max(sequence), 0) AS last FROM dossier_event) p
          LEFT JOIN (
            SELECT d.code, e.action, e.from_state, e.to_state, e.at, e.late_from, d.channel,
              d.level, d.submission_kind, CASE WHEN x.rated_at <= ? THEN x.rating END, e.sequence
            FROM dossier_event e INDEXED BY dossier_event_officer
              JOIN dossier d ON d.id = e.dossier_id
              LEFT JOIN dossier_extra x ON x.dossier_id = e.dossier_id
            WHERE e.province_id = ? AND e.officer = ? AND e.at BETWEEN ? AND ?
              AND \(condition.text)
          ) s ON TRUE
          ORDER BY s.at, s.sequence
          """
      ) { (row) throws(RowError) in
        row.bind(to).bind(province).bind(officer).bind(from).bind(to)
        condition.bind(to: row)
        var work = OfficerWork()
        var knownAt: Int64 = 0
        while try row.next() {
          knownAt = row.nextInt64()
          // The position comes alone where there is no step.
          if let code = row.nextTextOrNil() { work.take(try OfficerWork.Step(row, of: code)) }
        }
        return (work, knownAt)
      }
    }
  }
}

extension OfficerWork.Step {
  fileprivate init(_ row: SQLiteStatement, of code: String) throws(RowError) {
    guard let code = DossierCode(code),
      let action = row.nextEnum(DossierAction.self)
    else { throw .damaged("step") }
    let from = row.nextInt64OrNil().flatMap { DossierState(rawValue: Int($0)) }
    guard let to = row.nextEnum(DossierState.self) else { throw .damaged("step") }
    let at = row.nextInstant()
    let lateFrom = row.nextInstantOrNil()
    guard let channel = row.nextEnum(Channel.self) else { throw .damaged("step") }
    let level = row.nextInt64OrNil().flatMap { ServiceLevel(rawValue: Int($0)) }
    guard let kind = row.nextEnum(SubmissionKind.self) else { throw .damaged("step") }
    self.init(
      code: code,
      action: action,
      from: from,
      to: to,
      at: at,
      lateFrom: lateFrom,
      channel: channel,
      level: level,
      kind: kind,
      rating: row.nextInt64OrNil().map { Int($0) }
    )
  }
}
