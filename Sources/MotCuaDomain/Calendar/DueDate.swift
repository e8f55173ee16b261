/// When something is due, and how that came about.
package struct DueDate: Hashable, Sendable {
  /// The instant from which the limit counts.
  package let effectiveStart: Instant
  /// The end of the limit before it is moved to the closing of its day.
  package let unrounded: Instant
  /// The instant people are told.
  package let due: Instant
  /// The first instant at which it is late: midnight after the due date, or the due instant
  /// itself for a limit in hours.
  package let lateFrom: Instant
  /// The version of the calendar it was computed from.
  package let calendarVersion: Int64

  /// Creates a due date from its stored parts.
  package init(
    effectiveStart: Instant,
    unrounded: Instant,
    due: Instant,
    lateFrom: Instant,
    calendarVersion: Int64
  ) {
    self.effectiveStart = effectiveStart
    self.unrounded = unrounded
    self.due = due
    self.lateFrom = lateFrom
    self.calendarVersion = calendarVersion
  }
}
