package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

/// Serves the figures that the law and the steering committee ask for, from the cube in RAM.
package struct MotCuaStatisticsService: StatisticsService {
  /// The longest period that is counted day by day, in days.
  package static let dailyDaysMax = 1100

  let environment: ServiceEnvironment
  let procedureCounts = ProcedureCountCache()

  /// Serves from an environment.
  package init(_ environment: ServiceEnvironment) {
    self.environment = environment
  }

  /// Summarises a period, and where asked another one to compare with.
  package func getSummary(
    _ request: GetSummaryRequest,
    context: ServerContext
  ) async throws -> GetSummaryResponse {
    let span = try environment.span(
      request.period,
      asOf: request.asOf,
      knownAt: request.knownAt
    )
    let current = try await summary(
      span,
      try reach(request.scope, asOf: span.asOf, context),
      context
    )
    guard request.compareWith != nil else { return GetSummaryResponse(current: current) }
    let other = try environment.span(
      request.compareWith,
      asOf: request.asOf,
      knownAt: current.knownAt,
      field: "compare_with"
    )
    return GetSummaryResponse(
      current: current,
      previous: try await summary(
        other,
        try reach(request.scope, asOf: other.asOf, context),
        context
      )
    )
  }

  /// Sums the agencies' figures, so that the levels and the whole agree.
  func summary(
    _ span: StatisticsSpan,
    _ reach: StatisticsReach,
    _ context: ServerContext
  ) async throws -> MotCuaAPI.StatisticsSummary {
    let order = MotCuaDomain.AgencyLevel.allCases
    let places = reach.byCode.compactMapValues { order.firstIndex(of: $0.level) }
    let groups = FigureGroups(count: order.count, needsProcedure: false) { agency, _ in
      places[agency]
    }
    let table = try await environment.store.figures(
      span.question(groups),
      on: ReadLane(context)
    )
    var whole = MotCuaStore.StatisticsSummary.zero
    var byLevel: [MotCuaDomain.AgencyLevel: MotCuaStore.StatisticsSummary] = [:]
    // An agency that is entered later brings no level into an answer about the past.
    let known = reach.agencies.filter { $0.createdAt <= span.asOf }.map(\.code)
    let present = Set(known.compactMap { reach.byCode[$0]?.level })
    for (place, level) in order.enumerated() {
      let figures = table.sums(place).summary
      guard present.contains(level) || figures != .zero else { continue }
      whole.add(figures)
      byLevel[level] = figures
    }
    let procedures = procedureCounts.counts(
      try await environment.catalogue(asOf: span.asOf),
      agencies: reach.offering,
      on: span.day
    )
    let dossiers = DossierCounts(whole)
    return MotCuaAPI.StatisticsSummary(
      period: Period(from: span.period.from.date, to: span.period.to.date),
      asOf: span.asOf.timestamp,
      knownAt: table.knownAt,
      procedures: procedures,
      procedureRates: ProcedureRates(procedures),
      dossiers: dossiers,
      dossierRates: DossierRates(dossiers),
      levels: Self.levels(byLevel),
      wholeProvince: reach.isWhole
    )
  }

  private static func levels(
    _ byLevel: [MotCuaDomain.AgencyLevel: MotCuaStore.StatisticsSummary]
  ) -> [LevelSummary] {
    MotCuaDomain.AgencyLevel.allCases.compactMap { level in
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

  /// The same as the agencies were at an instant.
  func reach(
    _ scope: StatisticsScope?,
    asOf instant: Instant,
    _ context: ServerContext
  ) throws(RPCError) -> StatisticsReach {
    try reach(scope, of: context.principal, past: environment.directory(asOf: instant))
  }

  func reach(
    _ scope: StatisticsScope?,
    of principal: Principal,
    past: AgencyDirectory? = nil
  ) throws(RPCError) -> StatisticsReach {
    try StatisticsReach(
      agencyCode: scope?.agencyCode ?? "",
      withSubordinates: scope?.includeSubordinates ?? false,
      level: scope?.level.model,
      isRolledUp: scope?.structure == .rolledUpToPresent,
      principal: principal,
      directory: environment.store.directory,
      past: past
    )
  }
}
