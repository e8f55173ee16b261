import MotCuaClient
import MotCuaDomain
import RPCMessages

/// Everything that the steering committee's report of a fortnight holds.
struct FortnightReport: Sendable {
  /// More agencies than these are shown as the first and the last half of them.
  static let ranksMax = 30
  static let gapsMax = 30
  /// The kinds of gap whose number is told.
  static let gapKinds: [GapKind] = [
    .withoutTemplate, .withoutInternalStep, .withoutAssignee, .withoutAccount, .paperAfterOnline,
  ]

  /// The day of the meeting.
  let meeting: CivilDate
  /// Tasks that the last meeting set or that are not done.
  var directives: [Directive] = []
  /// The fortnight before the meeting beside the one before it.
  var summary = GetSummaryResponse()
  /// Agencies by their online share.
  var ranks: [AgencyRank] = []
  /// Each day of the months before the meeting.
  var days: [DailyCounts] = []
  /// The levels of government.
  var levels: [LevelComparison] = []
  /// The targets.
  var progress: [TargetProgress] = []
  /// The first agencies that miss a target, and how many there are.
  var below: [Gap] = []
  /// How many miss a target.
  var belowCount: Int64 = 0
  /// What people reported.
  var indicators: [Indicator] = []
  /// How many gaps of each kind there are.
  var gapCounts: [(kind: GapKind, count: Int64)] = []
  /// Violations of the rules about paper in the fortnight, by agency.
  var violations: [ViolationGroup] = []
  /// Up to when targets and what people reported count.
  var recordedBy: GoogleProtobuf.Timestamp?
  /// The smallest and the greatest commit position that the parts were counted at.
  var positions: (Int64, Int64) = (0, 0)

  /// The fourteen days before the meeting.
  var fortnight: (from: CivilDate, to: CivilDate) {
    (meeting.addingDays(-14), meeting.addingDays(-1))
  }

  /// The first day of the month eleven months before that of the last day.
  var monthsFrom: CivilDate {
    let last = fortnight.to
    return last.addingDays(1 - last.day).addingMonths(-11)
  }

  /// Twelve weeks to the last day.
  var weeksFrom: CivilDate { fortnight.to.addingDays(-83) }
}

extension FortnightReport {
  /// Asks the server for everything.
  static func fetch(_ meeting: CivilDate, _ client: MotCuaClient) async throws -> FortnightReport {
    var report = FortnightReport(meeting: meeting)
    let days = report.fortnight
    let period = span(days.from, days.to)
    let statistics = client.statistics
    let all = try await statistics.allDirectives(
      ListDirectivesRequest(asOf: Date(meeting), pageSize: 500)
    )
    .prefix(.max)
    report.directives = all.filter { report.isDiscussed($0) }
    report.summary = try await statistics.getSummary(
      GetSummaryRequest(
        period: period,
        compareWith: span(days.from.addingDays(-14), days.from.addingDays(-1))
      )
    )
    // What can be asked as of a position is: the page can be made again from its foot.
    let knownAt = report.summary.current?.knownAt ?? 0
    report.ranks = try await statistics.allRanks(
      RankAgenciesRequest(
        period: period,
        measure: .onlineOfLevel34,
        pageSize: 500,
        knownAt: knownAt
      )
    )
    .prefix(.max)
    let daily = try await statistics.queryDaily(
      QueryDailyRequest(period: span(report.monthsFrom, days.to), knownAt: knownAt)
    )
    report.days = daily.days
    let levels = try await statistics.compareLevels(
      CompareLevelsRequest(period: period, knownAt: knownAt)
    )
    report.levels = levels.levels
    try await report.fetchFollowUp(client, knownAt)
    // The rest is counted as of its own call: the last position is one that nothing was behind.
    let last = try await statistics.getSummary(GetSummaryRequest(period: period))
    report.positions = (knownAt, max(levels.knownAt, last.current?.knownAt ?? 0))
    return report
  }

  private mutating func fetchFollowUp(_ client: MotCuaClient, _ knownAt: Int64) async throws {
    let last = Date(fortnight.to)
    let statistics = client.statistics
    try await fetchTargets(client, knownAt)
    let missed = try await statistics.listGaps(
      ListGapsRequest(
        kind: .agencyBelowTarget,
        asOf: last,
        pageSize: Int32(Self.gapsMax),
        knownAt: knownAt,
        recordedBy: recordedBy
      )
    )
    below = missed.gaps
    belowCount = missed.totalSize
    indicators = try await statistics.allIndicators(
      ListIndicatorsRequest(period: Self.span(fortnight.from, fortnight.to), pageSize: 500)
    )
    .prefix(.max)
    violations = try await statistics.allViolationGroups(
      CountViolationsRequest(
        filter: ViolationFilter(period: Self.span(fortnight.from, fortnight.to)),
        groupBy: .agency,
        pageSize: 500
      )
    )
    .prefix(.max)
    for kind in Self.gapKinds {
      let gaps = try await statistics.listGaps(
        ListGapsRequest(kind: kind, asOf: last, pageSize: 1)
      )
      gapCounts.append((kind, gaps.totalSize))
    }
  }

  /// Asks how far the targets have come, and up to when what counts there was recorded.
  private mutating func fetchTargets(_ client: MotCuaClient, _ knownAt: Int64) async throws {
    var request = GetTargetProgressRequest(
      asOf: Date(fortnight.to),
      pageSize: 500,
      knownAt: knownAt
    )
    repeat {
      let page = try await client.statistics.getTargetProgress(request)
      progress += page.progress
      let times = [recordedBy, page.recordedBy].compactMap { $0 }
      recordedBy = times.max { ($0.seconds, $0.nanos) < ($1.seconds, $1.nanos) }
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
  }

  /// Set since the last meeting, or not done.
  private func isDiscussed(_ directive: Directive) -> Bool {
    if directive.state != .done { return true }
    return (directive.documentDate?.civil).map { $0 >= fortnight.from } ?? false
  }

  private static func span(_ from: CivilDate, _ to: CivilDate) -> Period {
    Period(from: Date(from), to: Date(to))
  }
}
