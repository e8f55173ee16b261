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
      StatsViolationsCommand.self, StatsMonthsCommand.self, StatsLevelsCommand.self,
      StatsTargetCommand.self,
      StatsIndicatorCommand.self, StatsDirectiveCommand.self, StatsIndexCommand.self,
      StatsScorecardCommand.self, StatsGapsCommand.self, StatsSnapshotCommand.self,
      StatsQueryCommand.self, StatsOverdueCommand.self, StatsExplainCommand.self,
      StatsDossiersCommand.self, StatsPolicyCommand.self,
    ]
  )
}

/// Which agencies are counted.
struct ScopeOptions: ParsableArguments {
  @Option(help: "Mã cơ quan.") var agency: String?
  @Flag(help: "Kể cả cơ quan trực thuộc.") var subordinates = false
  @Option(help: "Cấp hành chính.") var level: Choice<AgencyLevel>?
  @Option(help: "Số liệu của cơ quan đã sắp xếp lại: theo lúc đó, hay gộp về cơ quan hiện nay.")
  var structure = Choice(StatisticsStructure.asItWas)

  /// Refuses a structure where what is counted has none to choose.
  func refuseStructure() throws {
    guard structure.value == .asItWas else {
      throw ValidationError("--structure không áp dụng cho lệnh này.")
    }
  }

  /// The scope in the contract's terms; nil for everything the caller may see.
  var scope: StatisticsScope? {
    guard agency != nil || level != nil || structure.value != .asItWas else { return nil }
    return StatisticsScope(
      agencyCode: agency ?? "",
      includeSubordinates: subordinates,
      level: level?.value ?? .unspecified,
      structure: structure.value
    )
  }
}

/// At which point of both axes of time figures are counted.
struct PointOptions: ParsableArguments {
  @Option(help: "Chốt tại thời điểm hoặc hết ngày này.") var asOf: AsOfArgument?
  @Option(help: "Theo những gì đã nhập đến vị trí này.") var knownAt: Int64 = 0
}

/// Up to when targets and reports of people count, which have no position.
struct RecordedOptions: ParsableArguments {
  @Option(help: "Chỉ tiêu và số liệu báo cáo đã ghi đến thời điểm hoặc hết ngày này.")
  var recordedBy: AsOfArgument?
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
  @OptionGroup var point: PointOptions

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.days(client)
      let compare = try await self.compare.period(client)
      let answer = try await client.statistics.getSummary(
        GetSummaryRequest(
          period: Period(period),
          compareWith: compare,
          scope: scope.scope,
          asOf: point.asOf?.message,
          knownAt: point.knownAt
        )
      )
      try SummaryReport(session, answer).write()
    }
  }
}

struct StatsRankingCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "ranking",
    "Xếp hạng cơ quan theo một tỷ lệ hay một số đếm, vẽ thành thanh bằng --plot.",
    en: "Ranks agencies by a rate or a count, as bars with --plot.",
    example: "motcua stats ranking --period 2020-05-22..2020-08-06 --measure online-of-level34"
      + " --plot --target 20"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @OptionGroup var drawing: PlotOptions
  @Option(help: "Kỳ.") var period: PeriodArgument
  @Option(
    name: [.long, .customLong("by")],
    help: "Tỷ lệ hoặc số đếm để xếp hạng, hoặc tên cột của CSV."
  )
  var measure = RankingArgument.measure(.onlineOfLevel34)
  @Option(help: "Cấp hành chính.") var level: Choice<AgencyLevel>?
  @Flag(help: "Thấp nhất trước.") var ascending = false
  @Option(help: "Chỉ cơ quan dưới mức này, phần trăm, ví dụ 20 hoặc 12.5.") var below: Double?
  @Option(help: "Mẫu số tối thiểu; với số đếm là số tối thiểu.") var minDenominator: Int64 = 0
  @Option(help: "Số liệu của cơ quan đã sắp xếp lại: theo lúc đó, hay gộp về cơ quan hiện nay.")
  var structure = Choice(StatisticsStructure.asItWas)
  @Option(help: "Vạch chỉ tiêu trong biểu đồ, phần trăm, ví dụ 20.") var target: Double?
  @OptionGroup var point: PointOptions

  func validate() throws {
    guard target.map({ (0...100).contains($0) }) ?? true else {
      throw ValidationError("--target từ 0 đến 100.")
    }
    guard below.map({ (0...100).contains($0) }) ?? true else {
      throw ValidationError("--below từ 0 đến 100.")
    }
    guard measure.isRate || (below == nil && target == nil) else {
      throw ValidationError("--below và --target chỉ dùng với một tỷ lệ.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.days(client)
      let request = RankAgenciesRequest(
        period: Period(period),
        measure: measure.measure,
        level: level?.value ?? .unspecified,
        ascending: ascending,
        belowBasisPoints: Int32(((below ?? 0) * 100).rounded()),
        minDenominator: minDenominator,
        pageSize: paging.pageSize,
        structure: structure.value,
        asOf: point.asOf?.message,
        knownAt: point.knownAt,
        figure: measure.figure
      )
      let rows = try await paging.rows(of: client.statistics.allRanks(request))
      guard drawing.plot, session.printer.format == .table else {
        let columns = measure.isRate ? Columns.rank : Columns.rankByCount
        return try session.printer.list(rows, columns)
      }
      let language = session.language
      try StatsPlots.bars(
        rows,
        measure.title(language) + ", " + RateText.span(period, language),
        target: target.map { Int64(($0 * 100).rounded()) },
        drawing,
        session
      )
    }
  }
}

struct StatsDailyCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "daily",
    "Số liệu từng ngày, vẽ thành dải màu bằng --plot.",
    en: "Counts day by day, as a heat strip with --plot.",
    example: "motcua stats daily --period 2020-08-01..2020-08-06 -o csv"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var drawing: PlotOptions
  @Option(help: "Kỳ.") var period: PeriodArgument
  @Option(help: "Số liệu trong biểu đồ, theo tên cột của CSV.") var measure = "received"
  @OptionGroup var point: PointOptions

  func validate() throws {
    guard Measures.dossierCounts.contains(where: { $0.key == measure }) else {
      throw ValidationError("--measure không phải tên cột của CSV.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.days(client)
      let answer = try await client.statistics.queryDaily(
        QueryDailyRequest(
          period: Period(period),
          scope: scope.scope,
          asOf: point.asOf?.message,
          knownAt: point.knownAt
        )
      )
      if drawing.plot, session.printer.format == .table,
        let chosen = Measures.dossierCounts.first(where: { $0.key == measure })
      {
        let title = chosen.title(session.language).drop { $0 == " " }
        return try StatsPlots.heat(
          answer.days,
          chosen,
          title + ", " + RateText.span(period, session.language),
          drawing,
          session
        )
      }
      try session.printer.list(answer.days, Columns.daily)
    }
  }
}
