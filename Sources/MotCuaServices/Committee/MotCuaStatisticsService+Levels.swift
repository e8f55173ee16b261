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
    let span = StatisticsSpan(period, now: now)
    var knownAt = environment.store.lastSequence
    var levels: [LevelComparison] = []
    for level in Self.levels {
      let reach = try StatisticsReach(
        level: level,
        principal: context.principal,
        directory: environment.store.directory
      )
      guard !reach.agencies.isEmpty else { continue }
      let counted = try await figures(span, reach.codes, context)
      let before = environment.store.summary(
        StatisticsSpan(other, now: now).query(reach.codes)
      )
      let procedures = try await environment.store.procedureFigures(span.query(reach.codes))
      knownAt = min(knownAt, counted.knownAt)
      levels.append(LevelComparison(level, counted.figures, before, procedures))
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
    _ figures: [AgencyFigures],
    _ before: MotCuaStore.StatisticsSummary,
    _ procedures: [ProcedureFigures]
  ) {
    var whole = MotCuaStore.StatisticsSummary.zero
    for figure in figures { whole.add(figure.summary) }
    let counts = DossierCounts(whole)
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
