import ArgumentParser
import MotCuaClient

/// Which number is meant.
struct FigureOptions: ParsableArguments {
  @Argument(help: "Tên chỉ tiêu, ví dụ resolved_late.") var figure: String
  @OptionGroup var scope: ScopeOptions
  @Option(help: "Biểu mẫu có số này; mặc định là bảng tổng hợp.") var form: FormArgument?
  @Option(help: "Kỳ.") var period: PeriodArgument
  @Option(help: "Chốt tại thời điểm hoặc hết ngày này.") var asOf: AsOfArgument?
  @Option(help: "Theo những gì đã nhập đến vị trí này.") var knownAt: Int64 = 0
  @Option(help: "Mã lĩnh vực; - là không có lĩnh vực.") var sector: String?
  @Option(help: "Mã thủ tục.") var procedure: String?
  @Option(help: "Kênh.") var channel: Choice<Channel>?
  @Option(help: "Mã cán bộ.") var officer: String?

  /// The number in the contract's terms.
  var filter: FigureFilter {
    FigureFilter(
      figure: figure.replacing("-", with: "_"),
      form: form?.form ?? .unspecified,
      period: Period(period),
      asOf: asOf?.message,
      knownAt: knownAt,
      agencyCode: scope.agency ?? "",
      includeSubordinates: scope.subordinates,
      level: scope.level?.value ?? .unspecified,
      sectorCode: sector ?? "",
      procedureCode: procedure ?? "",
      channel: channel?.value ?? .unspecified,
      officerCode: officer ?? "",
      structure: scope.structure.value
    )
  }
}

struct StatsExplainCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "explain",
    "Giải thích một con số: đếm những hồ sơ nào, bỏ những hồ sơ nào.",
    en: "Explains a number: which dossiers it counts and which it leaves out.",
    example: "motcua stats explain resolved_late --form II.06a --period 2020-08"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var figure: FigureOptions

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.statistics.explainFigure(
        ExplainFigureRequest(figure: figure.filter)
      )
      let printer = session.printer
      if printer.isJSON { return try printer.one(answer, []) }
      guard printer.format == .table else {
        return try printer.list(answer.leavesOut, Columns.leftOut)
      }
      try printer.write(Self.text(answer, session.language))
      try printer.rows(answer.leavesOut, Columns.leftOut, isWhole: true)
    }
  }

  private static func text(_ answer: ExplainFigureResponse, _ language: Language) -> String {
    let isVietnamese = language == .vietnamese
    let title = isVietnamese ? answer.title : answer.titleEn
    let counts = isVietnamese ? answer.counts : answer.countsEn
    let value = NumberText.grouped(answer.value, language)
    let dossiers = NumberText.grouped(answer.dossiers, language)
    let asOf = answer.figure?.asOf.cell(\.cell).text(for: language) ?? ""
    let known = answer.figure?.knownAt ?? 0
    let words = Phrase(
      "\(dossiers) hồ sơ, chốt lúc \(asOf), vị trí \(known). Danh sách: motcua stats dossiers",
      en: "\(dossiers) dossiers, as of \(asOf), known at \(known). The list: motcua stats dossiers"
    )
    let left = Phrase("Không tính:", en: "Leaves out:")
    return "\(title): \(value)\n\(counts)\n\(words(language))\n\n\(left(language))\n"
  }
}

struct StatsDossiersCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "dossiers",
    "Những hồ sơ mà một con số đếm.",
    en: "Lists the dossiers that a number counts.",
    example: "motcua stats dossiers pending_overdue --period 2020-08 --all -o csv"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var figure: FigureOptions
  @OptionGroup var paging: ListOptions

  func run() async throws {
    try await withServer { session, client in
      let request = ListDossiersRequest(pageSize: paging.pageSize, figure: figure.filter)
      let rows = try await paging.rows(of: client.dossiers.allDossiers(request))
      try session.printer.list(rows, Columns.dossier)
    }
  }
}
