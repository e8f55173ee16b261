import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

extension MotCuaDossierService {
  /// Lists the dossiers that a number of the statistics counts.
  func list(
    _ figure: FigureFilter,
    _ request: ListDossiersRequest,
    _ window: PageWindow,
    _ context: ServerContext
  ) async throws -> ListDossiersResponse {
    try context.principal.checkReadsStatistics()
    var other = request
    other.figure = nil
    other.pageSize = 0
    other.pageToken = ""
    guard other == ListDossiersRequest() else {
      throw RPCError.invalidField("figure", "No other filter goes with it.")
    }
    let place = try PinnedPlace(window)
    var filter = figure
    if let place {
      filter.asOf = place.time.asOf.timestamp
      filter.knownAt = place.time.knownAt ?? 0
    }
    let resolved = try await environment.resolve(filter, context)
    let ids = try await environment.dossiers(
      behind: resolved,
      resolved.queries,
      limit: window.limit
    )
    let page = PinnedPlace.page(
      of: ids,
      from: place?.offset ?? 0,
      at: resolved.span.time,
      window
    )
    let rows = try await environment.rows(
      numbered: Array(page.items),
      of: resolved.queries,
      context
    )
    let now = environment.clock.now()
    let presenter = presenter(context)
    return ListDossiersResponse(
      dossiers: rows.map { row in
        switch row {
        case .seen(let dossier): presenter.basic(dossier, at: now)
        case .outside(let code, let procedure, let agency):
          Dossier(
            code: code.text,
            procedureCode: procedure.text,
            agencyCode: agency?.text ?? ""
          )
        }
      },
      nextPageToken: page.nextToken,
      total: Int64(ids.count),
      figure: resolved.filter
    )
  }
}
