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
    let span = try environment.span(
      request.period,
      asOf: request.asOf,
      knownAt: request.knownAt
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
    let page = try ranking.page(window)
    return RankAgenciesResponse(
      ranks: page.ranks,
      asOf: span.asOf.timestamp,
      knownAt: counted.knownAt,
      nextPageToken: page.nextToken
    )
  }
}

extension RankAgenciesRequest: PagedRequest {}
