import MotCuaDomain
import Testing

@Suite("Due dates")
struct DueDateEngineTests {
  private let engine = DueDateEngine(
    calendar: WorkingCalendar(days: VietnamCalendar2019To2027.days, version: 3)
  )

  private func instant(_ text: String) throws -> Instant {
    try #require(Instant(ictText: text))
  }

  private func due(
    _ received: String,
    _ quantity: String,
    _ unit: TimeUnit,
    _ pauses: [(String, String)] = []
  ) throws -> DueDate {
    try engine.dueDate(
      receivedAt: instant(received),
      limit: #require(TimeLimit(quantity: quantity, unit: unit)),
      pauses: pauses.map { ClockPause(from: try instant($0.0), to: try instant($0.1)) }
    )
  }

  @Test(
    "A limit ends where the rules say",
    arguments: [
      // received, quantity, unit, end unrounded, due
      ("2021-03-01 08:30", "2", TimeUnit.workingDay, "2021-03-03 08:30", "2021-03-03 17:00"),
      ("2021-03-01 17:00", "1", .workingDay, "2021-03-03 07:00", "2021-03-03 17:00"),
      ("2021-03-01 11:30", "1", .workingDay, "2021-03-02 13:30", "2021-03-02 17:00"),
      ("2021-03-01 14:59", "0", .workingDay, "2021-03-01 14:59", "2021-03-01 17:00"),
      ("2021-03-01 15:00", "0", .workingDay, "2021-03-02 07:00", "2021-03-02 17:00"),
      ("2021-03-06 09:00", "0", .workingDay, "2021-03-08 07:00", "2021-03-08 17:00"),
      ("2021-03-01 14:00", "7.5", .workingDay, "2021-03-11 08:00", "2021-03-11 17:00"),
      ("2021-03-01 07:00", "0.5", .workingDay, "2021-03-01 11:00", "2021-03-01 17:00"),
      ("2021-03-01 07:00", "1.125", .workingDay, "2021-03-02 08:00", "2021-03-02 17:00"),
      ("2021-03-01 08:00", "5", .calendarDay, "2021-03-08 07:00", "2021-03-08 17:00"),
      ("2021-03-01 08:00", "0", .calendarDay, "2021-03-01 08:00", "2021-03-01 17:00"),
      ("2021-01-29 10:00", "1", .month, "2021-03-01 07:00", "2021-03-01 17:00"),
      ("2020-08-31 10:00", "6", .month, "2021-03-01 07:00", "2021-03-01 17:00"),
      ("2021-03-01 08:00", "8", .workingHour, "2021-03-02 08:00", "2021-03-02 08:00"),
      ("2021-03-01 07:00", "4.5", .workingHour, "2021-03-01 11:30", "2021-03-01 11:30"),
      ("2021-03-01 16:30", "1.5", .workingHour, "2021-03-02 08:00", "2021-03-02 08:00"),
      ("2021-03-06 09:00", "0", .workingHour, "2021-03-08 07:00", "2021-03-08 07:00"),
      ("2019-01-04 16:00", "2", .workingHour, "2019-01-05 08:00", "2019-01-05 08:00"),
    ]
  )
  func limits(received: String, quantity: String, unit: TimeUnit, u: String, due: String) throws {
    let result = try self.due(received, quantity, unit)
    #expect(result.unrounded.ictText == u)
    #expect(result.due.ictText == due)
    #expect(result.calendarVersion == 3)
  }

  @Test("A limit in days is late from midnight, one in hours from its end")
  func lateFrom() throws {
    #expect(try due("2021-03-01 08:30", "2", .workingDay).lateFrom.ictText == "2021-03-04 00:00")
    #expect(try due("2021-03-01 08:00", "8", .workingHour).lateFrom.ictText == "2021-03-02 08:00")
  }

