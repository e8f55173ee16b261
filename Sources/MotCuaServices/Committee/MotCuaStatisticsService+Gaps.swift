package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension ListGapsRequest: PagedRequest {}

extension MotCuaStatisticsService {
  /// Lists what hinders online service in the caller's scope.
  package func listGaps(
    _ request: ListGapsRequest,
    context: ServerContext
  ) async throws -> ListGapsResponse {
    let window = try environment.window(request, context)
    let place = try PinnedPlace(window)
    let asked = try FieldReader.readOptional { $0.date(request.asOf, "as_of") }
    let recorded = try environment.recordedTime(
      day: asked,
      knownAt: request.knownAt,
      recordedBy: request.recordedBy,
      place
    )
    let time = recorded.time
    let past = environment.directory(asOf: time.asOf)
    let reach = try StatisticsReach(
      agencyCode: request.agencyCode,
      withSubordinates: request.includeSubordinates,
      level: request.level.model,
      principal: context.principal,
      directory: environment.store.directory,
      past: past
    )
    let gaps: [Gap]
    var targets: [Target] = []
    if request.kind == .agencyBelowTarget {
      targets = try await self.targets(request, recorded, context)
      gaps = try await agencies(below: targets, reach, time, context)
    } else {
      gaps = GapSearch(
        catalogue: try await environment.catalogue(asOf: time.asOf),
        directory: past,
        agencies: reach.codes,
        day: asked.map { max($0, time.asOf.ictDate) } ?? time.asOf.ictDate
      )
      .gaps(request.kind)
    }
    let page = PinnedPlace.page(
      of: gaps,
      from: place?.offset ?? 0,
      at: time,
      beside: recorded.recordedBy.milliseconds,
      window
    )
    return ListGapsResponse(
      gaps: Array(page.items),
      totalSize: Int64(gaps.count),
      nextPageToken: page.nextToken,
      asOf: time.asOf.timestamp,
      knownAt: time.knownAt ?? 0,
      recordedBy: time.asOf.timestamp(orLater: targets.map(\.setAt))
    )
  }

  /// The targets that agencies are held against.
  private func targets(
    _ request: ListGapsRequest,
    _ recorded: RecordedTime,
    _ context: ServerContext
  ) async throws -> [Target] {
    let code = request.targetCode
    let targets = try await targets(context, asOf: recorded.time.asOf, laterBy: recorded.later)
      .filter { code.isEmpty || $0.code == code }
    guard code.isEmpty || !targets.isEmpty else {
      throw StoreError.notFound(.committee(.target, code))
    }
    if !code.isEmpty, let named = targets.first, !named.isOfDossiers {
      throw RPCError.invalidField("target_code", "The target is not on a rate of dossiers.")
    }
    return targets
  }

  /// The agencies that miss a target on rates of dossiers, each by its own dossiers.
  private func agencies(
    below targets: [Target],
    _ reach: StatisticsReach,
    _ time: FigureTime,
    _ context: ServerContext
  ) async throws -> [Gap] {
    var gaps: [Gap] = []
    for target in targets { gaps += try await missing(target, reach, time, context) }
    return gaps.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  private func missing(
    _ target: Target,
    _ reach: StatisticsReach,
    _ time: FigureTime,
    _ context: ServerContext
  ) async throws -> [Gap] {
    guard case .dossiers(let name) = TargetMetric(target.metric),
      let from = target.from.flatMap({ CivilDate($0) }),
      let deadline = target.deadline.flatMap({ CivilDate($0) }),
      let period = ReportPeriod(from: from, to: min(time.asOf.ictDate, deadline))
    else { return [] }
    let bound = try self.reach(target, asOf: min(time.asOf, period.end), context)
    let span = StatisticsSpan(period, knownAt: time.knownAt, now: time.asOf)
    let byCode = reach.byCode
    let codes = reach.codes.intersection(bound.codes)
    return try await figures(span, codes, context).figures.compactMap { figure in
      var progress = TargetProgress(rate: TargetMetric.rate(name, figure.summary))
      progress.judge(target)
      guard progress.state == .missed else { return nil }
      return Gap(
        agencyCode: figure.agency.text,
        agencyName: byCode[figure.agency]?.name ?? "",
        part: target.code,
        rate: progress.rate
      )
    }
  }
}

extension Target {
  /// Whether agencies can be judged by it one by one.
  fileprivate var isOfDossiers: Bool {
    if case .dossiers = TargetMetric(metric) { true } else { false }
  }
}
