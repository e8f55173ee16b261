import ArgumentParser
import MotCuaClient

struct AdminCalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "calendar",
    "Lịch làm việc của máy chủ.",
    en: "The server's calendar.",
    example: "motcua admin calendar import lich-2027.tsv",
    subcommands: [
      AdminCalendarImportCommand.self, AdminCalendarShowCommand.self,
      AdminCalendarVersionsCommand.self, AdminCalendarRecomputeCommand.self,
    ]
  )
}

struct AdminCalendarImportCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "import",
    "Nạp lịch của một hay nhiều năm trọn vẹn (TSV: date, kind, name, basis, confidence).",
    en: "Loads the calendar of whole years; one bad row and nothing is loaded.",
    example: "motcua admin calendar import lich-2027.tsv --dry-run"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var source: ImportOptions

  func run() async throws {
    let session = try Session(options)
    let input = try CalendarFile.read(try session.bytes(of: source.file))
    let report = ImportReport(session)
    guard input.faults.isEmpty else {
      try report.rejected(input.faults.map(\.rowError))
      throw ToolError.usage(
        "Lịch có dòng hỏng nên không nạp gì.",
        en: "The calendar has bad rows, so nothing is loaded."
      )
    }
    try await session.withClient { client in
      let answer = try await client.admin.importCalendar(
        ImportCalendarRequest(
          rows: input.rows.map(\.message),
          requestId: source.mutation.identifier,
          validateOnly: source.mutation.dryRun
        )
      )
      let part = ImportReport.Part(
        key: "calendar",
        title: Phrase("lịch", en: "calendar"),
        counts: answer.counts ?? ImportCounts()
      )
      try report.write(answer, [part], errors: answer.errors, isDryRun: source.mutation.dryRun)
      let years = answer.years.map(String.init).joined(separator: ", ")
      try session.note(
        Phrase(
          "Phiên bản lịch \(answer.version); năm đã nạp: \(years).",
          en: "Calendar version \(answer.version); years loaded: \(years)."
        )
      )
    }
  }
}

struct AdminCalendarShowCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "show",
    "Xem lịch một năm.",
    en: "Shows the calendar of a year.",
    example: "motcua admin calendar show 2020"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Năm.") var year: Int32
  @Option(help: "Phiên bản lịch; bỏ trống là phiên bản đang dùng.") var version: Int64 = 0

  func run() async throws {
    try await withServer { session, client in
      let calendar = try await client.admin.getCalendar(
        GetCalendarRequest(year: year, version: version)
      )
      if session.printer.isJSON { return try session.printer.one(calendar, []) }
      try session.printer.list(calendar.days, Columns.calendarDay)
    }
  }
}

struct AdminCalendarVersionsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "versions",
    "Liệt kê các phiên bản lịch, mới nhất trước.",
    en: "Lists the versions of the calendar, the youngest first.",
    example: "motcua admin calendar versions"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions

  func run() async throws {
    try await withServer { session, client in
      let request = ListCalendarVersionsRequest(pageSize: paging.pageSize)
      let rows = try await paging.rows(of: client.admin.allCalendarVersions(request))
      try session.printer.list(rows, Columns.calendarVersion)
    }
  }
}
