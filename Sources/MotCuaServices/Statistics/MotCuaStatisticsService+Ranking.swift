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
    let shown = reach.shown
    let places = Dictionary(shown.enumerated().map { ($1.code, $0) }) { first, _ in first }
    let own = reach.byCode.compactMapValues { places[$0.code] }
    let groups = FigureGroups(count: shown.count, needsProcedure: false) { agency, _ in
      own[agency]
    }
    let table = try await environment.store.figures(span.question(groups), on: ReadLane(context))
    let ranking = Ranking(request, shown, table)
    let page = try ranking.page(window)
    return RankAgenciesResponse(
      ranks: page.ranks,
      asOf: span.asOf.timestamp,
      knownAt: table.knownAt,
      nextPageToken: page.nextToken
    )
  }
}

extension RankAgenciesRequest: PagedRequest {}
