/// The days on which agencies work, as data that an administrator loads by year.
///
/// A year is loaded when its 1 January has a row, as every real year's has. Whatever needs a day
/// of another year fails with ``DueDateError/yearNotLoaded(_:)``.
package struct WorkingCalendar: Sendable {
  /// The version of the data; a due date remembers the one it was computed from.
  package let version: Int64
  /// The rows in the order of their days.
  package let days: [CalendarDay]
  /// The loaded years in order.
  package let loadedYears: [Int]
  private let tables: [WorkingDayTable]

  /// Creates a calendar; of several rows for one day the last counts.
  package init(days: [CalendarDay], version: Int64 = 0) {
    var rows: [CivilDate: CalendarDay] = [:]
    for day in days { rows[day.date] = day }
    self.version = version
    self.days = rows.values.sorted { $0.date < $1.date }
    let years = self.days.map(\.date).filter { $0 == CivilDate.newYear($0.year) }.map(\.year)
    loadedYears = years
    let kinds = rows.mapValues(\.kind)
    tables = Self.runs(of: years).map { WorkingDayTable(years: $0, kinds: kinds) }
  }

  /// Whether the agency works on a day.
  package func isWorkingDay(_ date: CivilDate) throws(DueDateError) -> Bool {
    try table(of: date).isWorking(date)
  }

  /// The first working day on or after a day.
  package func workingDay(onOrAfter date: CivilDate) throws(DueDateError) -> CivilDate {
    let table = try table(of: date)
    return try table.workingDay(table.workingDays(before: date))
  }

  /// The working day that comes `count` (at least 1) working days after a day.
  package func workingDay(_ count: Int, after date: CivilDate) throws(DueDateError) -> CivilDate {
    let table = try table(of: date)
    let own = table.isWorking(date) ? 1 : 0
    return try table.workingDay(table.workingDays(before: date) + own + count - 1)
  }

  /// The table of the run that holds a day.
  func table(of date: CivilDate) throws(DueDateError) -> WorkingDayTable {
    guard let table = tables.first(where: { $0.contains(date) }) else {
      throw .yearNotLoaded(date.year)
    }
    return table
  }

  /// The runs of years without a gap; a gap must not be counted through.
  private static func runs(of years: [Int]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for year in years {
      if let last = runs.last, last.upperBound + 1 == year {
        runs[runs.count - 1] = last.lowerBound...year
      } else {
        runs.append(year...year)
      }
    }
    return runs
  }
}
