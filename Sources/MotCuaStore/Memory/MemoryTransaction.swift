import MotCuaDomain

/// What a command may do in the fake.
final class MemoryTransaction: WriteTransaction {
  let envelope: MutationEnvelope
  var auditSubject = ""
  var auditPurpose = ""
  var data: MemoryData
  private(set) var added: [(cell: RollupCell, amount: Int64)] = []

  var state: StoreState {
    get { data.state }
    set { data.state = newValue }
  }

  init(_ data: MemoryData, _ envelope: MutationEnvelope) {
    self.data = data
    self.envelope = envelope
  }

  func procedureRevision(
    _ code: ProcedureCode,
    _ revision: Int
  ) throws(StoreError) -> ProcedureContent? {
    data.revision(code, revision)
  }

  func procedureRevision(
    _ code: ProcedureCode,
    on day: CivilDate
  ) throws(StoreError) -> ProcedureRevisionRecord? {
    data.revisions[code]?.last { $0.effectiveFrom.map { $0 <= day } ?? true }
  }

  func part<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    let before = data
    let count = added.count
    do throws(StoreError) {
      return try body()
    } catch {
      data = before
      added.removeLast(added.count - count)
      throw error
    }
  }

  func dossier(
    _ code: DossierCode,
    in scope: RowScope
  ) throws(StoreError) -> DossierRecord? {
    data.dossier(code, in: scope)
  }

  func dossier(source: String, externalCode: String) throws(StoreError) -> DossierCode? {
    data.dossiers.first { $0.externalSource == source && $0.externalCode == externalCode }?.code
  }

  func nextSequence(of agency: AgencyCode, on day: CivilDate) throws(StoreError) -> Int {
    data.sequences[MemoryData.AgencyDay(agency: agency, day: day), default: 0] += 1
    return data.sequences[MemoryData.AgencyDay(agency: agency, day: day)] ?? 0
  }

  func insert(_ dossier: DossierRecord) throws(StoreError) -> Int64 {
    var dossier = dossier
    dossier.id = Int64(data.dossiers.count) + 1
    data.dossiers.append(dossier)
    data.idsByCode[dossier.code] = dossier.id
    data.state.lastDossierID = dossier.id
    return dossier.id
  }

  func update(_ dossier: DossierRecord) throws(StoreError) {
    data.dossiers[Int(dossier.id) - 1] = dossier
  }

  func add(
    _ components: [ProvidedComponentRecord],
    to dossier: Int64
  ) throws(StoreError) {
    data.components[dossier, default: []] += components
  }

  func add(_ fees: [DossierFeeRecord], to dossier: Int64) throws(StoreError) {
    data.references.formUnion(fees.map(\.transactionReference).filter { !$0.isEmpty })
  }

  /// The dossier carries its results already.
  func add(_ results: [DossierResultRecord], to dossier: Int64) throws(StoreError) {}

  func file(_ id: Int64) throws(StoreError) -> FileRecord? { data.files[id] }

  func insert(_ file: FileRecord) throws(StoreError) -> Int64 {
    var file = file
    data.lastFileID += 1
    file.id = data.lastFileID
    data.files[file.id] = file
    return file.id
  }

  func attach(file id: Int64, to dossier: Int64) throws(StoreError) {
    data.files[id]?.dossierID = dossier
  }

  func unattachedBytes(of principal: Int64, subject: String) throws(StoreError) -> Int64 {
    data.files.values
      .filter { $0.dossierID == nil && $0.principalID == principal && $0.subject == subject }
      .reduce(0) { $0 + $1.size }
  }

  func removeUnattachedFiles(before instant: Instant, limit: Int) throws(StoreError) -> Int {
    let old = data.files.values.filter { $0.dossierID == nil && $0.createdAt < instant }
    for file in old.prefix(limit) { data.files[file.id] = nil }
    return min(old.count, limit)
  }

  /// Writes who did what, as the next entry of the chain.
  func audit() {
    append(
      AuditChain.entry(
        after: data.state.auditHead,
        envelope,
        subject: auditSubject,
        purpose: auditPurpose
      )
    )
  }

  func audit(_ dossier: DossierCode, _ purpose: String, byServer: Bool) throws(StoreError) {
    append(
      AuditChain.entry(
        after: data.state.auditHead,
        byServer ? envelope.byServer : envelope,
        subject: dossier.text,
        purpose: purpose
      )
    )
  }

  private func append(_ entry: AuditRecord) {
    data.audit.append(entry)
    data.state.auditHead = AuditHead(id: entry.id, hash: entry.hash, at: entry.at)
  }

  func isTaken(transactionReference: String) throws(StoreError) -> Bool {
    data.references.contains(transactionReference)
  }

  func dossierCode(_ id: Int64) throws(StoreError) -> DossierCode? {
    data.dossiers.indices.contains(Int(id) - 1) ? data.dossiers[Int(id) - 1].code : nil
  }

  func set(_ timer: DueTimer) throws(StoreError) { data.timers.insert(timer) }

  func cancel(_ timer: DueTimer) throws(StoreError) -> Bool {
    data.timers.remove(timer) != nil
  }

  func timers(
    after last: DueTimer?,
    through instant: Instant,
    limit: Int
  ) throws(StoreError) -> [DueTimer] {
    let due = data.timers.filter { timer in
      timer.at <= instant
        && last.map { ($0.at, $0.dossier) < (timer.at, timer.dossier) } ?? true
    }
    return Array(due.sorted { ($0.at, $0.dossier) < ($1.at, $1.dossier) }.prefix(limit))
  }

  func pauses(of dossier: Int64) throws(StoreError) -> [PauseRecord] {
    data.pauses[dossier] ?? []
  }

  func save(
    _ pause: PauseRecord,
    of dossier: Int64,
    replacingLast: Bool
  ) throws(StoreError) {
    if replacingLast { data.pauses[dossier]?.removeLast() }
    data.pauses[dossier, default: []].append(pause)
  }

  func append(
    _ step: FeedEvent,
    _ deltas: [FigureDelta],
    to dossier: Int64
  ) throws(StoreError) {
    var step = step
    step.event.sequence = Int64(data.events.count) + 1
    data.state.lastSequence = step.event.sequence
    data.state.lastEnteredAt = max(data.state.lastEnteredAt, envelope.now, step.event.at)
    data.events.append(step.event)
    data.feed.append(step)
    data.figureEvents.append(
      FigureEvent(
        step.event,
        dossier: dossier,
        procedure: step.procedure,
        enteredAt: data.state.lastEnteredAt,
        deltas: deltas
      )
    )
  }

  func count(_ cell: RollupCell, by amount: Int64) throws(StoreError) {
    data.figures[cell, default: 0] += amount
    added.append((cell, amount))
  }

  func persist(
    _ procedure: ProcedureRecord,
    revision: ProcedureRevisionRecord
  ) throws(StoreError) {
    data.revisions[procedure.code, default: []].append(revision)
  }

  func persist(_ agency: AgencyRecord) throws(StoreError) {
    data.agencyRevisions[agency.code, default: []]
      .append(AgencyRevisionRecord(agency: agency, principalID: envelope.principalID))
  }

  func persist(_ calendar: WorkingCalendar) throws(StoreError) {
    data.calendars.append(CalendarVersionRecord(calendar: calendar, loadedAt: envelope.now))
  }

  func openDossiers(
    of agency: AgencyCode,
    after id: Int64,
    limit: Int
  ) throws(StoreError) -> [OpenDossier] {
    let found = data.dossiers.lazy.filter { dossier in
      dossier.id > id && ![.refused, .withdrawn, .returned].contains(dossier.state)
        && [dossier.agency, dossier.desk, dossier.handling.agency].contains(agency)
    }
    return found.prefix(limit).map { OpenDossier(id: $0.id, code: $0.code) }
  }

  func openDossiers(
    after id: Int64,
    through last: Int64,
    limit: Int
  ) throws(StoreError) -> [OpenDossier] {
    let over: [DossierState] = [.refused, .withdrawn, .stopped, .completed, .returned]
    let found = data.dossiers.lazy.filter { dossier in
      dossier.id > id && dossier.id <= last && !over.contains(dossier.state)
    }
    return found.prefix(limit).map { OpenDossier(id: $0.id, code: $0.code) }
  }

  // The state holds these already.

  func persist(_ succession: SuccessionRecord) throws(StoreError) {}

  func persist(_ officer: OfficerRecord) throws(StoreError) {}
  func persist(_ offering: OfferingRecord) throws(StoreError) {}
  func persist(_ sector: SectorRecord) throws(StoreError) {}
  func persist(_ principal: PrincipalRecord) throws(StoreError) {}
  func persist(_ token: TokenRecord) throws(StoreError) {}
  func persist(_ provider: PaymentProviderRecord) throws(StoreError) {}
  func persistPolicy() throws(StoreError) {}
}
