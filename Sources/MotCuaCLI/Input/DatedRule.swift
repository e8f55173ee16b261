import MotCuaAPI

/// What holds from one day to another.
protocol DatedRule {
  /// The first day; nil: since ever.
  var validFrom: MotCuaAPI.Date? { get }
  /// The last day; nil: open.
  var validTo: MotCuaAPI.Date? { get set }
}

extension OfferingLevel: DatedRule {}
extension PaperPolicy: DatedRule {}

extension Array where Element: DatedRule {
  /// Those that began before a day, each until the day before it at most; none without a day.
  func endingBefore(_ day: DayArgument?) -> [Element] {
    guard let day else { return [] }
    return compactMap { rule in
      guard rule.validFrom.map({ day.isAfter($0) }) ?? true else { return nil }
      var rule = rule
      if rule.validTo.map({ !day.isAfter($0) }) ?? true { rule.validTo = day.dayBefore }
      return rule
    }
  }
}
