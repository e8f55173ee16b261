import MotCuaClient

/// Prints a report as its form has it: a heading, numbered columns, what they mean.
struct ReportPrinter {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  /// Asks for a report and prints it as the caller wants it.
  ///
  /// CSV is the server's file; it begins with a byte order mark, so that a spreadsheet shows Vietnamese.
  func write(_ request: GetReportRequest, of client: MotCuaClient) async throws {
    let printer = session.printer
    guard printer.format != .csv else {
      let file = try await client.statistics.exportReport(
        ExportReportRequest(report: request, format: .csv, byteOrderMark: true)
      )
      return try printer.write(String(decoding: file.content, as: UTF8.self))
    }
    let report = try await client.statistics.getReport(request)
    if printer.isJSON { return try printer.one(report, []) }
    let lines = report.lines
    try printer.write(heading(report))
    let official = report.columns.filter { !$0.number.isEmpty }
    try printer.rows(lines, Self.shown + official.map(Self.column), isWhole: true)
    try printer.write("\n")
    for column in official { try printer.write(legend(column)) }
    try writeBeside(report, lines)
  }

  private func heading(_ report: Report) -> String {
    let language = session.language
    func day(_ date: Date?) -> String { date.cell(\.cell).text(for: language) }
    let asOf = report.asOf.cell(\.cell).text(for: language)
    let span = "\(day(report.period?.from)) – \(day(report.period?.to))"
    let words = Phrase(
      "Kỳ báo cáo \(span), chốt lúc \(asOf), vị trí \(report.knownAt)",
      en: "Period \(span), as of \(asOf), known at \(report.knownAt)"
    )
    var text = "\(report.name)\n\(report.title)\n\(report.basis)\n\(words(language))\n"
    if report.retrospective {
      text +=
        Phrase(
          "Lập cho kỳ bắt đầu trước ngày biểu mẫu có hiệu lực (\(day(report.inForceFrom))).",
          en: "Retrospective: the period begins before the form came into force"
            + " (\(day(report.inForceFrom)))."
        )(language) + "\n"
    }
    if report.superseded {
      text +=
        Phrase(
          "Kỳ kết thúc sau ngày cuối cùng biểu mẫu có hiệu lực (\(day(report.inForceTo))).",
          en: "Superseded: the period ends after the last day of the form"
            + " (\(day(report.inForceTo)))."
        )(language) + "\n"
    }
    if !report.inForceNote.isEmpty {
      text += Phrase(report.inForceNote, en: report.inForceNoteEn)(language) + "\n"
    }
    return text + "\n"
  }

  private func legend(_ column: ReportColumn) -> String {
    let title = session.language == .vietnamese ? column.title : column.titleEn
    let sum = column.formula.isEmpty ? "" : " = " + column.formula
    return "(\(column.number)) \(title)\(sum)\n"
  }

  /// What stands beside the form, in sum; CSV has it of each row.
  private func writeBeside(_ report: Report, _ lines: [ReportLine]) throws {
    guard let total = lines.last else { return }
    for column in report.columns where column.number.isEmpty {
      let title = session.language == .vietnamese ? column.title : column.titleEn
      let count = NumberText.grouped(total[column.field] ?? 0, session.language)
      try session.printer.write("\(title)\(column.assumed ? " (*)" : ""): \(count)\n")
    }
  }

  private static let shown: [Column<ReportLine>] = [
    Column("number", Phrase("STT", en: "No.")) { line in
      line.row.map { .number(Int64($0.number)) } ?? .empty
    },
    Column("name", Phrase("Lĩnh vực, cơ quan", en: "Sector, agency"), .rigid) { line in
      .choice(line.title.vietnamese, line.title)
    },
  ]

  private static func column(_ column: ReportColumn) -> Column<ReportLine> {
    Column(column.field, Phrase(same: "(\(column.number))"), .rigid) { line in
      .number(line[column.field] ?? 0)
    }
  }
}
