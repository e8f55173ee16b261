import MotCuaAPI

/// How much more or less a figure is than another one.
enum ChangeText {
  /// The difference with its sign, and what part of the earlier figure it is: `+1.603 (+12,50 %)`.
  static func cell(from before: Int64, to now: Int64) -> Cell {
    .rendered(
      machine: String(now - before),
      people: Phrase(text(before, now, .vietnamese), en: text(before, now, .english))
    )
  }

  /// What part of the earlier figure the difference is, in per cent with two decimals for programs:
  /// `-12.50`; nil where that was 0 or less.
  static func percent(from before: Int64, to now: Int64) -> String? {
    guard before > 0 else { return nil }
    let (size, sign) = sized(now - before)
    return NumberText.hundredths(size, of: before).map { machine($0, sign) }
  }

  /// The difference of two rates in points of a per cent, each rounded first: `+78,00`.
  static func points(from before: Rate, to now: Rate) -> Cell {
    guard let old = before.basisPoints, let new = now.basisPoints else { return .empty }
    let (size, sign) = sized(new - old)
    return .rendered(
      machine: machine(size, sign),
      people: Phrase(
        signed(size, sign, decimal: ",") + " điểm %",
        en: signed(size, sign, decimal: ".") + " points"
      )
    )
  }

  private static func text(_ before: Int64, _ now: Int64, _ language: Language) -> String {
    let (size, sign) = sized(now - before)
    let change = sign + NumberText.grouped(size, language)
    guard let part = NumberText.percent(size, of: before, language) else { return change }
    return "\(change) (\(sign)\(part))"
  }

  private static func sized(_ change: Int64) -> (size: Int64, sign: String) {
    (Int64(clamping: change.magnitude), change < 0 ? "-" : change > 0 ? "+" : "")
  }

  /// Without a plus, which a spreadsheet takes for a formula.
  private static func machine(_ hundredths: Int64, _ sign: String) -> String {
    signed(hundredths, sign == "-" ? sign : "", decimal: ".")
  }

  private static func signed(_ hundredths: Int64, _ sign: String, decimal: String) -> String {
    let rest = hundredths % 100
    return "\(sign)\(hundredths / 100)\(decimal)\(rest < 10 ? "0" : "")\(rest)"
  }
}
