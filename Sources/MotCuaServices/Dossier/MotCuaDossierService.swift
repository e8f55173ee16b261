package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

/// Serves dossiers: reception, handling, result.
package struct MotCuaDossierService: DossierService {
  let environment: ServiceEnvironment
  let trackGuard: TrackGuard

  /// Serves from an environment.
  package init(_ environment: ServiceEnvironment, trackGuard: TrackGuard? = nil) {
    self.environment = environment
    self.trackGuard = trackGuard ?? TrackGuard(environment.limits)
  }

  /// Submits a dossier online.
  package func submitDossier(
    _ request: SubmitDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let filing = try filing(of: request, by: context.principal)
    try checkScope(filing.procedure, filing.agency, of: context.principal)
    let command = SubmitDossier(filing: filing, actor: actor(context))
    return try await born(
      command,
      for: request,
      needsRequestID: !request.fees.isEmpty,
      context: context
    )
  }

  /// Receives a dossier that came to the desk or by post.
  package func receiveDossier(
    _ request: ReceiveDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let actor = actor(context)
    let command: ReceiveDossier = try FieldReader.read { reader in
      let filing = reader.filing(of: request)
      let channel = reader.paperChannel(request.channel)
      let dueDate = reader.date(request.dueDate, "due_date")
      guard let filing, let channel else { return nil }
      return ReceiveDossier(
        filing: filing,
        channel: channel,
        dueDate: dueDate,
        paperExemption: request.paperExemptionCode,
        note: TextNormaliser.stored(request.note),
        actor: actor
      )
    }
    try checkFees(command.filing.fees, of: context.principal.kind)
    try checkScope(command.filing.procedure, command.filing.agency, of: context.principal)
    return try await born(
      command,
      for: request,
      needsRequestID: !request.fees.isEmpty,
      context: context
    )
  }

  /// Puts a refusal at the desk or by post on record.
  package func refuseDossierAtDesk(
    _ request: RefuseDossierAtDeskRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let actor = actor(context)
    let command: RefuseDossierAtDesk = try FieldReader.read { reader in
      let filing = reader.filing(of: request)
      let channel = reader.paperChannel(request.channel)
      let reason = reader.required(request.reason, "reason")
      guard let filing, let channel else { return nil }
      return RefuseDossierAtDesk(filing: filing, channel: channel, reason: reason, actor: actor)
    }
    try checkScope(command.filing.procedure, command.filing.agency, of: context.principal)
    return try await born(command, for: request, context: context)
  }

  /// Runs a command that brings a dossier into the world.
  ///
  /// Where nothing is kept the answer has no code: the number goes to the next real dossier.
  private func born<Command: StoreCommand>(
    _ command: Command,
    for request: some MutationRequest,
    needsRequestID: Bool = false,
    context: ServerContext
  ) async throws -> Dossier where Command.Outcome == DossierRecord {
    let presenter = presenter(context)
    let isDryRun = request.validateOnly
    return try await environment.mutator.perform(
      command,
      for: request,
      context: context,
      needsRequestID: needsRequestID
    ) { record in
      var message = presenter.basic(record, at: record.updatedAt)
      if isDryRun { message.code = "" }
      return message
    }
  }

  /// Refuses an agency outside the caller's scope; the desk of the offering may act for it.
  ///
  /// A connected system that speaks for an applicant stays within its own agencies.
  private func checkScope(
    _ procedure: ProcedureCode,
    _ agency: AgencyCode,
    of caller: Principal
  ) throws(RPCError) {
    let store = environment.store
    let directory = store.directory
    var principal = caller
    if caller.isAsserted, let system = store.identities.principal(caller.id) {
      principal = Principal(system)
    }
    // An agency that does not exist is the store's to refuse, and an applicant has no agencies.
    guard let known = directory.agency(agency), principal.kind != .applicant else { return }
    let desk = store.catalogue.offering(procedure, known.code)?.desk
    let places = [known.code, desk.map { directory.agency($0)?.code ?? $0 }].compactMap { $0 }
    guard places.contains(where: { principal.covers($0, in: directory) }) else {
      throw RPCError(reason: .outOfScope, metadata: ["agency": agency.text])
    }
    guard principal.holds([.reception, .guidance], at: places) else {
      throw RPCError(reason: .dutyMissing, metadata: ["agency": agency.text])
    }
  }

  /// Who acts.
  func actor(_ context: ServerContext) -> Actor {
    context.principal.actor(in: environment.store.directory)
  }

  /// Who sees the answer.
  func presenter(_ context: ServerContext) -> DossierPresenter {
    DossierPresenter(
      catalogue: environment.store.catalogue,
      viewer: context.principal.kind
    )
  }
}
