import MotCuaDomain

/// The rules of working time done the slow way: minute by minute, day by day, with nothing shared
/// with the engine but the calendar's rows.
///
/// Time is a count of minutes since 2019-01-01 00:00 in ICT.
struct MinuteOracle {
  enum Unit: CaseIterable {
    case workingDay
    case calendarDay
    case workingHour
    case month
  }

  /// The usual opening hours, in minutes of the day.
  static let usual = [(7 * 60, 11 * 60 + 30), (13 * 60 + 30, 17 * 60)]
  static let firstDay = CivilDate.newYear(2019)
  private let closing: Int
  private let worked: [Bool]
  private let open: [Bool]

  init(
    _ rows: [CalendarDay],
    through lastYear: Int,
    intervals: [(Int, Int)] = MinuteOracle.usual
  ) {
    closing = intervals.map(\.1).max() ?? 0
    var worked: [Bool] = []
    var open: [Bool] = []
    var date = Self.firstDay
    while date.year <= lastYear {
      let row = rows.last { $0.date == date }
      let works =
        switch row?.kind {
        case .swapWork: true
        case .some: false
        case nil: date.weekday != .saturday && date.weekday != .sunday
        }
      worked.append(works)
      for minute in 0..<1440 {
        open.append(works && intervals.contains { $0.0 <= minute && minute < $0.1 })
      }
      date = date.addingDays(1)
    }
    self.worked = worked
    self.open = open
  }

  func effectiveStart(_ received: Int) -> Int {
    var minute = received
    while !open[minute] { minute += 1 }
    return minute
  }

  /// Walks until `count` open minutes have gone by.
  private func walk(_ count: Int, from start: Int) -> Int {
    var minute = start
    var left = count
    while left > 0 {
      if open[minute] { left -= 1 }
      minute += 1
    }
    return minute
  }

  private func openMinutes(_ start: Int, _ end: Int) -> Int {
    var count = 0
    var minute = start
    while minute < end {
      if open[minute] { count += 1 }
      minute += 1
    }
    return count
  }

  /// The end before pauses and before a calendar limit leaves a day of rest.
  private func base(_ start: Int, thousandths: Int, _ unit: Unit) -> Int {
    let whole = thousandths / 1000
    let timeOfDay = start % 1440
    switch unit {
    case .workingDay:
      if thousandths == 0 {
        guard timeOfDay >= closing - 120 else { return start }
        return effectiveStart((start / 1440 + 1) * 1440)
      }
      var day = start / 1440
      for _ in 0..<whole {
        repeat { day += 1 } while !worked[day]
      }
      return walk(thousandths % 1000 * 480 / 1000, from: day * 1440 + timeOfDay)
    case .calendarDay:
      return start + whole * 1440
    case .workingHour:
      return walk(thousandths * 60 / 1000, from: start)
    case .month:
      let date = Self.firstDay.addingDays(start / 1440)
      var year = date.year
      var month = date.month
      for _ in 0..<whole {
        month += 1
        if month == 13 { (year, month) = (year + 1, 1) }
      }
      var day = date.day
      var end = CivilDate(year: year, month: month, day: day)
      while end == nil {
        day -= 1
        end = CivilDate(year: year, month: month, day: day)
      }
      let days = (end ?? date).daysSinceEpoch - Self.firstDay.daysSinceEpoch
      return days * 1440 + timeOfDay
    }
  }

  /// The end, the due minute and the first late minute, the clock having stood for `stood`.
  private func due(_ base: Int, _ stood: Int, _ unit: Unit) -> (u: Int, due: Int, late: Int) {
    var end = 0
    switch unit {
    case .workingDay, .workingHour:
      end = walk(stood, from: base)
    case .calendarDay, .month:
      end = base + stood
      if !worked[end / 1440] { end = effectiveStart(end) }
    }
    if unit == .workingHour { return (end, end, end) }
    let midnight = end / 1440 * 1440
    return (end, midnight + closing, midnight + 1440)
  }

  func dueDate(
    received: Int,
    thousandths: Int,
    unit: Unit,
    pauses: [(start: Int, end: Int)]
  ) -> (start: Int, u: Int, due: Int, late: Int) {
    let start = effectiveStart(received)
    let base = base(start, thousandths: thousandths, unit)
    var stood = 0
    var now = due(base, 0, unit)
    for pause in pauses where pause.start < now.late {
      switch unit {
      case .workingDay, .workingHour: stood += openMinutes(pause.start, pause.end)
      case .calendarDay, .month: stood += pause.end - pause.start
      }
      now = due(base, stood, unit)
    }
    return (start, now.u, now.due, now.late)
  }

  static func instant(_ minute: Int) -> Instant { Instant(ict: firstDay, minute: minute) }
}
