import MotCuaAPI

/// One line of a summary: a count or a rate, at the whole or at one level.
struct SummaryLine: Sendable {
  /// A count, or a rate with its denominator.
  enum Value: Sendable {
    case count(Int64)
    case rate(Rate)

    /// What people see of it.
    func cell(isWhole: Bool) -> Cell {
      switch self {
      case .count(let count): .number(count)
      case .rate(let rate): RateText.cell(rate, isWhole: isWhole)
      }
    }
  }

  let level: AgencyLevel
  let key: String
  let title: Phrase
  let current: Value
  let previous: Value?

  /// Whether it is a rate.
  var isRate: Bool {
    if case .rate = current { true } else { false }
  }

  /// The columns for programs: a rate is two numbers and a name, never a quotient.
  static let columns: [Column<SummaryLine>] = [
    Column("level", Phrase("Cấp", en: "Level")) { $0.level.cell },
    Column("measure", Phrase("Chỉ tiêu", en: "Measure")) { .text($0.key) },
    Column("count", Phrase("Số", en: "Count")) { count($0.current) },
    Column("numerator", Phrase("Tử số", en: "Numerator")) { numerator($0.current) },
    Column("denominator", Phrase("Mẫu số", en: "Denominator")) { denominator($0.current) },
    Column("denominator_name", Phrase("Tên mẫu số", en: "Denominator's name")) { line in
      guard case .rate(let rate) = line.current else { return .empty }
      return .text(rate.denominatorName)
    },
    Column("previous_count", Phrase("Kỳ so sánh", en: "Previous")) { $0.previous.cell(count) },
    Column("previous_numerator", Phrase("Tử số trước", en: "Previous numerator")) {
      $0.previous.cell(numerator)
    },
    Column("previous_denominator", Phrase("Mẫu số trước", en: "Previous denominator")) {
      $0.previous.cell(denominator)
    },
    Column("change", Phrase("Tăng, giảm", en: "Change")) { $0.change },
    Column("change_percent", Phrase("Tăng, giảm %", en: "Change, %")) { line in
      guard case .count(let now) = line.current, case .count(let before) = line.previous else {
        return .empty
      }
      return ChangeText.percent(from: before, to: now).map(Cell.text) ?? .empty
    },
  ]

  /// How much more or less it is: a count by number and per cent, a rate by points of a per cent.
  var change: Cell {
    switch (current, previous) {
    case (.count(let now), .count(let before)): ChangeText.cell(from: before, to: now)
    case (.rate(let now), .rate(let before)): ChangeText.points(from: before, to: now)
    default: .empty
    }
  }

  private static func count(_ value: Value) -> Cell {
    if case .count(let count) = value { .number(count) } else { .empty }
  }

  private static func numerator(_ value: Value) -> Cell {
    if case .rate(let rate) = value { .number(rate.numerator) } else { .empty }
  }

  private static func denominator(_ value: Value) -> Cell {
    if case .rate(let rate) = value { .number(rate.denominator) } else { .empty }
  }
}