  @Test("A pause in the evening costs no open time, but elapsed time of a calendar limit")
  func eveningPause() throws {
    let evening = [("2021-03-02 18:00", "2021-03-03 06:00")]
    #expect(
      try due("2021-03-01 08:00", "3", .workingDay, evening).unrounded.ictText
        == "2021-03-04 08:00"
    )
    #expect(
      try due("2021-03-01 08:00", "3", .calendarDay, evening).unrounded.ictText
        == "2021-03-04 20:00"
    )
  }

  @Test("A pause that begins one minute before it is late counts, at that minute it does not")
  func lateFromEdge() throws {
    let counted = [("2021-03-03 23:59", "2021-03-05 10:00")]
    let uncounted = [("2021-03-04 00:00", "2021-03-05 10:00")]
    #expect(
      try due("2021-03-01 08:00", "2", .workingDay, counted).unrounded.ictText
        == "2021-03-04 11:00"
    )
    #expect(
      try due("2021-03-01 08:00", "2", .workingDay, uncounted).unrounded.ictText
        == "2021-03-03 08:00"
    )
  }

  @Test("A later pause counts when an earlier one has moved the due date behind its beginning")
  func chainedPauses() throws {
    let first = ("2021-03-03 08:00", "2021-03-04 08:00")
    let second = ("2021-03-04 09:00", "2021-03-05 09:00")
    #expect(
      try due("2021-03-01 08:00", "2", .workingDay, [second, first]).due.ictText
        == "2021-03-05 17:00"
    )
    #expect(
      try due("2021-03-01 08:00", "2", .workingDay, [second]).due.ictText == "2021-03-03 17:00"
    )
  }

  @Test("A typed date is due at its closing and moves by open time")
  func typedDate() throws {
    let received = try instant("2021-03-01 14:00")
    let date = try #require(CivilDate("2021-03-10"))
    #expect(
      try engine.dueDate(receivedAt: received, typed: date).due.ictText == "2021-03-10 17:00"
    )
    let pause = ClockPause(from: received + Instant.hour, to: received + Instant.hour + 300_000)
    let moved = try engine.dueDate(receivedAt: received, typed: date, pauses: [pause])
    #expect(moved.due.ictText == "2021-03-10 17:00")
    #expect(moved.unrounded.ictText == "2021-03-10 14:05")
  }

  @Test("The answer to a submission is due eight working hours later, less the pauses")
  func acceptance() throws {
    let sent = try instant("2021-03-01 16:00")
    #expect(try engine.acceptanceDue(submittedAt: sent).due.ictText == "2021-03-02 16:00")
    let pause = ClockPause(
      from: try instant("2021-03-02 10:00"),
      to: try instant("2021-03-03 10:00")
    )
    #expect(
      try engine.acceptanceDue(submittedAt: sent, pauses: [pause]).due.ictText
        == "2021-03-03 16:00"
    )
  }

  @Test("A year that is not loaded fails loudly on every way into it")
  func unloadedYear() throws {
    let first = DueDateError.yearNotLoaded(2018)
    #expect(throws: first) { try due("2018-12-31 09:00", "1", .workingDay) }
    let next = DueDateError.yearNotLoaded(2028)
    #expect(throws: next) { try due("2027-12-31 17:30", "1", .workingHour) }
    #expect(throws: next) { try due("2027-12-30 09:00", "2", .workingDay) }
    #expect(throws: next) { try due("2027-12-01 09:00", "31", .calendarDay) }
    #expect(throws: next) { try due("2027-12-01 09:00", "1", .month) }
    #expect(throws: next) { try due("2027-12-31 16:00", "2", .workingHour) }
    #expect(throws: next) {
      try due("2027-12-01 09:00", "30", .workingDay, [("2027-12-02 09:00", "2028-01-03 09:00")])
    }
    #expect(throws: DueDateError.yearNotLoaded(85_353)) {
      try due("2020-01-02 09:00", "999999", .month)
    }
    #expect(try due("2027-12-30 09:00", "1", .workingDay).due.ictText == "2027-12-31 17:00")
  }

  @Test("A gap between loaded years is not counted through")
  func gap() throws {
    let days = VietnamCalendar2019To2027.days.filter { $0.date.year != 2021 }
    let calendar = WorkingCalendar(days: days)
    #expect(calendar.loadedYears == [2019, 2020, 2022, 2023, 2024, 2025, 2026, 2027])
    let engine = DueDateEngine(calendar: calendar)
    let limit = try #require(TimeLimit(10, .workingDay))
    #expect(throws: DueDateError.yearNotLoaded(2021)) {
      try engine.dueDate(receivedAt: instant("2020-12-28 09:00"), limit: limit)
    }
    #expect(throws: DueDateError.yearNotLoaded(2021)) {
      try engine.openMilliseconds(
        from: instant("2020-12-28 09:00"),
        to: instant("2022-01-05 09:00")
      )
    }
  }

  @Test("Pauses that cannot be are refused")
  func badPauses() throws {
    func error(_ pauses: [(String, String)]) -> DueDateError? {
      do {
        _ = try due("2021-03-01 08:00", "5", .workingDay, pauses)
        return nil
      } catch {
        return error as? DueDateError
      }
    }
    guard case .pauseEndsBeforeItBegins? = error([("2021-03-02 10:00", "2021-03-02 09:00")]),
      case .pauseBeforeReception? = error([("2021-03-01 07:59", "2021-03-02 09:00")]),
      case .pausesOverlap? = error([
        ("2021-03-02 08:00", "2021-03-02 10:00"), ("2021-03-02 09:59", "2021-03-02 11:00"),
      ])
    else {
      Issue.record("a bad pause was not refused")
      return
    }
    #expect(
      error([("2021-03-02 08:00", "2021-03-02 10:00"), ("2021-03-02 10:00", "2021-03-02 11:00")])
        == nil
    )
  }

  @Test("A text limit and a part of a month have no computed date")
  func undefinedLimits() throws {
    #expect(throws: DueDateError.dateMustBeTyped) { try due("2021-03-01 08:00", "1", .other) }
    #expect(throws: DueDateError.fractionOfMonth) { try due("2021-03-01 08:00", "1.5", .month) }
  }

  @Test("An agency's own hours are followed")
  func otherHours() throws {
    let hours = try #require(WorkingHours("08:00-12:00, 13:00-17:30"))
    #expect(hours.description == "08:00-12:00,13:00-17:30")
    let engine = DueDateEngine(calendar: engine.calendar, hours: hours)
    let zero = try #require(TimeLimit(0, .workingDay))
    let half = try instant("2021-03-01 15:30")
    #expect(
      try engine.dueDate(receivedAt: half - Instant.minute, limit: zero).due.ictText
        == "2021-03-01 17:30"
    )
    #expect(try engine.dueDate(receivedAt: half, limit: zero).due.ictText == "2021-03-02 17:30")
    #expect(try engine.acceptanceDue(submittedAt: half).due.ictText == "2021-03-02 15:00")
    for wrong in ["", "08:00", "12:00-08:00", "08:00-12:00,12:00-13:00", "08:00-24:00"] {
      #expect(WorkingHours(wrong) == nil, "\(wrong)")
    }
  }
}
