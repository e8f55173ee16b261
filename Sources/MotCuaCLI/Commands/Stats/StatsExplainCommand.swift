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
  @OptionGroup var part: DossierPartOptions
  @Option(help: "Mã cán bộ.") var officer: String?
  @Option(help: "Mã hoặc họ tên người đứng đầu: những cơ quan và ngày mà người đó đứng đầu.")
  var head: String?

  func validate() throws {
    let others = [scope.agency, officer].compactMap { $0 }.count
    guard head == nil || (others == 0 && scope.level == nil && form == nil) else {
      throw ValidationError("--head không đi với --agency, --level, --officer và --form.")
    }
  }

  /// The number in the contract's terms.
  func filter(_ client: MotCuaClient) async throws -> FigureFilter {
    FigureFilter(
      figure: figure.replacing("-", with: "_"),
      form: form?.form ?? .unspecified,
      period: Period(try await period.days(client)),
      asOf: asOf?.message,
      knownAt: knownAt,
      agencyCode: scope.agency ?? "",
      includeSubordinates: scope.subordinates,
      level: scope.level?.value ?? .unspecified,
      sectorCode: part.sector ?? "",
      procedureCode: part.procedure ?? "",
      channel: part.channel?.value ?? .unspecified,
      serviceLevel: part.serviceLevel?.value ?? .unspecified,
      officerCode: officer ?? "",
      structure: scope.structure.value,
      withoutServiceLevel: part.withoutServiceLevel,
      headCode: try await HeadName.code(of: head ?? "", client)
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
        ExplainFigureRequest(figure: figure.filter(client))
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
      let request = ListDossiersRequest(
        pageSize: paging.pageSize,
        figure: try await figure.filter(client)
      )
      let rows = try await paging.rows(of: client.dossiers.allDossiers(request))
      try session.printer.list(rows, Columns.dossier)
    }
  }
}
