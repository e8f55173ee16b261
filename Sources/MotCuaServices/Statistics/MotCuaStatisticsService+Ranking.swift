package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaStatisticsService {
  /// Ranks agencies by one measure.
  package func rankAgencies(
    _ request: RankAgenciesRequest,
    context: ServerContext
  ) async throws -> RankAgenciesResponse {
    let window = try environment.window(request, context)
    let place = try PinnedPlace(window)
    let span = try environment.span(
      request.period,
      asOf: place?.time.asOf.timestamp ?? request.asOf,
      knownAt: place?.time.knownAt ?? request.knownAt
    )
    let reach = try StatisticsReach(
      level: request.level.model,
      isRolledUp: request.structure == .rolledUpToPresent,
      principal: context.principal,
      directory: environment.store.directory,
      past: try await environment.directory(asOf: span.asOf)
    )
    let counted = try await figures(span, reach.codes, context)
    let ranking = Ranking(request, reach.grouped(counted.figures), agencies: reach.shownByCode)
    let page = PinnedPlace.page(
      of: ranking.ranks,
      from: place?.offset ?? 0,
      at: FigureTime(asOf: span.asOf, knownAt: counted.knownAt),
      window
    )
    return RankAgenciesResponse(
      ranks: Array(page.items),
      asOf: span.asOf.timestamp,
      knownAt: counted.knownAt,
      nextPageToken: page.nextToken
    )
  }
}

extension RankAgenciesRequest: PagedRequest {}
