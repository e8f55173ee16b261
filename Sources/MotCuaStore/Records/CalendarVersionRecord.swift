package import MotCuaDomain

/// One version of the calendar as it was loaded.
package struct CalendarVersionRecord: Sendable {
  /// The calendar with its version.
  package var calendar: WorkingCalendar
  /// When it was loaded.
  package var loadedAt: Instant

  /// Makes the value from its parts.
  package init(calendar: WorkingCalendar, loadedAt: Instant) {
    self.calendar = calendar
    self.loadedAt = loadedAt
  }
}
