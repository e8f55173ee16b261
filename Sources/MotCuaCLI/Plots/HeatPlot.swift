package import MotCuaDomain

/// Days as shades: a row for each day of the week, a column for each week.
package struct HeatPlot: Sendable {
  private static let shades = 4
  private static let axis = 4
  private let values: [Int: Int64]
  private let first: CivilDate
  private let last: CivilDate
  private let language: Language

  /// Describes a plot.
  ///
  /// - Parameters:
  ///   - days: the days in order, none twice; days between them without a value are left blank.
  ///   - language: the language of the names of days and months.
  package init?(_ days: [(day: CivilDate, value: Int64)], language: Language) {
    guard let first = days.first?.day, let last = days.last?.day, first <= last else { return nil }
    values = Dictionary(days.map { ($0.day.daysSinceEpoch, $0.value) }) { $1 }
    self.first = first
    self.last = last
    self.language = language
  }

  /// The lines, each at most `columns` wide; weeks that do not fit go on below.
  package func lines(columns: Int, style: PlotStyle) -> [String] {
    let monday = first.addingDays(1 - first.weekday.rawValue)
    let weeks = (last.daysSinceEpoch - monday.daysSinceEpoch) / 7 + 1
    let perBand = max(1, (columns - Self.axis) / 2)
    var lines: [String] = []
    for start in stride(from: 0, to: weeks, by: perBand) {
      if start > 0 { lines.append("") }
      lines += band(
        monday.addingDays(start * 7),
        min(perBand, weeks - start),
        columns,
        style
      )
    }
    return lines + ["", legend(style)]
  }

  private func band(
    _ monday: CivilDate,
    _ weeks: Int,
    _ columns: Int,
    _ style: PlotStyle
  ) -> [String] {
    var months: [(Int, String)] = []
    var seen = 0
    for week in 0..<weeks {
      let day = max(monday.addingDays(week * 7), first)
      let end = min(monday.addingDays(week * 7 + 6), last)
      // A month is named above the first week that holds its first day, or where the band begins.
      let named = week == 0 || end.month != day.month ? end : day
      guard named.month != seen, week == 0 || named.day <= 7 else { continue }
      seen = named.month
      months.append((Self.axis + week * 2, monthName(named)))
    }
    let days = (0..<7).map { weekday in
      var line = style.padded(dayName(weekday), to: Self.axis)
      for week in 0..<weeks {
        line += cell(monday.addingDays(week * 7 + weekday), style)
      }
      return PlotText.trimmed(line)
    }
    // Where the first month has no room beside the next, the next one tells more.
    if months.count > 1, months[1].0 - months[0].0 < 6 { months.removeFirst() }
    return [PlotText.labels(months, width: columns)] + days
  }

  private func cell(_ day: CivilDate, _ style: PlotStyle) -> String {
    guard day >= first, day <= last, let value = values[day.daysSinceEpoch] else { return "  " }
    let mark = Self.marks(style)[shade(value)]
    return String(repeating: mark, count: 2)
  }

  /// 0 for nought, else 1 to 4 by equal parts of the greatest value.
  private func shade(_ value: Int64) -> Int {
    let most = max(1, values.values.max() ?? 1)
    guard value > 0 else { return 0 }
    return Int((value * Int64(Self.shades) + most - 1) / most)
  }

  private static func marks(_ style: PlotStyle) -> [Character] {
    style == .unicode ? ["·", "░", "▒", "▓", "█"] : [".", "-", "+", "x", "#"]
  }

  private func legend(_ style: PlotStyle) -> String {
    let most = max(1, values.values.max() ?? 1)
    let marks = Self.marks(style)
    let bounds = (1...Self.shades).compactMap { shade -> String? in
      let low = most * Int64(shade - 1) / Int64(Self.shades) + 1
      let high = most * Int64(shade) / Int64(Self.shades)
      guard low <= high else { return nil }
      let text = NumberText.grouped(low, language)
      let span = low == high ? text : text + "-" + NumberText.grouped(high, language)
      return "\(marks[shade]) \(span)"
    }
    return (["\(marks[0]) 0"] + bounds).joined(separator: "   ")
  }

  private func dayName(_ weekday: Int) -> String {
    let vietnamese = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
    let english = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    return (language == .vietnamese ? vietnamese : english)[weekday]
  }

  private func monthName(_ day: CivilDate) -> String {
    let month = day.month < 10 ? "0\(day.month)" : "\(day.month)"
    return "\(month)/\(day.year % 100 < 10 ? "0" : "")\(day.year % 100)"
  }
}
