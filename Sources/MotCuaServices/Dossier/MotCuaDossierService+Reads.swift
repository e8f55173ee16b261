package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Returns one dossier.
  package func getDossier(
    _ request: GetDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    guard request.view == .full else { return try await basicDossier(request, context) }
    return try await fullDossier(request, context)
  }

  private func basicDossier(
    _ request: GetDossierRequest,
    _ context: ServerContext
  ) async throws -> Dossier {
    let record = try await environment.store.dossier(
      try Self.code(request.code),
      in: context.principal.scope(in: environment.store.directory),
      on: ReadLane(context)
    )
    guard let record else { throw StoreError.notFound(.dossier(request.code)) }
    return presenter(context).basic(record, at: environment.clock.now())
  }

  /// Reads the whole; that it was read, by whom and what for is on record first.
  private func fullDossier(
    _ request: GetDossierRequest,
    _ context: ServerContext
  ) async throws -> Dossier {
    let principal = context.principal
    guard principal.kind != .administrator else {
      throw RPCError(reason: .principalNotAllowed, "An administrator sees no applicant.")
    }
    let purpose = TextNormaliser.stored(request.purpose)
    guard !purpose.isEmpty else { throw RPCError(reason: .purposeRequired) }
    let code = try Self.code(request.code)
    let scope = principal.scope(in: environment.store.directory)
    let now = environment.clock.now()
    try await disclose(code, for: purpose, context)
    let detail = try await environment.store.dossierDetail(
      code,
      in: scope,
      on: ReadLane(context)
    )
    guard let detail else { throw StoreError.notFound(.dossier(request.code)) }
    return presenter(context).full(detail, at: now)
  }

  /// Lists the dossiers that the caller's scope covers.
  package func listDossiers(
    _ request: ListDossiersRequest,
    context: ServerContext
  ) async throws -> ListDossiersResponse {
    let window = try environment.window(request, context)
    let principal = context.principal
    if principal.kind == .administrator, request.asksForApplicant {
      throw RPCError(reason: .principalNotAllowed, "An administrator sees no applicant.")
    }
    if let figure = request.figure { return try await list(figure, request, window, context) }
    let now = environment.clock.now()
    let directory = environment.store.directory
    let page = try await environment.store.dossiers(
      try DossierQuery(
        request,
        directory: directory,
        catalogue: environment.store.catalogue,
        calendar: environment.store.calendar,
        now: now
      ),
      in: principal.scope(in: directory),
      after: try window.place.map(Self.key),
      limit: window.limit,
      on: ReadLane(context)
    )
    let presenter = presenter(context)
    return ListDossiersResponse(
      dossiers: page.items.map { presenter.basic($0, at: now) },
      nextPageToken: window.token(after: page.next.map(Self.place))
    )
  }

  // The place of a list by names is an id alone: a token holds nothing personal.
  private static func place(_ key: DossierKey) -> ListPlace {
    var place = ListPlace()
    place.append(key.id)
    if let at = key.at { place.append(at.milliseconds) }
    return place
  }

  private static func key(_ place: ListPlace) throws(RPCError) -> DossierKey {
    var place = place
    guard let id = place.number() else { throw PageWindow.mismatch }
    return DossierKey(at: place.number().map { Instant(milliseconds: $0) }, id: id)
  }
}
