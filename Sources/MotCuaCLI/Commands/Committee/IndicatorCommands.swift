import ArgumentParser
import MotCuaClient

struct StatsIndicatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "indicator",
    "Số liệu do người báo cáo: tập huấn, màn hình, máy quét, tình nguyện viên, tài khoản…",
    en: "Figures that people report: trainings, screens, scanners, volunteers, accounts…",
    example: "motcua stats indicator list --kind trainings",
    subcommands: [IndicatorListCommand.self, IndicatorRecordCommand.self]
  )
}

struct IndicatorListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê số liệu báo cáo.",
    en: "Lists reported figures.",
    example: "motcua stats indicator list --period 2020-08 --superseded"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Loại số liệu.") var kind: Choice<IndicatorKind>?
  @Option(help: "Mã cơ quan.") var agency: String?
  @Option(help: "Kỳ.") var period: PeriodArgument?
  @Flag(help: "Kể cả số đã được sửa.") var superseded = false

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.period(client)
      let request = ListIndicatorsRequest(
        kind: kind?.value ?? .unspecified,
        agencyCode: agency ?? "",
        period: period,
        includeSuperseded: superseded,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.statistics.allIndicators(request))
      try session.printer.list(rows, Columns.indicator)
    }
  }
}

struct IndicatorRecordCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "record",
    "Ghi một số liệu, hoặc sửa số đã ghi; số cũ được giữ lại.",
    en: "Records a figure, or corrects one; the earlier entry is kept.",
    example: "motcua stats indicator record trainings 3 --agency 000.00.00.H10"
      + " --period 2020-05-22..2020-08-31 --unit đợt --source 'Báo cáo 55/BC-STTTT'"
      + " --reported-on 2020-08-31"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Loại số liệu.") var kind: Choice<IndicatorKind>
  @Argument(help: "Số.") var value: Int64
  @Option(help: "Trên tổng số này.") var total: Int64 = 0
  @Option(help: "Mã cơ quan.") var agency: String
  @Option(help: "Kỳ.") var period: PeriodArgument
  @Option(help: "Đơn vị tính.") var unit: String
  @Option(help: "Nguồn: ai, văn bản nào báo cáo.") var source: String
  @Option(help: "Ngày báo cáo.") var reportedOn: DayArgument
  @Option(help: "Ghi chú, lý do sửa.") var note: String?

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.days(client)
      let indicator = Indicator(
        kind: kind.value,
        agencyCode: agency,
        period: Period(period),
        value: value,
        total: total,
        unit: unit,
        source: source,
        reportedOn: reportedOn.message,
        note: note ?? ""
      )
      let recorded = try await client.statistics.recordIndicator(
        RecordIndicatorRequest(
          indicator: indicator,
          etag: change.expected,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(recorded, Columns.indicator)
    }
  }
}
