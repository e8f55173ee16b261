import MotCuaClient

/// Prints a summary: counts, rates with their denominators, and the levels of government.
struct SummaryReport {
  private let session: Session
  private let answer: GetSummaryResponse
  private var isWhole: Bool { answer.current?.wholeProvince ?? false }

  init(_ session: Session, _ answer: GetSummaryResponse) {
    self.session = session
    self.answer = answer
  }

  /// Prints the answer as the caller asked for it.
  func write() throws {
    let printer = session.printer
    if printer.isJSON { return try printer.one(answer, []) }
    let current = answer.current ?? StatisticsSummary()
    let lines = SummaryLines(current, answer.previous)
    guard printer.format == .table else {
      return try printer.rows(lines.all, SummaryLine.columns)
    }
    try heading(current, answer.previous)
    let isCompared = answer.previous != nil
    try section(Phrase("Thủ tục hành chính", en: "Procedures"), lines.procedureCounts, isCompared)
    try section(
      Phrase("Tỷ lệ thủ tục", en: "Rates of procedures"),
      lines.procedureRates,
      isCompared
    )
    try section(Phrase("Hồ sơ", en: "Dossiers"), lines.dossierCounts, isCompared)
    try section(Phrase("Tỷ lệ hồ sơ", en: "Rates of dossiers"), lines.dossierRates, isCompared)
    for level in current.levels {
      try self.level(level, answer.previous)
    }
  }

  /// The figures of one level that a meeting asks for; CSV and JSON have all of them.
  private func level(_ level: LevelSummary, _ previous: StatisticsSummary?) throws {
    let before = previous?.levels.first { $0.level == level.level }
    let lines = SummaryLines.level(level, before, isCompared: previous != nil)
      .filter { Self.shownOfLevels.contains($0.key) }
    let vietnamese = "cấp " + level.level.cell.text(for: .vietnamese).lowercased()
    let english = level.level.cell.text(for: .english).lowercased()
    try section(
      Phrase("Hồ sơ \(vietnamese)", en: "Dossiers, \(english)"),
      lines.filter { !$0.isRate },
      previous != nil
    )
    try section(
      Phrase("Tỷ lệ \(vietnamese)", en: "Rates, \(english)"),
      lines.filter(\.isRate),
      previous != nil
    )
  }

  private static let shownOfLevels: Set<String> = [
    "received", "received_direct", "received_online", "received_post", "resolved", "pending",
    "online_of_level34", "on_time", "received_by_post", "returned_by_post", "paid_online",
  ]

  private func heading(_ current: StatisticsSummary, _ previous: StatisticsSummary?) throws {
    let language = session.language
    let now = span(current.period, language)
    let line =
      previous.map { previous in
        let before = span(previous.period, language)
        return Phrase(
          "Kỳ báo cáo \(now), so với \(before)",
          en: "Period \(now), compared with \(before)"
        )
      } ?? Phrase("Kỳ báo cáo \(now)", en: "Period \(now)")
    try session.printer.write(line(language) + "\n")
  }

  private func span(_ period: Period?, _ language: Language) -> String {
    [period?.from, period?.to].map { $0.cell(\.cell).text(for: language) }
      .joined(separator: " – ")
  }

  private func section(_ title: Phrase, _ lines: [SummaryLine], _ isCompared: Bool) throws {
    let isWhole = isWhole
    var columns: [Column<SummaryLine>] = [
      Column("measure", title) { .choice($0.key, $0.title) },
      Column("current", Phrase("Kỳ này", en: "Current")) { $0.current.cell(isWhole: isWhole) },
    ]
    if isCompared {
      columns.append(
        Column("previous", Phrase("Kỳ so sánh", en: "Previous")) {
          $0.previous?.cell(isWhole: isWhole) ?? .empty
        }
      )
      columns.append(Column("change", Phrase("Tăng, giảm", en: "Change")) { $0.change })
    }
    try session.printer.write("\n")
    // A figure that is cut is no figure.
    try session.printer.rows(lines, columns, isWhole: true)
  }
}
