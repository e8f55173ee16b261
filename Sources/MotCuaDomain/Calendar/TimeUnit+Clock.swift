extension TimeUnit {
  /// Whether pauses count by elapsed time rather than by open time.
  var isElapsed: Bool { self == .calendarDay || self == .month }

  /// Whether the limit ends at the closing of its day; hours end where they end.
  package var endsAtClosing: Bool { self != .workingHour }

  /// The first instant at which something due then is late.
  ///
  /// Limits in days, months and typed dates compare dates, so that the time of day never decides;
  /// limits in hours compare instants.
  package func lateFrom(due: Instant) -> Instant {
    endsAtClosing ? Instant(ict: due.ictDate.addingDays(1), minute: 0) : due
  }
}
