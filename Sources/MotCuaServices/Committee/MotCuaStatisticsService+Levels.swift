package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaStatisticsService {
  /// Compares the levels of government.
  package func compareLevels(
    _ request: CompareLevelsRequest,
    context: ServerContext
  ) async throws -> CompareLevelsResponse {
    let span = try environment.span(
      request.period,
      asOf: request.asOf,
      knownAt: environment.position(request.knownAt)
    )
    let knownAt = span.knownAt ?? 0
    let before =
      try request.compareWith.map {
        try environment.span($0, asOf: request.asOf, knownAt: knownAt, field: "compare_with")
      } ?? span.moved(to: span.period.previous)
    var levels: [LevelComparison] = []
    for level in MotCuaDomain.AgencyLevel.allCases {
      let now = try self.reach(level, asOf: span.asOf, context)
      let then = try self.reach(level, asOf: before.asOf, context)
      guard !now.agencies.isEmpty || !then.agencies.isEmpty else { continue }
      levels.append(
        LevelComparison(
          level,
          try await figures(span, now.codes, context).whole,
          try await figures(before, then.codes, context).whole,
          try await procedureFigures(span, now.codes, context)
        )
      )
    }
    return CompareLevelsResponse(
      levels: levels,
      comparedWith: Period(from: before.period.from.date, to: before.period.to.date),
      asOf: span.asOf.timestamp,
      knownAt: knownAt
    )
  }

  /// The agencies that had a level at an instant, within the caller's scope.
  private func reach(
    _ level: MotCuaDomain.AgencyLevel,
    asOf instant: Instant,
    _ context: ServerContext
  ) throws(RPCError) -> StatisticsReach {
    try StatisticsReach(
      level: level,
      principal: context.principal,
      directory: environment.store.directory,
      past: environment.directory(asOf: instant)
    )
  }
}

extension LevelComparison {
  fileprivate init(
    _ level: MotCuaDomain.AgencyLevel,
    _ figures: MotCuaStore.StatisticsSummary,
    _ before: MotCuaStore.StatisticsSummary,
    _ procedures: [ProcedureFigures]
  ) {
    let counts = DossierCounts(figures)
    let rates = DossierRates(counts)
    let previous = DossierCounts(before)
    let bearing = procedures.filter { $0.counts.total(.feeBearing) > 0 }
    let paid = bearing.filter { $0.counts.total(.feePaidOnline) > 0 }
    self.init(
      level: MotCuaAPI.AgencyLevel(level),
      received: counts.received,
      previousReceived: previous.received,
      receivedOnline: counts.receivedOnline,
      previousReceivedOnline: previous.receivedOnline,
      receivedByPost: rates.receivedByPost,
      returnedByPost: rates.returnedByPost,
      paidByDossiers: rates.paidOnline,
      paidByAmount: rates.amountPaidOnline,
      paidByProcedures: Rate(Int64(paid.count), of: Int64(bearing.count), "procedures_fee_bearing")
    )
  }
}
