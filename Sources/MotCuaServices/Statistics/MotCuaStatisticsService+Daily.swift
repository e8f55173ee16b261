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
    let period = try FieldReader.read {
      $0.period(request.period, "period", daysMax: Self.dailyDaysMax)
    }
    let reach = try reach(request.scope, context)
    let span = StatisticsSpan(period, now: environment.clock.now())
    let store = environment.store
    let knownAt = store.lastSequence
    var days = countedDays(span, reach.codes)
    if span.isPresent, !days.isEmpty {
      let present = try await store.presentFigures(
        agencies: reach.codes,
        at: span.asOf,
        on: ReadLane(context)
      )
      days[days.count - 1].dossiers?.setOverdue(present.overdue)
    }
    let first = period.from.daysSinceEpoch + days.count
    if first <= period.to.daysSinceEpoch {
      // Nothing is known of the days to come, not even what is pending then.
      days += (first...period.to.daysSinceEpoch).map { day in
        DailyCounts(date: CivilDate(daysSinceEpoch: day).date, dossiers: DossierCounts())
      }
    }
    return QueryDailyResponse(days: days, knownAt: knownAt)
  }

  /// The days up to today; the balances go on from what stood before the first.
  private func countedDays(
    _ span: StatisticsSpan,
    _ agencies: Set<AgencyCode>
  ) -> [DailyCounts] {
    let last = min(span.period.to, span.day)
    guard span.period.from <= last else { return [] }
    let eve = span.period.from.addingDays(-1)
    var balance = environment.store.summary(
      StatisticsQuery(from: eve, to: eve, agencies: agencies)
    )
    let days = environment.store.dailyFigures(
      StatisticsQuery(from: span.period.from, to: last, agencies: agencies)
    )
    return days.map { figures in
      balance.advance(over: figures.counts)
      return DailyCounts(date: figures.day.date, dossiers: DossierCounts(balance))
    }
  }
}

extension MotCuaStore.StatisticsSummary {
  /// Goes on by one day.
  mutating func advance(over day: MeasureCounts) {
    carried = pending
    counts = day
    pending += day.total(.received) + day.total(.reopened) + day.total(.transferredIn)
    pending -= day.resolved() + day.total(.transferredOut)
    waiting += day.total(.waiting)
    overdue += day.total(.overdue)
  }
}
