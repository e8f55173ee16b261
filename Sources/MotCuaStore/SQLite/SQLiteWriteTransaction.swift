import MotCuaDomain
import SQLiteEngine

/// What a command may do, on the writer's connection.
///
/// One for the life of the writer, confined to its thread; `begin` and its kin delimit commands.
final class SQLiteWriteTransaction: WriteTransaction {
  private(set) var envelope = MutationEnvelope(
    principalID: 0,
    method: "",
    now: Instant(milliseconds: 0)
  )
  var state: StoreState
  var auditSubject = ""
  var auditPurpose = ""

  let connection: SQLiteConnection
  let codes: CodeTable
  let province: Int64
  /// What the commands of the group so far add to the figures; it is stored once, before the commit.
  private(set) var figures: [(cell: RollupCell, amount: Int64)] = []
  /// The steps of dossiers that the commands of the group so far made.
  var steps: [FeedEvent] = []
  /// Damage to the file that a command has met; nothing may be acknowledged after it.
  private(set) var damage: StoreError?
  /// Whether a command of the group could not be undone alone: the group is to be begun anew, and
  /// nothing of it may be answered.
  private(set) var mustBeginAnew = false
  private var keepsSavepoints = false
  private var hasSavepoint = false
  private var changesBefore: Int64 = 0
  private var stateBefore: StoreState
  private var stepsBefore = 0
  private var figuresBefore = 0
  private let reader: DossierReader

  init(connection: SQLiteConnection, codes: CodeTable, province: Int64, state: StoreState) {
    self.connection = connection
    self.codes = codes
    self.province = province
    self.state = state
    stateBefore = state
    reader = DossierReader(connection: connection, codes: codes, province: province)
  }

  // MARK: The bounds of a command

  /// Remembers an error if it tells of damage to the file.
  func note(_ error: StoreError) -> StoreError {
    if case .corrupt = error { damage = error }
    return error
  }

  /// Opens the part of the transaction that belongs to one command.
  ///
  /// A savepoint costs a copy of each page that the command changes (pager.c,
  /// `subjournalPageIfRequired`), a fifth of what SQLite does for a submission, and hardly any command
  /// needs one: it is opened for dry runs, and in a group that has been begun anew.
  func begin(_ envelope: MutationEnvelope) throws(SQLiteError) {
    self.envelope = envelope
    auditSubject = ""
    auditPurpose = ""
    stateBefore = state
    figuresBefore = figures.count
    stepsBefore = steps.count
    changesBefore = connection.totalChanges
    hasSavepoint = keepsSavepoints || envelope.isValidateOnly
    if hasSavepoint { try connection.beginSavepoint() }
  }

  /// Keeps what the command did.
  func keep() throws(SQLiteError) {
    if hasSavepoint { try connection.releaseSavepoint() }
  }

  /// Undoes what the command did, in the database and in RAM; where that cannot be done for it alone,
  /// the group must begin anew.
  func undo() throws(SQLiteError) {
    state = stateBefore
    figures.removeLast(figures.count - figuresBefore)
    steps.removeLast(steps.count - stepsBefore)
    if hasSavepoint {
      try connection.rollbackSavepoint()
    } else if connection.totalChanges != changesBefore {
      mustBeginAnew = true
    }
  }

  /// Begins a group on the state that was published last; with savepoints each of its commands can be
  /// undone alone.
  func beginGroup(_ published: StoreState, keepingSavepoints: Bool = false) {
    keepsSavepoints = keepingSavepoints
    mustBeginAnew = false
    state = published
    figures.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
  }

  /// Undoes the whole group in the database; the published state stays.
  func abandonGroup() throws(SQLiteError) {
    try connection.rollback()
  }

