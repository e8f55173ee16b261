import ArgumentParser
import MotCuaClient
import ProtobufEngine

/// What a snapshot asks, beside its period.
struct SnapshotQuestion: ParsableArguments {
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var point: PointOptions
  @Option(help: "Tỷ lệ hoặc số đếm để xếp hạng; với ranking.")
  var measure = Choice(RankingMeasure.onlineOfLevel34)
  @Option(help: "Biểu mẫu, với report.") var form: FormArgument?
  @Option(help: "Nhóm theo, với query.") var groupBy: Choice<StatisticsDimension>?
  @Option(help: "Chia kỳ theo, với query.") var interval: Choice<StatisticsInterval>?
  @Option(help: "Mã người đứng đầu, với scorecard.") var head: String?
  @Option(help: "Mã cán bộ, với scorecard.") var officer: String?
  @Option(help: "Đếm vi phạm theo, với violations.") var violationsBy = Choice(
    ViolationGrouping.agency
  )

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
    let given: [(option: String, isGiven: Bool, unasked: [SnapshotQuery])] = [
      (
        "--structure", scope.structure.value != .asItWas,
        [.targetProgress, .levels, .serviceIndex, .scorecard, .violations]
      ),
      (
        "--agency, --subordinates", scope.agency != nil || scope.subordinates,
        [.targetProgress, .levels, .ranking]
      ),
      ("--level", scope.level != nil, [.targetProgress, .levels, .scorecard, .violations]),
      ("--known-at", point.knownAt != 0, [.violations]),
      ("--as-of", point.asOf != nil, [.targetProgress]),
    ]
    for (option, isGiven, unasked) in given where isGiven && unasked.contains(query) {
      throw ValidationError("\(option) không áp dụng cho số liệu này.")
    }
  }

  /// The request of the method that is frozen, encoded.
  func request(_ query: SnapshotQuery, _ span: Period?) throws -> [UInt8] {
    switch query {
    case .summary: try summary(span).serialized()
    case .ranking: try ranking(span).serialized()
    case .daily: try daily(span).serialized()
    case .targetProgress:
      try GetTargetProgressRequest(pageSize: Self.pageSize, knownAt: point.knownAt).serialized()
    case .serviceIndex: try index(span).serialized()
    case .levels:
      try CompareLevelsRequest(
        period: span,
        asOf: point.asOf?.message,
        knownAt: point.knownAt
      ).serialized()
    case .report: try report(span).serialized()
    case .query: try figures(span).serialized()
    case .scorecard: try card(span).serialized()
    case .violations: try violations(span).serialized()
    case .unspecified, .unrecognized: []
    }
  }

  private static let pageSize: Int32 = 500

  private func summary(_ span: Period?) -> GetSummaryRequest {
    GetSummaryRequest(
      period: span,
      scope: scope.scope,
      asOf: point.asOf?.message,
      knownAt: point.knownAt
    )
  }

  private func ranking(_ span: Period?) -> RankAgenciesRequest {
    RankAgenciesRequest(
      period: span,
      measure: measure.value,
      level: scope.level?.value ?? .unspecified,
      pageSize: Self.pageSize,
      structure: scope.structure.value,
      asOf: point.asOf?.message,
      knownAt: point.knownAt
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
      groupBy: groupBy?.value ?? .unspecified,
      interval: interval?.value ?? .unspecified,
      pageSize: Self.pageSize,
      structure: scope.structure.value
    )
  }

  private func card(_ span: Period?) -> GetScorecardRequest {
    GetScorecardRequest(
      period: span,
      agencyCode: scope.agency ?? "",
      includeSubordinates: scope.subordinates,
      headCode: head ?? "",
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
        asOf: point.asOf?.message
      ),
      groupBy: violationsBy.value,
      pageSize: Self.pageSize
    )
  }
}
