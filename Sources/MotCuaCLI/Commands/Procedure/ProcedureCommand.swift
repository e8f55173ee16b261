import ArgumentParser
import MotCuaClient

struct ProcedureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "procedure",
    "Thủ tục hành chính.",
    en: "Administrative procedures.",
    example: "motcua procedure search 'khai sinh'",
    subcommands: [
      ProcedureListCommand.self, ProcedureGetCommand.self, ProcedureSearchCommand.self,
      ProcedureGuideCommand.self, ProcedureCreateCommand.self, ProcedureUpdateCommand.self,
      ProcedurePublishCommand.self, ProcedureSuspendCommand.self, ProcedureRepealCommand.self,
      ProcedureRevisionsCommand.self, ProcedureDiffCommand.self, ProcedureLintCommand.self,
      ProcedureGapsCommand.self, ProcedureImportCommand.self, ProcedureExportCommand.self,
      OfferingCommand.self,
    ]
  )
}

struct ProcedureListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê thủ tục.",
    en: "Lists procedures.",
    example: "motcua procedure list --service-level level-4 --agency 000.00.02.H10"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Lĩnh vực: mã hoặc tên.") var sector: String?
  @Option(help: "Cấp có thẩm quyền.") var level: Choice<AgencyLevel>?
  @Option(help: "Mức độ dịch vụ công.") var serviceLevel: Choice<ServiceLevel>?
  @Option(help: "Mã cơ quan thực hiện.") var agency: String?
  @Option(help: "Trạng thái.") var state: Choice<ProcedureState>?
  @Option(help: "Các từ liền nhau trong tên hoặc lĩnh vực; không cần dấu.") var text: String?
  @Option(
    help: """
      Chỉ những thủ tục mà con số này của thống kê đếm; khi đó --agency là phạm vi của con số.
      """
  )
  var figure: Choice<ProcedureFigure>?
  @Option(help: "Con số tại thời điểm hoặc hết ngày này; đi cùng --figure.") var asOf: AsOfArgument?
  @Flag(help: "Cả các cơ quan trực thuộc; đi cùng --figure.") var subordinates = false
  @Option(help: "Chỉ do cơ quan cấp này thực hiện; đi cùng --figure.")
  var agencyLevel: Choice<AgencyLevel>?
  @Flag(help: "Chỉ thủ tục chưa nêu cấp có thẩm quyền; đi cùng --figure.") var withoutLevel = false

  func validate() throws {
    let isOfFigure = asOf != nil || subordinates || agencyLevel != nil || withoutLevel
    guard figure != nil || !isOfFigure else {
      throw ValidationError(
        "--as-of, --subordinates, --agency-level và --without-level đi cùng --figure."
      )
    }
  }

  private var figureFilter: ProcedureFigureFilter? {
    figure.map { figure in
      ProcedureFigureFilter(
        figure: figure.value,
        asOf: asOf?.message,
        agencyCode: agency ?? "",
        includeSubordinates: subordinates,
        level: agencyLevel?.value ?? .unspecified,
        withoutCompetentLevel: withoutLevel
      )
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let request = ListProceduresRequest(
        sector: sector ?? "",
        competentLevel: level?.value ?? .unspecified,
        serviceLevel: serviceLevel?.value ?? .unspecified,
        agencyCode: figure == nil ? agency ?? "" : "",
        state: state?.value ?? .unspecified,
        pageSize: paging.pageSize,
        text: text ?? "",
        figure: figureFilter
      )
      let rows = try await paging.rows(of: client.procedures.allProcedures(request))
      try session.printer.list(rows, Columns.procedure)
    }
  }
}

struct ProcedureGetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "get",
    "Xem một thủ tục.",
    en: "Shows one procedure; -o json shows all its parts.",
    example: "motcua procedure get 1.001193"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã thủ tục.") var code: String
  @Option(help: "Như vào ngày này (YYYY-MM-DD).") var asOf: DayArgument?
  @Option(help: "Phiên bản này.") var revision: Int32 = 0

  func run() async throws {
    try await withServer { session, client in
      let procedure = try await client.procedures.getProcedure(
        GetProcedureRequest(code: code, asOf: asOf?.message, revision: revision)
      )
      try session.printer.one(procedure, Columns.procedure)
      if options.output == .table { try GuideText(session).write(procedure) }
    }
  }
}

struct ProcedureSearchCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "search",
    "Tìm thủ tục theo từ hoặc mã, có dấu hay không dấu.",
    en: "Finds procedures by words or code, with or without diacritics.",
    example: "motcua procedure search dat dai"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Argument(help: "Các từ cần tìm.") var words: [String]

  func run() async throws {
    try await withServer { session, client in
      let request = SearchProceduresRequest(
        query: words.joined(separator: " "),
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.procedures.allMatches(request))
      try session.printer.list(rows, Columns.searchHit)
    }
  }
}
