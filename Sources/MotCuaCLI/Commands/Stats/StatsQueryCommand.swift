import ArgumentParser
import MotCuaClient

struct StatsQueryCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "query",
    "Số liệu theo nhóm và theo từng phần của kỳ.",
    en: "Counts by groups and parts of a period.",
    example: "motcua stats query --period 2020 --group-by sector --interval fortnight -o csv"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Kỳ.") var period: PeriodArgument
  @Option(help: "Nhóm theo.") var groupBy: Choice<StatisticsDimension>?
  @Option(help: "Chia kỳ theo.") var interval: Choice<StatisticsInterval>?
  @Option(help: "Thứ hai đầu tiên của các kỳ hai tuần; mặc định theo quy định của tỉnh.")
  var anchor: DayArgument?
  @OptionGroup var part: DossierPartOptions
  @Flag(help: "Kèm kỳ liền trước.") var previous = false
  @Option(help: "Chốt tại thời điểm hoặc hết ngày này.") var asOf: AsOfArgument?
  @Option(help: "Theo những gì đã nhập đến vị trí này.") var knownAt: Int64 = 0

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.days(client)
      let request = QueryStatisticsRequest(
        period: Period(period),
        asOf: asOf?.message,
        knownAt: knownAt,
        agencyCode: scope.agency ?? "",
        includeSubordinates: scope.subordinates,
        level: scope.level?.value ?? .unspecified,
        sectorCode: part.sector ?? "",
        procedureCode: part.procedure ?? "",
        channel: part.channel?.value ?? .unspecified,
        serviceLevel: part.serviceLevel?.value ?? .unspecified,
        groupBy: groupBy?.value ?? .unspecified,
        interval: interval?.value ?? .unspecified,
        fortnightAnchor: anchor?.message,
        withPrevious: previous,
        pageSize: paging.pageSize,
        structure: scope.structure.value,
        withoutServiceLevel: part.withoutServiceLevel
      )
      let rows = try await paging.rows(of: client.statistics.allRows(request))
      try session.printer.list(rows, Columns.query)
    }
  }
}

struct StatsOverdueCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "overdue",
    "Danh sách hồ sơ quá hạn, sắp đến hạn.",
    en: "Lists dossiers that are late or soon will be.",
    example: "motcua stats overdue --kind due-soon --within 3 -o csv"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Danh sách.") var kind = Choice(OverdueKind.pending)
  @Option(help: "Kỳ; chỉ cần cho resolved.") var period: PeriodArgument?
  @Option(help: "Với due-soon: hạn trong vòng mấy ngày tới; 0 là hết hôm nay.") var within: Int32 =
    0
  @Option(help: "Chốt tại thời điểm hoặc hết ngày này.") var asOf: AsOfArgument?
  @Option(help: "Theo những gì đã nhập đến vị trí này.") var knownAt: Int64 = 0

  func validate() throws {
    guard kind.value != .resolved || period != nil else {
      throw ValidationError("--kind resolved cần --period.")
    }
    guard kind.value == .dueSoon || within == 0 else {
      throw ValidationError("--within chỉ đi với --kind due-soon.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.period(client)
      let request = ListOverdueRequest(
        kind: kind.value,
        period: period,
        asOf: asOf?.message,
        knownAt: knownAt,
        agencyCode: scope.agency ?? "",
        includeSubordinates: scope.subordinates,
        level: scope.level?.value ?? .unspecified,
        pageSize: paging.pageSize,
        withinDays: within,
        structure: scope.structure.value
      )
      let rows = try await paging.rows(of: client.statistics.allOverdue(request))
      try session.printer.list(rows, Columns.overdue(kind.value))
    }
  }
}
