import MotCuaDomain

/// When a dossier is due, worked out minute by minute with nothing of the engine.
///
/// Its limit is five working days, or a day that was promised, with the usual hours; all instants
/// are whole minutes. Time is a count of minutes since 2020-01-01 00:00 in ICT.
struct SlowDueDate {
  private static let firstDay = CivilDate.newYear(2020)
  private let open: [Bool]

  init(_ calendar: WorkingCalendar) {
    var open: [Bool] = []
    for offset in 0..<731 {
      let day = Self.firstDay.addingDays(offset)
      let row = calendar.days.last { $0.date == day }
      let works =
        switch row?.kind {
        case .swapWork: true
        case .some: false
        case nil: day.weekday != .saturday && day.weekday != .sunday
        }
      for minute in 0..<1440 {
        open.append(works && ((420..<690).contains(minute) || (810..<1020).contains(minute)))
      }
    }
    self.open = open
  }

  /// Five working days after a reception, or a promised day, later by what the pauses cost.
  func due(received: Instant, promised: CivilDate?, pauses: [ClockPause]) -> Instant {
    var start = minute(received)
    while !open[start] { start += 1 }
    // A promised day counts from the time of day at which the work began, as five days do.
    let promisedBase = promised.map { minute(Instant(ict: $0, minute: 0)) + start % 1440 }
    var base = promisedBase ?? fiveDays(start)
    for pause in pauses {
      let lateFrom = (base / 1440 + 1) * 1440
      guard minute(pause.start) < lateFrom else { continue }
      let stood = (minute(pause.start)..<minute(pause.end)).count { open[$0] }
      base = walk(stood, from: base)
    }
    let day = Self.firstDay.addingDays(base / 1440)
    return Instant(ict: day, minute: 1020)
  }

  private func fiveDays(_ start: Int) -> Int {
    var day = start / 1440
    for _ in 0..<5 {
      repeat { day += 1 } while !open[day * 1440 + 600]
    }
    return day * 1440 + start % 1440
  }

  private func walk(_ count: Int, from start: Int) -> Int {
    var minute = start
    var left = count
    while left > 0 {
      if open[minute] { left -= 1 }
      minute += 1
    }
    return minute
  }

  private func minute(_ instant: Instant) -> Int {
    let start = Instant(ict: Self.firstDay, minute: 0).milliseconds
    return Int((instant.milliseconds - start) / 60_000)
  }
}
