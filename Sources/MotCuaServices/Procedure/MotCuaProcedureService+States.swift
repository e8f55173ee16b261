package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaProcedureService {
  /// Creates a procedure as a draft.
  package func createProcedure(
    _ request: CreateProcedureRequest,
    context: ServerContext
  ) async throws -> Procedure {
    var reader = FieldReader()
    let message = request.procedure ?? Procedure()
    let code = reader.procedureCode(message.code, "procedure.code")
    if message.code.isEmpty { reader.refuse("procedure.code", "It must be given.") }
    let content = reader.procedure(message, "procedure.", isWhole: true)
    try reader.check()
    guard let code else { throw RPCError.invalidFields([]) }
    return try await perform(
      CreateProcedure(code: code, content: content),
      of: code,
      for: request,
      context
    )
  }

  /// Changes some fields of a procedure, as a further revision.
  package func updateProcedure(
    _ request: UpdateProcedureRequest,
    context: ServerContext
  ) async throws -> Procedure {
    let fields = try request.updateMask.fields(of: ProcedureField.self)
    let message = request.procedure ?? Procedure()
    let code = try known(message.code)
    var reader = FieldReader()
    let content = reader.procedure(message, "procedure.", isWhole: fields.contains(.name))
    let day = reader.date(request.effectiveFrom, "effective_from")
    try reader.check()
    return try await perform(
      UpdateProcedure(
        code: code,
        content: content,
        fields: fields,
        effectiveFrom: day,
        expectedEtag: request.etag.isEmpty ? nil : request.etag
      ),
      of: code,
      for: request,
      context
    )
  }

  /// Lets a procedure receive dossiers.
  package func publishProcedure(
    _ request: PublishProcedureRequest,
    context: ServerContext
  ) async throws -> Procedure {
    try await change(
      .publish,
      request,
      ProcedureDecision(
        code: request.code,
        decision: request.decision,
        effectiveFrom: request.effectiveFrom,
        madePublicOn: request.madePublicOn,
        etag: request.etag
      ),
      context
    )
  }

  /// Lets a procedure receive no dossiers for a time.
  package func suspendProcedure(
    _ request: SuspendProcedureRequest,
    context: ServerContext
  ) async throws -> Procedure {
    try await change(
      .suspend,
      request,
      ProcedureDecision(
        code: request.code,
        decision: request.decision,
        effectiveFrom: request.effectiveFrom,
        etag: request.etag
      ),
      context
    )
  }

  /// Lets a procedure receive no dossiers for ever.
  package func repealProcedure(
    _ request: RepealProcedureRequest,
    context: ServerContext
  ) async throws -> Procedure {
    try await change(
      .repeal,
      request,
      ProcedureDecision(
        code: request.code,
        decision: request.decision,
        effectiveFrom: request.effectiveFrom,
        etag: request.etag
      ),
      context
    )
  }

  /// What the three requests have in common.
  private struct ProcedureDecision {
    var code: String
    var decision: Decision?
    var effectiveFrom: MotCuaAPI.Date?
    var madePublicOn: MotCuaAPI.Date?
    var etag: String
  }

  private func change(
    _ action: ProcedureAction,
    _ request: some MutationRequest,
    _ wish: ProcedureDecision,
    _ context: ServerContext
  ) async throws -> Procedure {
    let code = try known(wish.code)
    var reader = FieldReader()
    let decision = reader.decision(wish.decision, "decision")
    let day = reader.date(wish.effectiveFrom, "effective_from")
    let madePublicOn = reader.date(wish.madePublicOn, "made_public_on")
    if decision?.number.isEmpty ?? true {
      reader.refuse("decision.number", "A decision has a number.")
    }
    try reader.check()
    return try await perform(
      ChangeProcedureState(
        code: code,
        action: action,
        decision: decision ?? DecisionRecord(number: "", date: nil),
        effectiveFrom: day,
        madePublicOn: madePublicOn,
        expectedEtag: wish.etag.isEmpty ? nil : wish.etag
      ),
      of: code,
      for: request,
      context
    )
  }

  private func known(_ text: String) throws -> ProcedureCode {
    guard let code = ProcedureCode(text), environment.store.catalogue.procedure(code) != nil
    else { throw StoreError.notFound(.procedure(text)) }
    return code
  }

  /// Runs a command and shows the youngest revision, whether its day has come or not.
  private func perform<Command: StoreCommand>(
    _ command: Command,
    of code: ProcedureCode,
    for request: some MutationRequest,
    _ context: ServerContext
  ) async throws -> Procedure where Command.Outcome == ProcedureRecord {
    let store = environment.store
    let day = environment.today
    do {
      return try await environment.mutator.perform(command, for: request, context: context) {
        Procedure($0.youngest, isFull: true, in: store.catalogue, on: day)
      }
    } catch StoreError.etagMismatch {
      // The etag of a procedure is made of two numbers, of which the store's error has one.
      let current = store.catalogue.procedure(code).map { store.catalogue.etag(of: $0) }
      throw RPCError(reason: .etagMismatch, metadata: ["current_etag": current ?? ""])
    }
  }
}

extension ProcedureRecord {
  /// The procedure with its youngest revision.
  fileprivate var youngest: ProcedureRecord {
    guard let last = scheduled.last?.effectiveFrom else { return self }
    return effective(on: last)
  }
}
