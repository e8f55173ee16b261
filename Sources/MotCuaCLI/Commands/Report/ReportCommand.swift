import ArgumentParser
import MotCuaClient

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "report",
    "Báo cáo theo biểu mẫu, và báo cáo hai tuần của Ban Chỉ đạo.",
    en: "Reports in the forms of the regulations, and the steering committee's of a fortnight.",
    example: "motcua report II.06a --period 2020-08",
    subcommands: [
      ReportSectorsCommand.self, ReportAgenciesCommand.self, ReportProceduresCommand.self,
      ReportSuccessorCommand.self, ReportFortnightCommand.self,
    ]
  )
}

/// What every report is asked by.
struct ReportOptions: ParsableArguments {
  @OptionGroup var scope: ScopeOptions
  @Option(
    help: """
      Kỳ, ví dụ 2020-08, 2020-Q3, TỪ..ĐẾN hoặc fortnight:2020-08-06 (hai tuần theo quy \
      định của tỉnh; đếm từ thứ Hai khác thì viết fortnight:2020-08-06@2020-01-13).
      """
  )
  var period: PeriodArgument
  @Option(help: "Chốt tại thời điểm hoặc hết ngày này.") var asOf: AsOfArgument?
  @Option(help: "Theo những gì đã nhập đến vị trí này; mặc định là mọi thứ.") var knownAt: Int64 = 0

  func request(_ form: ReportForm, _ client: MotCuaClient) async throws -> GetReportRequest {
    GetReportRequest(
      form: form,
      period: Period(try await period.days(client)),
      asOf: asOf?.message,
      knownAt: knownAt,
      agencyCode: scope.agency ?? "",
      includeSubordinates: scope.subordinates,
      level: scope.level?.value ?? .unspecified,
      structure: scope.structure.value
    )
  }
}

struct ReportSectorsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "II.06a",
    "Biểu II.06a/VPCP/KSTT: kết quả giải quyết theo lĩnh vực.",
    en: "Form II.06a/VPCP/KSTT: handling by sector.",
    example: "motcua report II.06a --period 2020-08 -o csv > 06a.csv"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    try await withServer { session, client in
      let request = try await report.request(.ii06a, client)
      try await ReportPrinter(session).write(request, of: client)
    }
  }
}

struct ReportAgenciesCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "II.06b",
    "Biểu II.06b/VPCP/KSTT: kết quả giải quyết theo cơ quan.",
    en: "Form II.06b/VPCP/KSTT: handling by agency.",
    example: "motcua report II.06b --period 2020-Q3 --as-of 2020-09-30"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    try await withServer { session, client in
      let request = try await report.request(.ii06b, client)
      try await ReportPrinter(session).write(request, of: client)
    }
  }
}

struct ReportProceduresCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "II.07b",
    "Biểu II.07b/VPCP/KSTT: thủ tục theo cấp thẩm quyền.",
    en: "Form II.07b/VPCP/KSTT: procedures by competent level.",
    example: "motcua report II.07b --period 2020"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    try await withServer { session, client in
      let request = try await report.request(.ii07b, client)
      try await ReportPrinter(session).write(request, of: client)
    }
  }
}

struct ReportSuccessorCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "07a",
    "Biểu 07a/BTP/KSTT, thay biểu II.06a.",
    en: "Form 07a/BTP/KSTT, the successor of II.06a.",
    example: "motcua report 07a --period 2025-06"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    try await withServer { session, client in
      let request = try await report.request(.btp07a, client)
      try await ReportPrinter(session).write(request, of: client)
    }
  }
}
