import ArgumentParser
import MotCuaClient
import ProtobufEngine

/// What a snapshot asks, beside its period.
struct SnapshotQuestion: ParsableArguments {
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var point: PointOptions
  @OptionGroup var part: DossierPartOptions
  @Option(help: "Kỳ để so sánh, với summary và levels.") var compare: PeriodArgument?
  @Flag(help: "Kèm kỳ liền trước, với query.") var previous = false
  @Option(
    help: """
      Tỷ lệ hoặc số đếm để xếp hạng, hoặc tên cột của CSV; với ranking, mặc định online-of-level34.
      """
  )
  var measure: RankingArgument?
  @Option(help: "Biểu mẫu, với report.") var form: FormArgument?
  @Option(help: "Nhóm theo, với query.") var groupBy: Choice<StatisticsDimension>?
  @Option(help: "Chia kỳ theo, với query.") var interval: Choice<StatisticsInterval>?
  @Option(help: "Mã hoặc họ tên người đứng đầu, với scorecard.") var head: String?
  @Option(help: "Mã cán bộ, với scorecard.") var officer: String?
  @Option(help: "Đếm vi phạm theo, với violations; mặc định agency.")
  var violationsBy: Choice<ViolationGrouping>?

  /// Refuses what a query needs and does not have.
  func validate(for query: SnapshotQuery) throws {
    guard query != .report || form != nil else { throw ValidationError("Phải có --form.") }
    let subjects = [scope.agency, head, officer].compactMap { $0 }
    guard query != .scorecard || subjects.count == 1 else {
      throw ValidationError("Phải có đúng một trong --agency, --head và --officer.")
    }
    try refuseUnasked(query)
  }

  /// Refuses what the query has no place for: a snapshot is never changed, and would have frozen the
  /// answer to another question.
  private func refuseUnasked(_ query: SnapshotQuery) throws {
    for (option, isGiven, queries) in taken where isGiven && !queries.contains(query) {
      throw ValidationError("\(option) không áp dụng cho số liệu này.")
    }
  }

  /// Each option, whether it is given, and which queries take it.
  private var taken: [(option: String, isGiven: Bool, queries: Set<SnapshotQuery>)] {
    let isOfAgencies = scope.agency != nil || scope.subordinates
    let hasLevel = part.serviceLevel != nil || part.withoutServiceLevel
    let counted: Set<SnapshotQuery> = [.summary, .daily, .serviceIndex, .report, .query]
    return [
      (
        "--structure", scope.structure.value != .asItWas,
        [.summary, .ranking, .daily, .report, .query]
      ),
      ("--agency, --subordinates", isOfAgencies, counted.union([.scorecard, .violations])),
      ("--level", scope.level != nil, counted.union([.ranking])),
      (
        "--known-at", point.knownAt != 0,
        counted.union([.ranking, .targetProgress, .levels, .scorecard])
      ),
      (
        "--as-of", point.asOf != nil, counted.union([.ranking, .levels, .scorecard, .violations])
      ),
      ("--sector", part.sector != nil, [.query]),
      ("--procedure", part.procedure != nil, [.query, .violations]),
      ("--channel", part.channel != nil, [.query]),
      ("--service-level, --without-service-level", hasLevel, [.query]),
      ("--measure", measure != nil, [.ranking]),
      ("--violations-by", violationsBy != nil, [.violations]),
      ("--compare", compare != nil, [.summary, .levels]),
      ("--previous", previous, [.query]),
      ("--form", form != nil, [.report]),
      ("--group-by, --interval", groupBy != nil || interval != nil, [.query]),
      ("--head, --officer", head != nil || officer != nil, [.scorecard]),
    ]
  }

