package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaStatisticsService {
  private static let levels: [MotCuaDomain.AgencyLevel] = [.province, .district, .commune]

  /// Compares the levels of government.
  package func compareLevels(
    _ request: CompareLevelsRequest,
    context: ServerContext
  ) async throws -> CompareLevelsResponse {
    var reader = FieldReader()
    let period = reader.period(request.period, "period", daysMax: StatisticsSpan.daysMax)
    let given = reader.period(
      request.compareWith,
      "compare_with",
      daysMax: StatisticsSpan.daysMax
    )
    try reader.check()
    guard let period else { throw RPCError.invalidField("period", "It must be given.") }
    let other = given ?? period.previous
    let now = environment.clock.now()
    let knownAt = environment.store.lastSequence
    let span = StatisticsSpan(period, knownAt: knownAt, now: now)
    let before = StatisticsSpan(other, knownAt: knownAt, now: now)
    var levels: [LevelComparison] = []
    for level in Self.levels {
      let reach = try StatisticsReach(
        level: level,
        principal: context.principal,
        directory: environment.store.directory
      )
      guard !reach.agencies.isEmpty else { continue }
      levels.append(
        LevelComparison(
          level,
          try await figures(span, reach.codes, context).whole,
          try await figures(before, reach.codes, context).whole,
          try await procedureFigures(span, reach.codes, context)
        )
      )
    }
    return CompareLevelsResponse(
      levels: levels,
      comparedWith: Period(from: other.from.date, to: other.to.date),
      asOf: span.asOf.timestamp,
      knownAt: knownAt
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