  func part<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    let before = state
    let count = figures.count
    let stepCount = steps.count
    try storing { () throws(SQLiteError) in try connection.beginSavepoint() }
    do throws(StoreError) {
      let value = try body()
      try storing { () throws(SQLiteError) in try connection.releaseSavepoint() }
      return value
    } catch {
      // Whoever asked for the part may go on without it, but not over damage.
      _ = note(error)
      // Where the transaction is gone there is nothing left to undo.
      if connection.isInTransaction {
        state = before
        figures.removeLast(figures.count - count)
        steps.removeLast(steps.count - stepCount)
        try storing { () throws(SQLiteError) in try connection.rollbackSavepoint() }
      }
      throw error
    }
  }

  // MARK: Dossiers

  func procedureRevision(
    _ code: ProcedureCode,
    _ revision: Int
  ) throws(StoreError) -> ProcedureContent? {
    try reading { () throws(RowError) in try reader.procedureRevision(code, revision) }
  }

  func procedureRevision(
    _ code: ProcedureCode,
    on day: CivilDate
  ) throws(StoreError) -> ProcedureRevisionRecord? {
    try reading { () throws(RowError) in
      try reader.procedureRevisions(code, before: nil, on: day, limit: 1).first
    }
  }

  func dossier(
    _ code: DossierCode,
    in scope: RowScope
  ) throws(StoreError) -> DossierRecord? {
    try reading { () throws(RowError) in try reader.dossier(code, in: scope) }
  }

  func dossier(source: String, externalCode: String) throws(StoreError) -> DossierCode? {
    try reading { () throws(RowError) in
      try connection.rows(
        """
        SELECT code FROM dossier
        WHERE province_id = ? AND external_source = ? AND external_code = ?
        """
      ) { (row) throws(RowError) in
        row.bind(province).bind(source).bind(externalCode)
        return try row.next() ? DossierCode(row.text(0)) : nil
      }
    }
  }

  func nextSequence(of agency: AgencyCode, on day: CivilDate) throws(StoreError) -> Int {
    try storing { () throws(SQLiteError) in
      try connection.with(
        """
        INSERT INTO agency_day(province_id, agency_id, day, last) VALUES(?, ?, ?, 1)
        ON CONFLICT(province_id, agency_id, day) DO UPDATE SET last = last + 1 RETURNING last
        """
      ) { (row) throws(SQLiteError) in
        row.bind(province).bind(codes.assign(agency)).bind(day)
        var last = 0
        while try row.step() { last = Int(row.int64(0)) }
        return last
      }
    }
  }

  func insert(_ dossier: DossierRecord) throws(StoreError) -> Int64 {
    try storing { () throws(SQLiteError) in
      let name = try nameID(of: dossier.applicant)
      let row = try connection.statement(DossierColumns.insert)
      DossierColumns.bind(dossier, to: row, province: province, codes: codes)
      try row.bind(name).run()
      state.lastDossierID = connection.lastInsertedID
      if dossier.hasExtras { try putExtras(of: dossier, id: state.lastDossierID) }
      return state.lastDossierID
    }
  }

  func update(_ dossier: DossierRecord) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      let row = try connection.statement(DossierColumns.update)
      DossierColumns.bind(dossier, to: row, province: province, codes: codes)
      try row.bind(dossier.id).run()
      if let supplement = dossier.supplement { try put(supplement, of: dossier.id) }
      if dossier.hasExtras {
        try putExtras(of: dossier, id: dossier.id)
      } else {
        try removeExtras(of: dossier.id)
      }
    }
  }

  private func put(_ supplement: SupplementRecord, of dossier: Int64) throws(SQLiteError) {
    try connection.statement(
      """
      INSERT INTO dossier_supplement(dossier_id, reason, component_codes, is_paper_requested,
        is_paper_declared, requested_at, deadline, provided_at, old_due_at, new_due_at)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(dossier_id) DO UPDATE SET reason = excluded.reason,
        component_codes = excluded.component_codes,
        is_paper_requested = excluded.is_paper_requested,
        is_paper_declared = excluded.is_paper_declared, requested_at = excluded.requested_at,
        deadline = excluded.deadline, provided_at = excluded.provided_at,
        old_due_at = excluded.old_due_at, new_due_at = excluded.new_due_at
      """
    )
    .bind(dossier).bind(supplement.reason).bind(SmallLists.encode(supplement.componentCodes))
    .bind(supplement.isPaperRequested).bind(supplement.isPaperDeclared)
    .bind(supplement.requestedAt).bind(supplement.deadline).bind(supplement.providedAt)
    .bind(supplement.oldDueAt).bind(supplement.newDueAt).run()
  }

  func add(
    _ components: [ProvidedComponentRecord],
    to dossier: Int64
  ) throws(StoreError) {
    guard !components.isEmpty else { return }
    try storing { () throws(SQLiteError) in
      var position = try nextPosition(
        "SELECT coalesce(max(position), 0) + 1 FROM dossier_component WHERE dossier_id = ?",
        dossier
      )
      for component in components {
        try connection.statement(
          """
          INSERT INTO dossier_component(dossier_id, position, code, name, source, quantity,
            file_reference, hash, is_from_supplement, file_id)
          VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
        )
        .bind(dossier).bind(position).bind(component.code).bind(component.name)
        .bind(component.source.rawValue).bind(component.quantity).bind(component.fileReference)
        .bind(component.hash).bind(component.isFromSupplement).bind(component.fileID).run()
        position += 1
      }
    }
  }

  func add(_ fees: [DossierFeeRecord], to dossier: Int64) throws(StoreError) {
    guard !fees.isEmpty else { return }
    try storing { () throws(SQLiteError) in
      var position = try nextPosition(
        "SELECT coalesce(max(position), 0) + 1 FROM dossier_fee WHERE dossier_id = ?",
        dossier
      )
      for fee in fees {
        let reference = fee.transactionReference
        try connection.statement(
          """
          INSERT INTO dossier_fee(dossier_id, position, province_id, kind, name, amount,
            is_exempt, exemption_reason, method, transaction_reference, recorded_at)
          VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
        )
        .bind(dossier).bind(position).bind(province).bind(fee.kind.rawValue).bind(fee.name)
        .bind(fee.amount.dong).bind(fee.isExempt).bind(fee.exemptionReason)
        .bind(fee.method?.rawValue).bind(reference.isEmpty ? nil : reference)
        .bind(fee.recordedAt).run()
        position += 1
      }
    }
  }

  func add(_ results: [DossierResultRecord], to dossier: Int64) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      for result in results {
        try connection.statement(
          """
          INSERT INTO dossier_result(dossier_id, number, name, is_refusal, is_electronic, hash,
            signer, certificate_serial, file_id, issued_at, revoked_at, revocation_reason,
            replacement)
          VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT(dossier_id, number) DO UPDATE SET revoked_at = excluded.revoked_at,
            revocation_reason = excluded.revocation_reason, replacement = excluded.replacement
          """
        )
        .bind(dossier).bind(result.number).bind(result.name).bind(result.isRefusal)
        .bind(result.isElectronic).bind(result.hash).bind(result.signer)
        .bind(result.certificateSerial).bind(result.fileID).bind(result.issuedAt)
        .bind(result.revocation?.at)
        .bind(result.revocation?.reason).bind(result.revocation?.replacement).run()
      }
    }
  }

  func isTaken(transactionReference: String) throws(StoreError) -> Bool {
    try storing { () throws(SQLiteError) in
      try connection.with(
        "SELECT 1 FROM dossier_fee WHERE province_id = ? AND transaction_reference = ?"
      ) { (row) throws(SQLiteError) in
        try row.bind(province).bind(transactionReference).step()
      }
    }
  }

  func pauses(of dossier: Int64) throws(StoreError) -> [PauseRecord] {
    try reading { () throws(RowError) in try reader.pauses(of: dossier) }
  }

  func save(
    _ pause: PauseRecord,
    of dossier: Int64,
    replacingLast: Bool
  ) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      let next = try nextPosition(
        "SELECT coalesce(max(position), 0) + 1 FROM dossier_pause WHERE dossier_id = ?",
        dossier
      )
      try connection.statement(
        """
        INSERT INTO dossier_pause(dossier_id, position, state, begins_at, ends_at, resumes_to,
          due_before, due_after) VALUES(?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(dossier_id, position) DO UPDATE SET ends_at = excluded.ends_at,
          due_after = excluded.due_after
        """
      )
      .bind(dossier).bind(replacingLast ? next - 1 : next).bind(pause.state.rawValue)
      .bind(pause.from).bind(pause.to).bind(pause.resumesTo.rawValue)
      .bind(pause.dueBefore).bind(pause.dueAfter).run()
    }
  }

  func count(_ cell: RollupCell, by amount: Int64) { figures.append((cell, amount)) }

  /// Stores the figures of the whole group, each of them once: commands that wait together often
  /// count the same ones.
  func storeFigures() throws(SQLiteError) {
    var places: [RollupCell: Int] = [:]
    var sums: [(cell: RollupCell, amount: Int64)] = []
    for (cell, amount) in figures {
      if let place = places[cell] {
        sums[place].amount += amount
      } else {
        places[cell] = sums.count
        sums.append((cell, amount))
      }
    }
    // What came and went within the group leaves nothing behind.
    figures = sums.filter { $0.amount != 0 }
    for (cell, amount) in figures {
      try connection.statement(
        """
        INSERT INTO rollup(province_id, agency_id, day, procedure_id, cell, amount)
        VALUES(?, ?, ?, ?, ?, ?)
        ON CONFLICT(province_id, agency_id, day, procedure_id, cell)
        DO UPDATE SET amount = amount + excluded.amount
        """
      )
      .bind(province).bind(codes.assign(cell.agency)).bind(cell.day)
      .bind(codes.assign(cell.procedure)).bind(cell.key.index).bind(amount).run()
    }
  }

  private func nextPosition(
    _ sql: StaticString,
    _ dossier: Int64
  ) throws(SQLiteError) -> Int {
    try connection.with(sql) { (row) throws(SQLiteError) in
      try row.bind(dossier).step() ? Int(row.int64(0)) : 1
    }
  }
}
