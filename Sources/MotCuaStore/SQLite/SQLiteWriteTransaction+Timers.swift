import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  func dossierCode(_ id: Int64) throws(StoreError) -> DossierCode? {
    try reading { () throws(RowError) in
      try connection.rows("SELECT code FROM dossier WHERE province_id = ? AND id = ?") {
        (row) throws(RowError) in
        try row.bind(province).bind(id).next() ? DossierCode(row.text(0)) : nil
      }
    }
  }

  func set(_ timer: DueTimer) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        "INSERT INTO dossier_timer(province_id, at, dossier_id, kind) VALUES(?, ?, ?, ?)"
      )
      .bind(province).bind(timer.at).bind(timer.dossier).bind(timer.kind.rawValue).run()
    }
  }

  func cancel(_ timer: DueTimer) throws(StoreError) -> Bool {
    try storing { () throws(SQLiteError) in
      try connection.with(
        """
        DELETE FROM dossier_timer WHERE province_id = ? AND at = ? AND dossier_id = ?
        RETURNING kind
        """
      ) { (row) throws(SQLiteError) in
        row.bind(province).bind(timer.at).bind(timer.dossier)
        var wasSet = false
        while try row.step() { wasSet = true }
        return wasSet
      }
    }
  }

  func timers(
    after last: DueTimer?,
    through instant: Instant,
    limit: Int
  ) throws(StoreError) -> [DueTimer] {
    try reading { () throws(RowError) in
      try connection.rows(
        """
        SELECT at, dossier_id, kind FROM dossier_timer
        WHERE province_id = ? AND (at, dossier_id) > (?, ?) AND at <= ?
        ORDER BY at, dossier_id LIMIT ?
        """
      ) { (row) throws(RowError) in
        row.bind(province).bind(last?.at.milliseconds ?? .min).bind(last?.dossier ?? 0)
        row.bind(instant).bind(limit)
        var timers: [DueTimer] = []
        while try row.next() {
          let at = row.nextInstant()
          let dossier = row.nextInt64()
          guard let kind = row.nextEnum(DossierTimer.self) else { throw .damaged("timer") }
          timers.append(DueTimer(dossier: dossier, kind: kind, at: at))
        }
        return timers
      }
    }
  }

  func persistPolicy() throws(StoreError) {
    let policy = state.policy
    let etag = state.policyEtag
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT INTO dossier_policy(province_id, supplement_requests_max, extensions_max,
          extension_notice_days, etag) VALUES(?, ?, ?, ?, ?)
        ON CONFLICT(province_id) DO UPDATE SET
          supplement_requests_max = excluded.supplement_requests_max,
          extensions_max = excluded.extensions_max,
          extension_notice_days = excluded.extension_notice_days, etag = excluded.etag
        """
      )
      .bind(province).bind(policy.supplementRequestsMax).bind(policy.extensionsMax)
      .bind(policy.extensionNoticeDays).bind(etag).run()
    }
  }

  /// Forgets what a dossier no longer has.
  func removeExtras(of id: Int64) throws(SQLiteError) {
    try connection.statement("DELETE FROM dossier_extra WHERE dossier_id = ?").bind(id).run()
  }

  /// Stores what few dossiers have.
  func putExtras(of dossier: DossierRecord, id: Int64) throws(SQLiteError) {
    let handling = dossier.handling
    let rating = dossier.rating
    try connection.statement(
      """
      INSERT INTO dossier_extra(dossier_id, division, assignee, step_due_day, step_number,
        previous_code, answer_due_at, extension_count, extended_at, extended_due_day, rating, rating_comment,
        rated_at, birth_agency_id, reception_agency_id)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(dossier_id) DO UPDATE SET division = excluded.division,
        assignee = excluded.assignee, step_due_day = excluded.step_due_day,
        step_number = excluded.step_number,
        answer_due_at = excluded.answer_due_at, extension_count = excluded.extension_count,
        extended_at = excluded.extended_at, extended_due_day = excluded.extended_due_day,
        rating = excluded.rating, rating_comment = excluded.rating_comment,
        rated_at = excluded.rated_at, birth_agency_id = excluded.birth_agency_id,
        reception_agency_id = excluded.reception_agency_id
      """
    )
    .bind(id).bind(handling.division).bind(handling.assignee).bind(handling.stepDueDate)
    .bind(handling.stepNumber)
    .bind(dossier.previousCode?.text).bind(dossier.answerDueAt)
    .bind(dossier.dueExtension?.count ?? 0).bind(dossier.dueExtension?.at)
    .bind(dossier.dueExtension?.dueDate).bind(rating?.score).bind(rating?.comment)
    .bind(rating?.at).bind(dossier.origin.map { codes.assign($0.birth) })
    .bind(dossier.origin?.reception.map(codes.assign)).run()
  }
}
