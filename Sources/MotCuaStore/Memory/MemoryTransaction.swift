import MotCuaDomain

/// What a command may do in the fake.
final class MemoryTransaction: WriteTransaction {
  let envelope: MutationEnvelope
  var auditSubject = ""
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

  func isTaken(transactionReference: String) throws(StoreError) -> Bool {
    data.references.contains(transactionReference)
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

  func append(_ event: DossierEventRecord, to dossier: Int64) throws(StoreError) {
    var event = event
    event.sequence = Int64(data.events.count) + 1
    data.state.lastSequence = event.sequence
    data.events.append(event)
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

  // The state holds these already.

  func persist(_ officer: OfficerRecord) throws(StoreError) {}
  func persist(_ offering: OfferingRecord) throws(StoreError) {}
  func persist(_ sector: SectorRecord) throws(StoreError) {}
  func persist(_ principal: PrincipalRecord) throws(StoreError) {}
  func persist(_ token: TokenRecord) throws(StoreError) {}
}
