package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

/// Serves the figures that the law and the steering committee ask for, from the cube in RAM.
package struct MotCuaStatisticsService: StatisticsService {
  /// The longest period of a summary or a ranking, in days.
  package static let summaryDaysMax = 3660
  /// The longest period that is counted day by day, in days.
  package static let dailyDaysMax = 1100

  let environment: ServiceEnvironment

  /// Serves from an environment.
  package init(_ environment: ServiceEnvironment) {
    self.environment = environment
  }

  /// Summarises a period, and where asked another one to compare with.
  package func getSummary(
    _ request: GetSummaryRequest,
    context: ServerContext
  ) async throws -> GetSummaryResponse {
    var reader = FieldReader()
    let period = reader.period(request.period, "period", daysMax: Self.summaryDaysMax)
    let other = reader.period(
      request.compareWith,
      "compare_with",
      daysMax: Self.summaryDaysMax
    )
    try reader.check()
    guard let period else { throw RPCError.invalidField("period", "It must be given.") }
    let reach = try reach(request.scope, context)
    let now = environment.clock.now()
    let current = try await summary(StatisticsSpan(period, now: now), reach, context)
    guard let other else { return GetSummaryResponse(current: current) }
    return GetSummaryResponse(
      current: current,
      previous: try await summary(StatisticsSpan(other, now: now), reach, context)
    )
  }

  /// Sums the agencies' figures, so that the levels and the whole agree.
  func summary(
    _ span: StatisticsSpan,
    _ reach: StatisticsReach,
    _ context: ServerContext
  ) async throws -> MotCuaAPI.StatisticsSummary {
    let counted = try await figures(span, reach.codes, context)
    let byCode = reach.byCode
    var whole = MotCuaStore.StatisticsSummary.zero
    var byLevel: [MotCuaDomain.AgencyLevel: MotCuaStore.StatisticsSummary] = [:]
    for figure in counted.figures {
      whole.add(figure.summary)
      guard let level = byCode[figure.agency]?.level else { continue }
      byLevel[level, default: .zero].add(figure.summary)
    }
    let procedures = ProcedureCounts(
      environment.store.catalogue,
      agencies: reach.isWhole ? nil : reach.codes,
      on: span.day
    )
    let dossiers = DossierCounts(whole)
    return MotCuaAPI.StatisticsSummary(
      period: Period(from: span.period.from.date, to: span.period.to.date),
      asOf: span.asOf.timestamp,
      knownAt: counted.knownAt,
      procedures: procedures,
      procedureRates: ProcedureRates(procedures),
      dossiers: dossiers,
      dossierRates: DossierRates(dossiers),
      levels: Self.levels(byLevel)
    )
  }

  private static func levels(
    _ byLevel: [MotCuaDomain.AgencyLevel: MotCuaStore.StatisticsSummary]
  ) -> [LevelSummary] {
    let order: [MotCuaDomain.AgencyLevel] = [.province, .district, .commune]
    return order.compactMap { level in
      byLevel[level].map { figures in
        let counts = DossierCounts(figures)
        return LevelSummary(
          level: MotCuaAPI.AgencyLevel(level),
          dossiers: counts,
          dossierRates: DossierRates(counts)
        )
      }
    }
  }

  func reach(
    _ scope: StatisticsScope?,
    _ context: ServerContext
  ) throws(RPCError) -> StatisticsReach {
    try reach(scope, of: context.principal)
  }

  func reach(
    _ scope: StatisticsScope?,
    of principal: Principal
  ) throws(RPCError) -> StatisticsReach {
    try StatisticsReach(
      agencyCode: scope?.agencyCode ?? "",
      withSubordinates: scope?.includeSubordinates ?? false,
      level: scope?.level.model,
      isRolledUp: scope?.structure == .rolledUpToPresent,
      principal: principal,
      directory: environment.store.directory
    )
  }
}
