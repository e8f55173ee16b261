import MotCuaDomain
import Testing

@Suite("Due dates against a minute-by-minute oracle")
struct DueDateOracleTests {
  private static let seed: UInt64 = 20_200_831
  private let oracle = MinuteOracle(VietnamCalendar2019To2027.days, through: 2027)
  private let engine = DueDateEngine(
    calendar: WorkingCalendar(days: VietnamCalendar2019To2027.days)
  )

  @Test("10,000 random limits without pauses agree with the oracle")
  func withoutPauses() throws {
    var random = SeededGenerator(seed: Self.seed)
    for round in 0..<10_000 {
      try check(round, pauses: 0, &random)
    }
  }

  @Test("10,000 random limits with one to three pauses agree with the oracle")
  func withPauses() throws {
    var random = SeededGenerator(seed: Self.seed &+ 1)
    for round in 0..<10_000 {
      try check(round, pauses: Int.random(in: 1...3, using: &random), &random)
    }
  }

  @Test("10,000 random limits under the hours of other agencies agree with the oracle")
  func hoursOfAgencies() throws {
    let days = VietnamCalendar2019To2027.days
    var random = SeededGenerator(seed: Self.seed &+ 2)
    for text in [
      "07:30-11:30,13:00-16:30", "08:00-12:00", "06:45-23:59",
      "07:00-09:00,09:30-11:00,14:00-18:15",
    ] {
      let hours = try #require(WorkingHours(text))
      let oracle = MinuteOracle(
        days,
        through: 2027,
        intervals: hours.intervals.map { ($0.lowerBound, $0.upperBound) }
      )
      let engine = DueDateEngine(calendar: WorkingCalendar(days: days), hours: hours)
      for round in 0..<2500 {
        let pauses = Int.random(in: 0...3, using: &random)
        try check(round, pauses: pauses, &random, engine, oracle)
      }
    }
  }

  private func check(_ round: Int, pauses count: Int, _ random: inout SeededGenerator) throws {
    try check(round, pauses: count, &random, engine, oracle)
  }

  private func check(
    _ round: Int,
    pauses count: Int,
    _ random: inout SeededGenerator,
    _ engine: DueDateEngine,
    _ oracle: MinuteOracle
  ) throws {
    let unit = MinuteOracle.Unit.allCases[Int.random(in: 0..<4, using: &random)]
    let thousandths = Self.quantity(unit, &random)
    let received = Self.reception(&random)
    let pauses = Self.pauses(count, after: received, &random)
    let expected = oracle.dueDate(
      received: received,
      thousandths: thousandths,
      unit: unit,
      pauses: pauses
    )
    let limit = try #require(TimeLimit(thousandths: thousandths, unit: Self.unit(unit)))
    let due = try engine.dueDate(
      receivedAt: MinuteOracle.instant(received),
      limit: limit,
      pauses: pauses.map {
        ClockPause(from: MinuteOracle.instant($0.start), to: MinuteOracle.instant($0.end))
      }
    )
    let agrees =
      due.effectiveStart == MinuteOracle.instant(expected.start)
      && due.unrounded == MinuteOracle.instant(expected.u)
      && due.due == MinuteOracle.instant(expected.due)
      && due.lateFrom == MinuteOracle.instant(expected.late)
    if !agrees {
      Issue.record(
        """
        round \(round), seed \(Self.seed): received \(MinuteOracle.instant(received).ictText), \
        \(limit), pauses \(pauses): engine \(due), oracle u \
        \(MinuteOracle.instant(expected.u).ictText)
        """
      )
    }
  }

  private static func unit(_ unit: MinuteOracle.Unit) -> TimeUnit {
    switch unit {
    case .workingDay: .workingDay
    case .calendarDay: .calendarDay
    case .workingHour: .workingHour
    case .month: .month
    }
  }

  /// Short limits, so that the oracle's steps stay few; fractions that are whole minutes.
  private static func quantity(
    _ unit: MinuteOracle.Unit,
    _ random: inout SeededGenerator
  ) -> Int {
    switch unit {
    case .workingDay:
      Int.random(in: 0...7, using: &random) * 1000
        + [0, 0, 0, 125, 250, 500, 750][Int.random(in: 0..<7, using: &random)]
    case .calendarDay: Int.random(in: 0...20, using: &random) * 1000
    case .workingHour: Int.random(in: 0...48, using: &random) * 500
    case .month: Int.random(in: 0...3, using: &random) * 1000
    }
  }

  /// Any minute of 2019 to 2026, half of them near an opening or a closing.
  private static func reception(_ random: inout SeededGenerator) -> Int {
    let day = Int.random(in: 0..<(8 * 365), using: &random)
    let edges = [420, 690, 810, 900, 1020, 0]
    let minute =
      Bool.random(using: &random)
      ? Int.random(in: 0..<1440, using: &random)
      : edges[Int.random(in: 0..<6, using: &random)] + Int.random(in: -1...1, using: &random)
    return max(0, day * 1440 + minute)
  }

  private static func pauses(
    _ count: Int,
    after received: Int,
    _ random: inout SeededGenerator
  ) -> [(start: Int, end: Int)] {
    var clock = received
    return (0..<count).map { _ in
      let start = clock + Int.random(in: 0...4320, using: &random)
      let end =
        start + Int.random(in: 0...(Bool.random(using: &random) ? 30 : 4320), using: &random)
      clock = end
      return (start, end)
    }
  }
}
