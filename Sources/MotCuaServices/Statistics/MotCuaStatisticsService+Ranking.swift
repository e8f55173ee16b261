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
    let order = try RankingOrder(request)
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
      past: environment.directory(asOf: span.asOf)
    )
    let (shown, groups) = reach.byShown
    let table = try await environment.store.figures(span.question(groups), on: ReadLane(context))
    let ranking = Ranking(request, by: order, shown, table)
    let page = PinnedPlace.page(
      of: ranking.places,
      from: place?.offset ?? 0,
      at: FigureTime(asOf: span.asOf, knownAt: table.knownAt),
      window
    )
    return RankAgenciesResponse(
      ranks: page.items.map(ranking.rank),
      asOf: span.asOf.timestamp,
      knownAt: table.knownAt,
      nextPageToken: page.nextToken
    )
  }
}

extension RankAgenciesRequest: PagedRequest {}
