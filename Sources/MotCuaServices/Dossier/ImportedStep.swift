import MotCuaAPI
import MotCuaDomain
import MotCuaStore

/// One event of an older system as the step that repeats it.
struct ImportedStep: Sendable {
  private let action: MotCuaAPI.DossierAction
  private let note: String
  private let date: CivilDate?
  private let agency: AgencyCode?
  private let division: String
  private let assignee: String?
  private let componentCodes: [String]
  private let components: [ProvidedComponentRecord]
  private let results: [DossierResultRecord]
  private let handover: ResultReturnRecord?
  private let fees: [DossierFeeRecord]
  private let number: Int
  private let score: Int
  private let isPaperRequested: Bool

  /// Reads an event; nil for an action that a history does not hold.
  init?(_ event: ImportedEvent, _ path: String, _ reader: inout FieldReader) {
    action = event.action
    note = TextNormaliser.stored(event.note)
    date = reader.date(event.date, path + ".date")
    agency = reader.agencyCode(event.agencyCode, path + ".agency_code")
    division = TextNormaliser.stored(event.division)
    assignee = event.assigneeCode.isEmpty ? nil : event.assigneeCode
    componentCodes = event.componentCodes.map { TextNormaliser.stored($0) }
    components = reader.components(event.components, path + ".components", isHistory: true)
    results = reader.results(event.results, path + ".results", isHistory: true)
    handover = event.returnMethod.model.map {
      ResultReturnRecord(
        method: $0,
        receiverName: TextNormaliser.stored(event.receiverName),
        trackingNumber: TextNormaliser.stored(event.trackingNumber)
      )
    }
    fees = reader.fees(event.fees, path + ".fees")
    number = Int(event.resultNumber)
    if !fees.isEmpty, action != .accept, action != .returnResult {
      reader.refuse(path + ".fees", "Only ACCEPT and RETURN_RESULT have fees.")
    }
    score = Int(event.score)
    isPaperRequested = event.paperRequested
    if isPaperRequested, action != .requestSupplement {
      reader.refuse(path + ".paper_requested", "Only REQUEST_SUPPLEMENT asks for paper.")
    }
    switch action {
    case .accept, .refuse, .start, .forward, .reassign, .requestSupplement, .provideSupplement,
      .expireSupplement, .stop, .resume, .complete, .rework, .withdraw, .rate:
      break
    case .returnResult:
      if handover == nil { reader.refuse(path + ".return_method", "It must be given.") }
    case .revokeResult:
      if results.count > 1 { reader.refuse(path + ".results", "One result replaces another.") }
    case .extendDueDate:
      if date == nil { reader.refuse(path + ".date", "It must be given.") }
    default:
      reader.refuse(path + ".action", "A history does not hold this action.")
      return nil
    }
  }

  /// The step that repeats the event.
  func step(on target: DossierTarget) -> DossierStep {
    switch action {
    case .accept: .accept(AcceptDossier(target: target, dueDate: date, fees: fees, note: note))
    case .refuse: .refuse(RefuseDossier(target: target, reason: note))
    case .forward: .forward(forward(target))
    case .reassign:
      .reassign(ReassignDossier(target: target, officer: assignee ?? "", note: note))
    case .requestSupplement: .requestSupplement(request(target))
    case .provideSupplement:
      .provideSupplement(ProvideSupplement(target: target, components: components, note: note))
    case .expireSupplement: .expireSupplement(target)
    default: ending(target)
    }
  }

  private func ending(_ target: DossierTarget) -> DossierStep {
    switch action {
    case .stop: .stop(StopDossier(target: target, reason: note))
    case .resume: .resume(ResumeDossier(target: target, reason: note))
    case .extendDueDate: .extendDueDate(extend(target))
    case .complete:
      .complete(CompleteDossier(target: target, results: results, note: note))
    case .rework: .rework(ReworkDossier(target: target, reason: note))
    case .returnResult:
      .returnResult(
        ReturnResult(
          target: target,
          handover: handover ?? ResultReturnRecord(method: .desk),
          fees: fees
        )
      )
    case .revokeResult: .revokeResult(revoke(target))
    case .withdraw: .withdraw(WithdrawDossier(target: target, reason: note))
    case .rate: .rate(RateDossier(target: target, score: score, comment: note))
    default: .start(StartDossier(target: target, note: note))
    }
  }

  private func forward(_ target: DossierTarget) -> ForwardDossier {
    ForwardDossier(
      target: target,
      agency: agency,
      division: division,
      officer: assignee,
      stepDueDate: date,
      note: note
    )
  }

  private func request(_ target: DossierTarget) -> RequestSupplement {
    RequestSupplement(
      target: target,
      reason: note,
      componentCodes: componentCodes,
      isPaperRequested: isPaperRequested,
      deadline: date
    )
  }

  private func revoke(_ target: DossierTarget) -> RevokeResult {
    RevokeResult(target: target, number: number, reason: note, replacement: results.first)
  }

  private func extend(_ target: DossierTarget) -> ExtendDueDate {
    // An event without its day is refused when it is read.
    ExtendDueDate(target: target, reason: note, dueDate: date ?? CivilDate.newYear(1970))
  }
}
