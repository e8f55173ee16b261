/// A period of days in ICT, both ends included.
package struct ReportPeriod: Hashable, Sendable {
  /// The first day.
  package let from: CivilDate
  /// The last day.
  package let to: CivilDate

  /// Creates a period; nil when it ends before it begins.
  package init?(from: CivilDate, to: CivilDate) {
    guard from <= to else { return nil }
    self.from = from
    self.to = to
  }

  /// The first instant.
  package var start: Instant { Instant(ict: from, minute: 0) }

  /// The last instant before 24:00 of the last day.
  package var end: Instant { Self.end(of: to) }

  /// The last instant of a day: what "as of" a date means.
  package static func end(of date: CivilDate) -> Instant {
    Instant(ict: date.addingDays(1), minute: 0) - 1
  }

  /// From where fortnights are counted while nobody has said otherwise: Monday, 6 January 2020.
  package static let firstMonday = CivilDate.newYear(2020).addingDays(5)

  /// The period of the same length that ends the day before: of as many months where it is whole months,
  /// of as many days otherwise.
  package var previous: ReportPeriod {
    if from.day == 1, to.addingDays(1).day == 1 {
      let end = to.addingDays(1)
      let months = (end.year - from.year) * 12 + end.month - from.month
      return ReportPeriod(trusted: from.addingMonths(-months), from.addingDays(-1))
    }
    let days = to.daysSinceEpoch - from.daysSinceEpoch + 1
    return ReportPeriod(trusted: from.addingDays(-days), from.addingDays(-1))
  }

  private init(trusted from: CivilDate, _ to: CivilDate) {
    self.from = from
    self.to = to
  }
}

extension ReportPeriod {
  /// A kind of period that comes around.
  package enum Cycle: Hashable, Sendable {
    /// A day.
    case day
    /// Monday to Sunday.
    case week
    /// Two weeks, counted from a Monday: the rhythm of the steering committee.
    case fortnight(anchor: CivilDate)
    /// A calendar month.
    case month
    /// A calendar quarter.
    case quarter
    /// A calendar year.
    case year
  }

  /// The period of a cycle that holds a day.
  package static func containing(_ date: CivilDate, _ cycle: Cycle) -> ReportPeriod {
    switch cycle {
    case .day: return ReportPeriod(trusted: date, date)
    case .week:
      let monday = date.addingDays(1 - date.weekday.rawValue)
      return ReportPeriod(trusted: monday, monday.addingDays(6))
    case .fortnight(let anchor):
      let distance = date.daysSinceEpoch - anchor.daysSinceEpoch
      let first = date.addingDays(-((distance % 14 + 14) % 14))
      return ReportPeriod(trusted: first, first.addingDays(13))
    case .month: return months(1, from: date, back: 0)
    case .quarter: return months(3, from: date, back: (date.month - 1) % 3)
    case .year: return months(12, from: date, back: date.month - 1)
    }
  }

  private static func months(_ count: Int, from date: CivilDate, back: Int) -> ReportPeriod {
    let first = date.addingDays(1 - date.day).addingMonths(-back)
    return ReportPeriod(trusted: first, first.addingMonths(count).addingDays(-1))
  }
}