  /// The request of the method that is frozen, encoded.
  func request(
    _ query: SnapshotQuery,
    _ span: Period?,
    _ client: MotCuaClient
  ) async throws -> [UInt8] {
    let before = try await compare.period(client)
    return switch query {
    case .summary: try summary(span, before).serialized()
    case .ranking: try ranking(span).serialized()
    case .daily: try daily(span).serialized()
    case .targetProgress:
      try GetTargetProgressRequest(pageSize: Self.pageSize, knownAt: point.knownAt).serialized()
    case .serviceIndex: try index(span).serialized()
    case .levels:
      try CompareLevelsRequest(
        period: span,
        compareWith: before,
        asOf: point.asOf?.message,
        knownAt: point.knownAt
      ).serialized()
    case .report: try report(span).serialized()
    case .query: try figures(span).serialized()
    case .scorecard:
      try card(span, head: try await HeadName.code(of: head ?? "", client)).serialized()
    case .violations: try violations(span).serialized()
    case .unspecified, .unrecognized: []
    }
  }

  private static let pageSize: Int32 = 500

  private func summary(_ span: Period?, _ before: Period?) -> GetSummaryRequest {
    GetSummaryRequest(
      period: span,
      compareWith: before,
      scope: scope.scope,
      asOf: point.asOf?.message,
      knownAt: point.knownAt
    )
  }

  private func ranking(_ span: Period?) -> RankAgenciesRequest {
    let measure = measure ?? .measure(.onlineOfLevel34)
    return RankAgenciesRequest(
      period: span,
      measure: measure.measure,
      level: scope.level?.value ?? .unspecified,
      pageSize: Self.pageSize,
      structure: scope.structure.value,
      asOf: point.asOf?.message,
      knownAt: point.knownAt,
      figure: measure.figure
    )
  }

  private func daily(_ span: Period?) -> QueryDailyRequest {
    QueryDailyRequest(
      period: span,
      scope: scope.scope,
      asOf: point.asOf?.message,
      knownAt: point.knownAt
    )
  }

  private func index(_ span: Period?) -> GetServiceIndexRequest {
    GetServiceIndexRequest(
      period: span,
      agencyCode: scope.agency ?? "",
      includeSubordinates: scope.subordinates,
      level: scope.level?.value ?? .unspecified,
      asOf: point.asOf?.message,
      knownAt: point.knownAt
    )
  }

  private func report(_ span: Period?) -> GetReportRequest {
    GetReportRequest(
      form: form?.form ?? .unspecified,
      period: span,
      asOf: point.asOf?.message,
      knownAt: point.knownAt,
      agencyCode: scope.agency ?? "",
      includeSubordinates: scope.subordinates,
      level: scope.level?.value ?? .unspecified,
      structure: scope.structure.value
    )
  }

  private func figures(_ span: Period?) -> QueryStatisticsRequest {
    QueryStatisticsRequest(
      period: span,
      asOf: point.asOf?.message,
      knownAt: point.knownAt,
      agencyCode: scope.agency ?? "",
      includeSubordinates: scope.subordinates,
      level: scope.level?.value ?? .unspecified,
      sectorCode: part.sector ?? "",
      procedureCode: part.procedure ?? "",
      channel: part.channel?.value ?? .unspecified,
      serviceLevel: part.serviceLevel?.value ?? .unspecified,
      groupBy: groupBy?.value ?? .unspecified,
      interval: interval?.value ?? .unspecified,
      withPrevious: previous,
      pageSize: Self.pageSize,
      structure: scope.structure.value,
      withoutServiceLevel: part.withoutServiceLevel
    )
  }

  private func card(_ span: Period?, head: String) -> GetScorecardRequest {
    GetScorecardRequest(
      period: span,
      agencyCode: scope.agency ?? "",
      includeSubordinates: scope.subordinates,
      headCode: head,
      officerCode: officer ?? "",
      asOf: point.asOf?.message,
      knownAt: point.knownAt
    )
  }

  private func violations(_ span: Period?) -> CountViolationsRequest {
    CountViolationsRequest(
      filter: ViolationFilter(
        period: span,
        agencyCode: scope.agency ?? "",
        includeSubordinates: scope.subordinates,
        procedureCode: part.procedure ?? "",
        asOf: point.asOf?.message
      ),
      groupBy: violationsBy?.value ?? .agency,
      pageSize: Self.pageSize
    )
  }
}
