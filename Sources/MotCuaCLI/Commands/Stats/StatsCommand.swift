import ArgumentParser
import MotCuaClient

struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "stats",
    "Thống kê.",
    en: "Statistics.",
    example: "motcua stats summary --period 2020-05-22..2020-08-06"
      + " --compare 2020-01-01..2020-05-21",
    subcommands: [
      StatsSummaryCommand.self, StatsRankingCommand.self, StatsDailyCommand.self,
      StatsQueryCommand.self, StatsOverdueCommand.self, StatsExplainCommand.self,
      StatsDossiersCommand.self,
    ]
  )
}

/// Which agencies are counted.
struct ScopeOptions: ParsableArguments {
  @Option(help: "Mã cơ quan.") var agency: String?
  @Flag(help: "Kể cả cơ quan trực thuộc.") var subordinates = false
  @Option(help: "Cấp hành chính.") var level: Choice<AgencyLevel>?

  /// The scope in the contract's terms; nil for everything the caller may see.
  var scope: StatisticsScope? {
    guard agency != nil || level != nil else { return nil }
    return StatisticsScope(
      agencyCode: agency ?? "",
      includeSubordinates: subordinates,
      level: level?.value ?? .unspecified
    )
  }
}

struct StatsSummaryCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "summary",
    "Tổng hợp một kỳ, có thể so với kỳ khác.",
    en: "Summarises a period, beside another one if asked.",
    example: "motcua stats summary --period 2020-05-22..2020-08-06"
      + " --compare 2020-01-01..2020-05-21"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scope: ScopeOptions
  @Option(help: "Kỳ: TỪ..ĐẾN, một ngày, một tháng (2020-08) hoặc một năm (2020).")
  var period: PeriodArgument
  @Option(help: "Kỳ để so sánh.") var compare: PeriodArgument?

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.statistics.getSummary(
        GetSummaryRequest(
          period: Period(period),
          compareWith: compare.map { Period($0) },
          scope: scope.scope
        )
      )
      try SummaryReport(session, isWhole: scope.scope == nil).write(answer)
    }
  }
}

struct StatsRankingCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "ranking",
    "Xếp hạng cơ quan theo một chỉ tiêu.",
    en: "Ranks agencies by a measure.",
    example: "motcua stats ranking --period 2020-05-22..2020-08-06 --measure online-of-level34"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Kỳ.") var period: PeriodArgument
  @Option(help: "Chỉ tiêu.") var measure = Choice(RankingMeasure.onlineOfLevel34)
  @Option(help: "Cấp hành chính.") var level: Choice<AgencyLevel>?
  @Flag(help: "Thấp nhất trước.") var ascending = false
  @Option(help: "Chỉ cơ quan dưới mức này, phần trăm, ví dụ 20 hoặc 12.5.") var below: Double?
  @Option(help: "Mẫu số tối thiểu.") var minDenominator: Int64 = 0

  func validate() throws {
    guard below.map({ (0...100).contains($0) }) ?? true else {
      throw ValidationError("--below từ 0 đến 100.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let request = RankAgenciesRequest(
        period: Period(period),
        measure: measure.value,
        level: level?.value ?? .unspecified,
        ascending: ascending,
        belowBasisPoints: Int32(((below ?? 0) * 100).rounded()),
        minDenominator: minDenominator,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.statistics.allRanks(request))
      try session.printer.list(rows, Columns.rank)
    }
  }
}

struct StatsDailyCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "daily",
    "Số liệu từng ngày.",
    en: "Counts day by day.",
    example: "motcua stats daily --period 2020-08-01..2020-08-06 -o csv"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scope: ScopeOptions
  @Option(help: "Kỳ.") var period: PeriodArgument

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.statistics.queryDaily(
        QueryDailyRequest(period: Period(period), scope: scope.scope)
      )
      try session.printer.list(answer.days, Columns.daily)
    }
  }
}
