import ArgumentParser
import MotCuaClient

/// What one month of a period comes to.
struct MonthRate: Sendable {
  let year: Int
  let month: Int
  let rate: Rate

  /// `2020-08`.
  var name: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
  /// `08/20`, for the axis of a plot.
  var axisName: String {
    let short = year % 100
    return "\(month < 10 ? "0" : "")\(month)/\(short < 10 ? "0" : "")\(short)"
  }

  /// Puts days together by their months, in order.
  static func months(_ days: [DailyCounts], _ measure: PlotMeasure) -> [MonthRate] {
    var groups: [(year: Int32, month: Int32, counts: [DossierCounts])] = []
    for day in days {
      guard let date = day.date else { continue }
      if groups.last?.year != date.year || groups.last?.month != date.month {
        groups.append((date.year, date.month, []))
      }
      groups[groups.count - 1].counts.append(day.dossiers ?? DossierCounts())
    }
    return groups.map {
      MonthRate(year: Int($0.year), month: Int($0.month), rate: measure.rate($0.counts))
    }
  }

  /// The columns of a table and of CSV: two numbers and a name, never a quotient.
  static let columns: [Column<MonthRate>] = [
    Column("month", Phrase("Tháng", en: "Month"), .rigid) { .text($0.name) },
    Column("numerator", Phrase("Tử số", en: "Numerator")) { .number($0.rate.numerator) },
    Column("denominator", Phrase("Mẫu số", en: "Denominator")) { .number($0.rate.denominator) },
    Column("denominator_name", Phrase("Tên mẫu số", en: "Denominator's name"), .hidden) {
      .text($0.rate.denominatorName)
    },
    Column("rate", Phrase("Tỷ lệ", en: "Rate"), .flexible) { month in
      .rendered(
        machine: month.rate.basisPoints.map { String($0) } ?? "",
        people: Phrase(
          RateText.text(month.rate, .vietnamese),
          en: RateText.text(month.rate, .english)
        )
      )
    },
  ]
}

struct StatsMonthsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "months",
    "Một tỷ lệ theo tháng, vẽ thành đường bằng --plot.",
    en: "A rate month by month, as a line with --plot.",
    example: "motcua stats months --period 2020-01..2020-08 --measure online-of-level34 --plot"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var drawing: PlotOptions
  @Option(help: "Kỳ, tối đa 1.100 ngày.") var period: PeriodArgument
  @Option(help: "Chỉ tiêu.") var measure = Choice(RankingMeasure.onlineOfLevel34)
  @OptionGroup var point: PointOptions

  func validate() throws {
    guard PlotMeasure(measure.value) != nil else {
      throw ValidationError("--measure của lệnh này là một tỷ lệ, không phải số đếm.")
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
      guard !session.printer.isJSON else { return try session.printer.one(answer, []) }
      guard let chosen = PlotMeasure(measure.value) else { return }
      let months = MonthRate.months(answer.days, chosen)
      guard drawing.plot, session.printer.format == .table else {
        return try session.printer.rows(months, MonthRate.columns)
      }
      try draw(months, RateText.span(period, session.language), session)
    }
  }

  private func draw(_ months: [MonthRate], _ span: String, _ session: Session) throws {
    let language = session.language
    let plot = LinePlot(
      months.map { LinePlot.Point(label: $0.axisName, value: $0.rate.basisPoints) },
      full: 10_000
    ) { "\($0 / 100) %" }
    let last = months.last.map { RateText.text($0.rate, language) } ?? ""
    let title = measure.value.cell.text(for: language) + ", " + span
    var lines = plot.lines(columns: drawing.columns(session), style: drawing.style(session))
    if let name = months.last?.name {
      lines.append("")
      lines.append(drawing.style(session).shown("\(name): \(last)"))
    }
    try drawing.write(lines, title, session)
  }
}
