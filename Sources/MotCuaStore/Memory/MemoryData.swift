import MotCuaDomain

/// Everything the fake holds, as one value: a refused command is undone by dropping its copy.
struct MemoryData: Sendable {
  /// The key of a stored outcome.
  struct OperationKey: Hashable, Sendable {
    let principalID: Int64
    let method: String
    let requestID: RequestID
  }

  /// What a request left behind.
  struct KeptOutcome: Sendable {
    let bodyHash: [UInt8]
    let answer: [UInt8]
    let at: Instant
  }

  /// A refused attempt, by the identity of its request.
  struct Attempt: Hashable, Sendable {
    let principalID: Int64
    let requestID: RequestID
    let bodyHash: [UInt8]
  }

  /// A day of an agency.
  struct AgencyDay: Hashable, Sendable {
    let agency: AgencyCode
    let day: CivilDate
  }

  var state = StoreState()
  /// The dossiers in the order of their ids, which begin at 1.
  var dossiers: [DossierRecord] = []
  var idsByCode: [DossierCode: Int64] = [:]
  var components: [Int64: [ProvidedComponentRecord]] = [:]
  var pauses: [Int64: [PauseRecord]] = [:]
  var timers: Set<DueTimer> = []
  var events: [DossierEventRecord] = []
  /// The same with what decides who sees them.
  var feed: [FeedEvent] = []
  /// What the steps changed in the figures, in the same order.
  var figureEvents: [FigureEvent] = []
  var sequences: [AgencyDay: Int] = [:]
  var references: Set<String> = []
  var outcomes: [OperationKey: KeptOutcome] = [:]
  var revisions: [ProcedureCode: [ProcedureRevisionRecord]] = [:]
  var agencyRevisions: [AgencyCode: [AgencyRevisionRecord]] = [:]
  var calendars: [CalendarVersionRecord] = []
  var figures: [RollupCell: Int64] = [:]
  var audit: [AuditRecord] = []
  /// The payments in the order of their numbers, which begin at 1.
  var payments: [PaymentRecord] = []
  /// The shipments in the order of their numbers, which begin at 1.
  var shipments: [ShipmentRecord] = []
  /// The papers of the steering committee in the order of their recording.
  var committee: [CommitteeEntry] = []
  /// The files by their numbers; a number is never given twice.
  var files: [Int64: FileRecord] = [:]
  var lastFileID: Int64 = 0
  /// What the rules about paper left on record, by their ids, which begin at 1.
  var violations: [ViolationRecord] = []
  var attempts: Set<Attempt> = []

  func revision(_ code: ProcedureCode, _ revision: Int) -> ProcedureContent? {
    let known = revisions[code] ?? []
    return known.indices.contains(revision - 1) ? known[revision - 1].content : nil
  }

  func dossier(_ code: DossierCode, in scope: RowScope) -> DossierRecord? {
    guard let id = idsByCode[code] else { return nil }
    let dossier = dossiers[Int(id) - 1]
    return scope.covers(dossier) ? dossier : nil
  }
}
