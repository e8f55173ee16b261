extension DueDateEngine {
  /// The instant itself when the agency is open, else its next opening.
  package func effectiveStart(of instant: Instant) throws(DueDateError) -> Instant {
    let date = instant.ictDate
    if try calendar.isWorkingDay(date),
      let moment = hours.openMoment(from: instant.ictMillisecondOfDay)
    {
      return Instant(ict: date, minute: 0) + moment
    }
    return Instant(
      ict: try calendar.workingDay(onOrAfter: date.addingDays(1)),
      minute: hours.opening
    )
  }

  /// The milliseconds between two instants in which the agency is open.
  ///
  /// Both must lie in loaded years without a gap between them.
  package func openMilliseconds(
    from start: Instant,
    to end: Instant
  ) throws(DueDateError) -> Int64 {
    guard start < end else { return 0 }
    let table = try calendar.table(of: start.ictDate)
    guard table.contains(end.ictDate) else {
      throw .yearNotLoaded(table.first.addingDays(table.count).year)
    }
    return open(before: end, in: table) - open(before: start, in: table)
  }

  /// The instant by which the agency has been open that long after another; an end that falls on
  /// a closing stays there, and no time leaves the instant as it is.
  package func adding(
    openMilliseconds length: Int64,
    to instant: Instant
  ) throws(DueDateError) -> Instant {
    guard length > 0 else { return instant }
    let table = try calendar.table(of: instant.ictDate)
    let position = open(before: instant, in: table) + length
    let day = Int64(hours.openMinutes) * Instant.minute
    // One less, so that a whole number of days ends at a closing and not at the next opening.
    let number = (position - 1) / day
    let date = try table.workingDay(Int(number))
    return Instant(ict: date, minute: 0) + hours.moment(afterOpen: position - number * day)
  }

  /// The open milliseconds of the table's run before an instant.
  private func open(before instant: Instant, in table: WorkingDayTable) -> Int64 {
    let date = instant.ictDate
    let days = Int64(table.workingDays(before: date) * hours.openMinutes) * Instant.minute
    guard table.isWorking(date) else { return days }
    return days + hours.openMilliseconds(before: instant.ictMillisecondOfDay)
  }
}
