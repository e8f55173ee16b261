package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: OfficerWorkStore {
  /// What an officer's steps from one instant to another come to.
  package func officerWork(
    _ officer: String,
    from: Instant,
    to: Instant
  ) async throws(StoreError) -> OfficerWork {
    let province = configuration.provinceID
    return try await reads.read(on: .pool) { (connection) throws(RowError) in
      try connection.rows(
        """
        SELECT d.code, e.action, e.from_state, e.to_state, e.at, e.late_from, d.channel, d.level,
          d.submission_kind, CASE WHEN x.rated_at <= ? THEN x.rating END
        FROM dossier_event e INDEXED BY dossier_event_officer
          JOIN dossier d ON d.id = e.dossier_id
          LEFT JOIN dossier_extra x ON x.dossier_id = e.dossier_id
        WHERE e.province_id = ? AND e.officer = ? AND e.at BETWEEN ? AND ?
        ORDER BY e.at, e.sequence
        """
      ) { (row) throws(RowError) in
        row.bind(to).bind(province).bind(officer).bind(from).bind(to)
        var work = OfficerWork()
        while try row.next() { work.take(try OfficerWork.Step(row)) }
        return work
      }
    }
  }
}

extension OfficerWork.Step {
  fileprivate init(_ row: SQLiteStatement) throws(RowError) {
    guard let code = DossierCode(row.nextText()),
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
