import MotCuaAPI
import MotCuaDomain
import RPCCore

/// Judges the rows of a calendar: one bad row, and nothing is loaded.
struct CalendarIntake: Sendable {
  /// The good rows.
  private(set) var days: [MotCuaDomain.CalendarDay] = []
  /// The bad rows.
  private(set) var errors: [RowError] = []
  private var lines: [CivilDate: Int64] = [:]

  /// Judges all rows.
  ///
  /// A year that is loaded already may only be replaced whole: part of it would unload the rest.
  init(_ rows: [CalendarRow], replacing calendar: WorkingCalendar) {
    for row in rows { take(row) }
    let whole = Set(wholeYears)
    for day in days where calendar.loadedYears.contains(day.date.year) {
      guard !whole.contains(day.date.year), let line = lines[day.date] else { continue }
      errors.append(RowError(line, "date", .incompleteYear))
    }
  }

  /// The years whose 1 January is among the rows, in order.
  var wholeYears: [Int] {
    days.map(\.date).filter { $0 == CivilDate.newYear($0.year) }.map(\.year).sorted()
  }

  private mutating func take(_ row: CalendarRow) {
    guard let message = row.day else {
      errors.append(RowError(row.line, "day", .missingValue))
      return
    }
    do throws(RPCError) {
      try message.validate()
    } catch {
      errors.append(RowError(row.line, violating: error))
      return
    }
    guard let kind = message.kind.model, let date = message.date.flatMap({ CivilDate($0) }) else {
      errors.append(RowError(row.line, "date", .badDate))
      return
    }
    if let earlier = lines[date] {
      errors.append(RowError(row.line, "date", .duplicateDate, otherLine: earlier))
      return
    }
    guard kind != .swapWork || date.weekday.isWeekend else {
      errors.append(RowError(row.line, "kind", .swapWorkOnWeekday))
      return
    }
    lines[date] = row.line
    days.append(
      MotCuaDomain.CalendarDay(
        date: date,
        kind: kind,
        name: TextNormaliser.stored(message.name),
        basis: TextNormaliser.stored(message.basis),
        isAssumed: message.assumed
      )
    )
  }
}
