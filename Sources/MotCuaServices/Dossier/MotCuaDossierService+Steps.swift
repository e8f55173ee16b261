package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Accepts a submitted dossier.
  package func acceptDossier(
    _ request: AcceptDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    var reader = FieldReader()
    let dueDate = reader.date(request.dueDate, "due_date")
    let fees = reader.fees(request.fees, "fees")
    try reader.check()
    try checkFees(fees, of: context.principal.kind)
    let command = AcceptDossier(
      target: try target(request, context),
      dueDate: dueDate,
      fees: fees,
      note: TextNormaliser.stored(request.note)
    )
    return try await step(
      command,
      for: request,
      needsRequestID: !request.fees.isEmpty,
      context: context
    )
  }

  /// Refuses a submitted dossier.
  package func refuseDossier(
    _ request: RefuseDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    var reader = FieldReader()
    let reason = reader.required(request.reason, "reason")
    try reader.check()
    let command = RefuseDossier(target: try target(request, context), reason: reason)
    return try await step(command, for: request, context: context)
  }

  /// Hands a received dossier to those who resolve it.
  package func startDossier(
    _ request: StartDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let command = StartDossier(
      target: try target(request, context),
      note: TextNormaliser.stored(request.note)
    )
    return try await step(command, for: request, context: context)
  }

  /// Asks for what is missing, once.
  package func requestSupplement(
    _ request: RequestSupplementRequest,
    context: ServerContext
  ) async throws -> Dossier {
    var reader = FieldReader()
    let reason = reader.required(request.reason, "reason")
    let deadline = reader.date(request.deadline, "deadline")
    if let deadline, deadline < environment.today {
      reader.refuse("deadline", "The last day to answer lies in the past.")
    }
    try reader.check()
    let command = RequestSupplement(
      target: try target(request, context),
      reason: reason,
      componentCodes: request.componentCodes.map { TextNormaliser.stored($0) },
      isPaperRequested: request.paperRequested,
      deadline: deadline
    )
    return try await step(command, for: request, context: context)
  }

  /// Takes what the applicant adds.
  package func provideSupplement(
    _ request: ProvideSupplementRequest,
    context: ServerContext
  ) async throws -> Dossier {
    var reader = FieldReader()
    let components = reader.components(request.components, "components")
    let note = TextNormaliser.stored(request.note)
    if components.isEmpty, note.isEmpty {
      reader.refuse("components", "Components or a note must be given.")
    }
    try reader.check()
    let command = ProvideSupplement(
      target: try target(request, context),
      components: components,
      note: note,
      helper: context.principal.helper
    )
    return try await step(command, for: request, context: context)
  }

  /// Ends the handling with at least one result.
  package func completeDossier(
    _ request: CompleteDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    var reader = FieldReader()
    let results = reader.results(request.results, "results")
    try reader.check()
    let command = CompleteDossier(
      target: try target(request, context),
      results: results,
      note: TextNormaliser.stored(request.note)
    )
    return try await step(command, for: request, context: context)
  }

  /// Records that the result was handed over.
  package func returnResult(
    _ request: ReturnResultRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let target = try target(request, context)
    let command: ReturnResult = try FieldReader.read { reader in
      let fees = reader.fees(request.fees, "fees")
      let tracking = TextNormaliser.stored(request.trackingNumber)
      if !tracking.isEmpty, request.method != .post {
        reader.refuse("tracking_number", "Only what goes by POST has one.")
      }
      if context.principal.kind == .system, request.method != .online {
        reader.refuse("method", "A connected system hands results over ONLINE.")
      }
      return request.method.model.map { method in
        let handover = ResultReturnRecord(
          method: method,
          receiverName: TextNormaliser.stored(request.receiverName),
          trackingNumber: tracking
        )
        return ReturnResult(target: target, handover: handover, fees: fees)
      }
    }
    try checkFees(command.fees, of: context.principal.kind)
    return try await step(
      command,
      for: request,
      needsRequestID: !request.fees.isEmpty,
      context: context
    )
  }

  /// Withdraws a dossier at its owner's wish.
  package func withdrawDossier(
    _ request: WithdrawDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let command = WithdrawDossier(
      target: try target(request, context),
      reason: TextNormaliser.stored(request.reason),
      helper: context.principal.helper
    )
    return try await step(command, for: request, context: context)
  }

  /// Which dossier a step is for, and by whom.
  func target(
    _ request: some DossierStepRequest,
    _ context: ServerContext
  ) throws(StoreError) -> DossierTarget {
    DossierTarget(
      code: try Self.code(request.code),
      actor: actor(context),
      etag: Etag.expected(request.etag)
    )
  }

  /// A code that cannot be one names nothing.
  static func code(_ text: String) throws(StoreError) -> DossierCode {
    guard let code = DossierCode(text) else { throw .notFound(.dossier(text)) }
    return code
  }

  /// Runs the command of a step.
  func step<Command: StoreCommand>(
    _ command: Command,
    for request: some DossierStepRequest,
    needsRequestID: Bool = false,
    context: ServerContext
  ) async throws -> Dossier where Command.Outcome == DossierRecord {
    let presenter = presenter(context)
    return try await environment.mutator.perform(
      command,
      for: request,
      context: context,
      needsRequestID: needsRequestID
    ) { presenter.basic($0, at: $0.updatedAt) }
  }
}
