import MotCuaAPI
import MotCuaDomain

extension RateText {
  /// A span of days in the order of the language.
  static func span(_ period: ReportPeriod, _ language: Language) -> String {
    [period.from, period.to].map { MotCuaAPI.Date($0).cell.text(for: language) }.joined(
      separator: " – "
    )
  }
}
