package import MotCuaDomain

/// Loads days of the calendar: the years that occur in them are replaced whole, the others stay.
package struct ImportCalendar: StoreCommand {
  /// The days.
  package var days: [CalendarDay]

  /// Makes the value from its parts.
  package init(
    days: [CalendarDay]
  ) {
    self.days = days
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> WorkingCalendar {
    let years = Set(days.map(\.date.year))
    let old = transaction.state.calendar
    let merged = old.days.filter { !years.contains($0.date.year) } + days
    let same = WorkingCalendar(days: merged, version: old.version)
    transaction.auditSubject = "calendar"
    if same.days == old.days { return old }
    let made = WorkingCalendar(days: merged, version: old.version + 1)
    transaction.state.calendar = made
    transaction.state.calendarLoadedAt = transaction.envelope.now
    try transaction.persist(made)
    return made
  }
}
