package import MotCuaDomain

/// A span of civil days as the command line writes it: `2020-05-22..2020-08-06`, both ends included.
///
/// One day alone (`2020-08-06`), a month (`2020-08`), a quarter (`2020-Q3`) and a year (`2020`) are
/// spans too, and so are the week and the fortnight of a day (`week:2020-08-06`,
/// `fortnight:2020-08-06`). From which Monday fortnights are counted is the province's policy, which the
/// server knows; whoever wants another one writes it behind: `fortnight:2020-08-06@2020-01-13`.
package enum PeriodArgument: Sendable, Hashable {
  /// Days that the argument alone says.
  case days(ReportPeriod)
  /// The fortnight of a day, by the policy of the province.
  case fortnight(CivilDate)

  /// Reads a span; nil for another shape, a day that does not exist, or an end before its start.
  package init?(_ text: String) {
    if let cycle = Self.cycle(text) {
      self = cycle
      return
    }
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard let first = ends.first.flatMap(Self.span), let last = ends.last.flatMap(Self.span),
      ends.count <= 2, let days = ReportPeriod(from: first.from, to: last.to)
    else { return nil }
    self = .days(days)
  }

  private static func cycle(_ text: String) -> PeriodArgument? {
    if let colon = text.firstIndex(of: ":") {
      let rest = text[text.index(after: colon)...]
        .split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
      guard let day = rest.first.flatMap({ CivilDate(String($0)) }) else { return nil }
      switch text[..<colon] {
      case "week" where rest.count == 1: return .days(.containing(day, .week))
      case "fortnight" where rest.count == 1: return .fortnight(day)
      case "fortnight" where rest.count == 2:
        guard let anchor = CivilDate(String(rest[1])), anchor.weekday == .monday else {
          return nil
        }
        return .days(.containing(day, .fortnight(anchor: anchor)))
      default: return nil
      }
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]),
      ["Q1", "Q2", "Q3", "Q4"].contains(parts[1]), let quarter = Int(parts[1].dropFirst()),
      let day = CivilDate(year: year, month: quarter * 3, day: 1)
    else { return nil }
    return .days(.containing(day, .quarter))
  }

  private static func span(_ text: Substring) -> (from: CivilDate, to: CivilDate)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      parts[0].utf8.count == 4, parts.dropFirst().allSatisfy({ $0.utf8.count == 2 })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    switch numbers.count {
    case 1:
      return month(numbers[0], 1).flatMap { from in month(numbers[0], 12).map { (from.from, $0.to) }
      }
    case 2: return month(numbers[0], numbers[1])
    case 3: return CivilDate(String(text)).map { ($0, $0) }
    default: return nil
    }
  }

  private static func month(_ year: Int, _ month: Int) -> (from: CivilDate, to: CivilDate)? {
    guard let from = CivilDate(year: year, month: month, day: 1) else { return nil }
    return (from, from.addingMonths(1).addingDays(-1))
  }
}
