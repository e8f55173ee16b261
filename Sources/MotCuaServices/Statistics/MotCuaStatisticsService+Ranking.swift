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
    let shown = reach.shown
    let places = Dictionary(shown.enumerated().map { ($1.code, $0) }) { first, _ in first }
    let own = reach.byCode.compactMapValues { places[$0.code] }
    let groups = FigureGroups(count: shown.count, needsProcedure: false) { agency, _ in
      own[agency]
    }
    let table = try await environment.store.figures(span.question(groups), on: ReadLane(context))
    let ranking = Ranking(request, shown, table)
    let page = PinnedPlace.page(
      of: ranking.ranks,
      from: place?.offset ?? 0,
      at: FigureTime(asOf: span.asOf, knownAt: table.knownAt),
      window
    )
    return RankAgenciesResponse(
      ranks: Array(page.items),
      asOf: span.asOf.timestamp,
      knownAt: table.knownAt,
      nextPageToken: page.nextToken
    )
  }
}

extension RankAgenciesRequest: PagedRequest {}
