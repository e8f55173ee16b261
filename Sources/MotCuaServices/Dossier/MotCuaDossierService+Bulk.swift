package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Does the same with many dossiers, each by the rules of its own step.
  package func bulkTransition(
    _ request: BulkTransitionRequest,
    context: ServerContext
  ) async throws -> BulkTransitionResponse {
    let rowsMax = environment.limits.bulkRowsMax
    guard request.codes.count <= rowsMax else {
      throw RPCError(reason: .importTooLarge, metadata: ["rows_max": String(rowsMax)])
    }
    let actor = actor(context)
    let template: BulkTemplate = try FieldReader.read { BulkTemplate(request, reader: &$0) }
    let codes = try Self.codes(request.codes)
    let steps = codes.map { template.step(on: DossierTarget(code: $0, actor: actor)) }
    return try await environment.mutator.perform(
      BulkTransition(steps: steps),
      for: request,
      context: context
    ) { BulkTransitionResponse(codes: codes, outcomes: $0) }
  }

  /// Codes that are each named once.
  private static func codes(_ texts: [String]) throws(RPCError) -> [DossierCode] {
    var reader = FieldReader()
    var seen: Set<DossierCode> = []
    var codes: [DossierCode] = []
    for (index, text) in texts.enumerated() {
      guard let code = reader.dossierCode(text, "codes[\(index)]") else { continue }
      if !seen.insert(code).inserted {
        reader.refuse("codes[\(index)]", "The dossier is named twice.")
      }
      codes.append(code)
    }
    try reader.check()
    return codes
  }
}

/// What a bulk transition does with each of its dossiers.
private struct BulkTemplate {
  private let request: BulkTransitionRequest
  private let note: String
  private let agency: AgencyCode?
  private let stepDueDate: CivilDate?
  private let method: MotCuaStore.ReturnMethod?

  /// Reads the parts that the action needs; nil where it is none that can be done in bulk.
  init?(_ request: BulkTransitionRequest, reader: inout FieldReader) {
    self.request = request
    note = TextNormaliser.stored(request.note)
    agency = reader.agencyCode(request.agencyCode, "agency_code")
    stepDueDate = reader.date(request.stepDueDate, "step_due_date")
    method = request.returnMethod.model
    switch request.action {
    case .refuse, .stop, .rework:
      if note.isEmpty { reader.refuse("note", "The action needs a reason.") }
    case .reassign:
      if request.officerCode.isEmpty { reader.refuse("officer_code", "It must be given.") }
    case .forward:
      if agency == nil, request.division.isEmpty, request.officerCode.isEmpty {
        reader.refuse("agency_code", "An agency, a division or an officer must be named.")
      }
    case .returnResult:
      if method == nil { reader.refuse("return_method", "It must be given.") }
    case .accept, .start, .resume: break
    default:
      reader.refuse("action", "The action cannot be done with many dossiers at once.")
      return nil
    }
  }

  func step(on target: DossierTarget) -> DossierStep {
    switch request.action {
    case .accept: .accept(AcceptDossier(target: target, note: note))
    case .refuse: .refuse(RefuseDossier(target: target, reason: note))
    case .forward: .forward(forward(target))
    case .reassign:
      .reassign(ReassignDossier(target: target, officer: request.officerCode, note: note))
    case .stop: .stop(StopDossier(target: target, reason: note))
    case .resume: .resume(ResumeDossier(target: target, reason: note))
    case .rework: .rework(ReworkDossier(target: target, reason: note))
    case .returnResult:
      .returnResult(
        ReturnResult(target: target, handover: ResultReturnRecord(method: method ?? .desk))
      )
    default: .start(StartDossier(target: target, note: note))
    }
  }

  private func forward(_ target: DossierTarget) -> ForwardDossier {
    ForwardDossier(
      target: target,
      agency: agency,
      division: TextNormaliser.stored(request.division),
      officer: request.officerCode.isEmpty ? nil : request.officerCode,
      stepDueDate: stepDueDate,
      note: note
    )
  }
}

extension BulkTransitionResponse {
  /// What became of each dossier.
  fileprivate init(codes: [DossierCode], outcomes: [Result<DossierRecord, StoreError>]) {
    self.init()
    rows = zip(codes, outcomes).map { code, outcome in
      switch outcome {
      case .success(let dossier): BulkTransitionRow(code: code.text, done: dossier)
      case .failure(let error): BulkTransitionRow(code: code.text, refused: error)
      }
    }
    doneCount = Int32(clamping: rows.filter(\.done).count)
    refusedCount = Int32(clamping: rows.count - Int(doneCount))
  }
}

extension BulkTransitionRow {
  fileprivate init(code: String, done dossier: DossierRecord) {
    self.init(
      code: code,
      done: true,
      state: MotCuaAPI.DossierState(dossier.state),
      etag: Etag.text(dossier.etag)
    )
  }

  fileprivate init(code: String, refused error: StoreError) {
    let outcome = RPCError(error)
    self.init(code: code)
    reason = outcome.reason ?? ""
    for case .localizedMessage("vi", let sentence) in outcome.details { message = sentence }
    if let known = outcome.reason.flatMap({ ErrorReason(word: $0) }), message.isEmpty {
      message = known.status.vietnamese
    }
    if case .refused(.illegalAction(_, _, let allowed)) = error {
      allowedActions = allowed.map { MotCuaAPI.DossierAction($0) }
    }
  }
}
