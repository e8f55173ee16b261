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
    let asOf = try FieldReader.readOptional { $0.date(request.asOf, "as_of") }
    let day = asOf ?? environment.today
    let reach = try StatisticsReach(
      agencyCode: request.agencyCode,
      withSubordinates: request.includeSubordinates,
      level: request.level.model,
      principal: context.principal,
      directory: environment.store.directory
    )
    let gaps: [Gap]
    if request.kind == .agencyBelowTarget {
      gaps = try await agenciesBelowTarget(request.targetCode, reach, day, context)
    } else {
      gaps = GapSearch(
        catalogue: environment.store.catalogue,
        directory: environment.store.directory,
        agencies: reach.codes,
        day: day
      )
      .gaps(request.kind)
    }
    // Two components of one name would share a key, and the second would be lost between pages.
    let numbered = gaps.enumerated().map { (offset: $0.offset, gap: $0.element) }
    let page = try window.page(of: numbered) { entry in
      withUnsafeBytes(of: Int64(entry.offset).bigEndian) { entry.gap.key + [0] + Array($0) }
    }
    return ListGapsResponse(
      gaps: page.items.map(\.gap),
      totalSize: Int64(gaps.count),
      nextPageToken: page.nextToken
    )
  }

  /// The agencies that miss a target on rates of dossiers, each by its own dossiers.
  private func agenciesBelowTarget(
    _ code: String,
    _ reach: StatisticsReach,
    _ day: CivilDate,
    _ context: ServerContext
  ) async throws -> [Gap] {
    let targets = try await targets(context).filter { code.isEmpty || $0.code == code }
    guard code.isEmpty || !targets.isEmpty else {
      throw StoreError.notFound(.committee(.target, code))
    }
    var gaps: [Gap] = []
    for target in targets { gaps += try await missing(target, reach, day, context) }
    return gaps.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  private func missing(
    _ target: Target,
    _ reach: StatisticsReach,
    _ day: CivilDate,
    _ context: ServerContext
  ) async throws -> [Gap] {
    guard case .dossiers(let name) = TargetMetric(target.metric),
      let from = target.from.flatMap({ CivilDate($0) }),
      let deadline = target.deadline.flatMap({ CivilDate($0) }),
      let period = ReportPeriod(from: from, to: min(day, deadline))
    else { return [] }
    let bound = try StatisticsReach(
      agencyCode: target.agencyCode,
      withSubordinates: target.includeSubordinates,
      level: target.level.model,
      principal: context.principal,
      directory: environment.store.directory
    )
    let span = StatisticsSpan(period, now: environment.clock.now())
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
