package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaStatisticsService {
  /// Counts day by day, days without dossiers too.
  package func queryDaily(
    _ request: QueryDailyRequest,
    context: ServerContext
  ) async throws -> QueryDailyResponse {
    let span = try environment.span(
      request.period,
      asOf: request.asOf,
      knownAt: request.knownAt,
      daysMax: Self.dailyDaysMax
    )
    let reach = try reach(request.scope, asOf: span.asOf, context)
    let first = span.period.from.daysSinceEpoch
    let last = span.period.to.daysSinceEpoch
    let table = try await environment.store.figures(
      FigureQuestion(
        days: ((first - 1)...last).map { CivilDate(daysSinceEpoch: $0) },
        groups: .whole(reach.codes),
        time: span.time
      ),
      on: ReadLane(context)
    )
    let today = span.day.daysSinceEpoch
    let days = (first...last).map { day in
      // Nothing is known of the days to come, not even what is pending then.
      DailyCounts(
        date: CivilDate(daysSinceEpoch: day).date,
        dossiers: day > today
          ? DossierCounts() : DossierCounts(table.sums(0, day - first + 1).summary)
      )
    }
    return QueryDailyResponse(
      days: days,
      knownAt: table.knownAt,
      asOf: span.asOf.timestamp
    )
  }
}
