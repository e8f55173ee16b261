/// Computes due dates in the working time of one agency.
///
/// The time of day is kept through days and pauses and rounded to the closing once, at the end,
/// so that several short pauses do not each cost a day. All arithmetic is on whole days through
/// the tables of ``WorkingCalendar``; nothing steps through minutes.
package struct DueDateEngine: Sendable {
  /// The working days.
  package let calendar: WorkingCalendar
  /// The open hours of a working day.
  package let hours: WorkingHours

  /// The answer to an online submission is due within this many working hours
  /// (Decree 45/2020/NĐ-CP article 11).
  package static let acceptanceHours = 8
  /// A day of a fractional limit has eight hours, whatever the agency's own hours are.
  private static let limitDay = 8 * Instant.hour
  /// What comes in later than this many minutes before closing counts for the next working day
  /// in a same-day procedure.
  private static let sameDayMarginMinutes = 120

  /// Creates an engine.
  package init(calendar: WorkingCalendar, hours: WorkingHours = .standard) {
    self.calendar = calendar
    self.hours = hours
  }

  /// When a procedure's limit ends.
  ///
  /// The limit counts from the official reception; one that is a text needs
  /// ``dueDate(receivedAt:typed:pauses:)``. Pauses are closed spans, in any order.
  package func dueDate(
    receivedAt received: Instant,
    limit: TimeLimit,
    pauses: [ClockPause] = []
  ) throws(DueDateError) -> DueDate {
    let start = try effectiveStart(of: received)
    let end = try end(of: limit, from: start)
    return try dueDate(received, start, base: end, unit: limit.unit, pauses: pauses)
  }

  /// When a limit that an officer typed ends: at the closing of the typed day.
  ///
  /// Pauses move it as they move working days, from the time of day of the effective start.
  package func dueDate(
    receivedAt received: Instant,
    typed date: CivilDate,
    pauses: [ClockPause] = []
  ) throws(DueDateError) -> DueDate {
    let start = try effectiveStart(of: received)
    let base = Instant(ict: date, minute: 0) + start.ictMillisecondOfDay
    return try dueDate(received, start, base: base, unit: .other, pauses: pauses)
  }

  /// When the answer to an online submission is due.
  package func acceptanceDue(
    submittedAt submitted: Instant,
    pauses: [ClockPause] = []
  ) throws(DueDateError) -> DueDate {
    let start = try effectiveStart(of: submitted)
    let end = try adding(openMilliseconds: Int64(Self.acceptanceHours) * Instant.hour, to: start)
    return try dueDate(submitted, start, base: end, unit: .workingHour, pauses: pauses)
  }

  /// Moves the base end by the pauses, one after the other, and rounds once.
  private func dueDate(
    _ received: Instant,
    _ start: Instant,
    base: Instant,
    unit: TimeUnit,
    pauses: [ClockPause]
  ) throws(DueDateError) -> DueDate {
    var stood: Int64 = 0
    var result = try rounded(start, base: base, stood: 0, unit: unit)
    var clock = received
    for pause in pauses.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      guard pause.start <= pause.end else { throw .pauseEndsBeforeItBegins(pause) }
      guard pause.start >= received else { throw .pauseBeforeReception(pause) }
      guard pause.start >= clock else { throw .pausesOverlap(pause) }
      clock = pause.end
      // What was late when its clock stopped stays late.
      if pause.start >= result.lateFrom { continue }
      stood += try length(of: pause, unit: unit)
      result = try rounded(start, base: base, stood: stood, unit: unit)
    }
    return result
  }

  /// The due date when the clock has stood that long.
  private func rounded(
    _ start: Instant,
    base: Instant,
    stood: Int64,
    unit: TimeUnit
  ) throws(DueDateError) -> DueDate {
    let unrounded =
      unit.isElapsed
      ? try movedOffRestDays(base + stood)
      : try adding(openMilliseconds: stood, to: base)
    let date = unrounded.ictDate
    // The day must be known even where nothing was counted through it.
    _ = try calendar.isWorkingDay(date)
    let due = unit.endsAtClosing ? Instant(ict: date, minute: hours.closing) : unrounded
    return DueDate(
      effectiveStart: start,
      unrounded: unrounded,
      due: due,
      lateFrom: unit.lateFrom(due: due),
      calendarVersion: calendar.version
    )
  }

  private func length(of pause: ClockPause, unit: TimeUnit) throws(DueDateError) -> Int64 {
    unit.isElapsed
      ? pause.end - pause.start : try openMilliseconds(from: pause.start, to: pause.end)
  }

  /// The end of a limit before pauses, and before a calendar limit leaves its day of rest.
  private func end(of limit: TimeLimit, from start: Instant) throws(DueDateError) -> Instant {
    let fraction = Int64(limit.fraction)
    switch limit.unit {
    case .workingDay:
      let days = try workingDays(limit, from: start)
      return try adding(openMilliseconds: fraction * Self.limitDay / 1000, to: days)
    case .calendarDay:
      return start + Int64(limit.whole) * Instant.day + fraction * Instant.day / 1000
    case .workingHour:
      let length = Int64(limit.thousandths) * Instant.hour / 1000
      return try adding(openMilliseconds: length, to: start)
    case .month:
      guard fraction == 0 else { throw .fractionOfMonth }
      let date = start.ictDate.addingMonths(limit.whole)
      return Instant(ict: date, minute: 0) + start.ictMillisecondOfDay
    case .other:
      throw .dateMustBeTyped
    }
  }

  private func workingDays(
    _ limit: TimeLimit,
    from start: Instant
  ) throws(DueDateError) -> Instant {
    let date = start.ictDate
    if limit.whole > 0 {
      let day = try calendar.workingDay(limit.whole, after: date)
      return Instant(ict: day, minute: 0) + start.ictMillisecondOfDay
    }
    let margin = Instant(ict: date, minute: hours.closing - Self.sameDayMarginMinutes)
    guard limit.fraction == 0, start >= margin else { return start }
    return Instant(ict: try calendar.workingDay(1, after: date), minute: hours.opening)
  }

  private func movedOffRestDays(_ instant: Instant) throws(DueDateError) -> Instant {
    let date = instant.ictDate
    if try calendar.isWorkingDay(date) { return instant }
    return Instant(ict: try calendar.workingDay(onOrAfter: date), minute: hours.opening)
  }
}
