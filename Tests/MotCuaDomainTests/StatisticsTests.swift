import MotCuaDomain
import Testing

@Suite("Lateness and counts")
struct StatisticsTests {
  private func instant(_ text: String) throws -> Instant { try #require(Instant(ictText: text)) }

  @Test("Dates decide between early, on time and late, not the time of day")
  func dayLimits() throws {
    let due = try instant("2020-08-11 17:00")
    let late = TimeUnit.workingDay.lateFrom(due: due)
    func end(_ text: String) throws -> Timeliness {
      Timeliness(end: try instant(text), due: due, lateFrom: late)
    }
    #expect(try end("2020-08-10 23:59") == .early)
    #expect(try end("2020-08-11 00:00") == .onTime)
    #expect(try end("2020-08-11 23:59") == .onTime)
    #expect(try end("2020-08-12 00:00") == .late)
    #expect(Timeliness(end: due, due: nil, lateFrom: nil) == .onTime)
  }

  @Test("A limit in hours is late at its end")
  func hourLimits() throws {
    let due = try instant("2020-08-11 10:00")
    let late = TimeUnit.workingHour.lateFrom(due: due)
    #expect(Timeliness(end: due - 1, due: due, lateFrom: late) == .onTime)
    #expect(Timeliness(end: due, due: due, lateFrom: late) == .late)
  }

  @Test("What was late when its clock stopped stays late")
  func pending() throws {
    let late = try instant("2020-08-12 00:00")
    func state(_ at: Instant, stopped: Instant?) -> PendingTimeliness {
      PendingTimeliness(at: at, lateFrom: late, clockStoppedAt: stopped)
    }
    #expect(state(late - 1, stopped: nil) == .inTime)
    #expect(state(late, stopped: nil) == .overdue)
    #expect(state(late + Instant.day, stopped: late - 1) == .inTime)
    #expect(state(late + Instant.day, stopped: late) == .overdue)
    #expect(state(late + 1, stopped: late + 2) == .overdue)
    #expect(PendingTimeliness(at: late, lateFrom: nil, clockStoppedAt: nil) == .inTime)
  }

  @Test("1603 of 1916 is 83.66 per cent, halves are rounded up")
  func rates() throws {
    func text(_ part: Int, _ whole: Int) -> String? {
      Rate(part, of: whole, named: "thủ tục")?.percentText
    }
    #expect(text(1603, 1916) == "83.66 %")
    #expect(text(615, 1603) == "38.37 %")
    #expect(text(988, 1916) == "51.57 %")
    #expect(text(11, 1603) == "0.69 %")
    #expect(text(1, 20_000) == "0.01 %")
    #expect(text(1, 20_001) == "0.00 %")
    #expect(text(0, 5) == "0.00 %")
    #expect(text(5, 5) == "100.00 %")
    #expect(text(0, 0) == "-")
    #expect(text(-1, 5) == nil)
    let rate = try #require(Rate(1603, of: 1916, named: "thủ tục"))
    #expect(rate.percentText(point: ",") == "83,66 %")
  }

  @Test("Points are in proportion up to the cap, and do not arise from nothing")
  func points() {
    #expect(Rate(40, of: 100, named: "")?.points(maximum: 4, capPercent: 80) == 200)
    #expect(Rate(80, of: 100, named: "")?.points(maximum: 4, capPercent: 80) == 400)
    #expect(Rate(90, of: 100, named: "")?.points(maximum: 4, capPercent: 80) == 400)
    #expect(Rate(1, of: 3, named: "")?.points(maximum: 20, capPercent: 100) == 667)
    #expect(Rate(0, of: 0, named: "")?.points(maximum: 20, capPercent: 100) == nil)
  }

  @Test("Periods come around, a fortnight from its Monday")
  func periods() throws {
    let date = try #require(CivilDate("2020-08-31"))
    func period(_ cycle: ReportPeriod.Cycle) -> String {
      let period = ReportPeriod.containing(date, cycle)
      return "\(period.from)..\(period.to)"
    }
    let anchor = try #require(CivilDate("2020-05-25"))
    #expect(period(.day) == "2020-08-31..2020-08-31")
    #expect(period(.week) == "2020-08-31..2020-09-06")
    #expect(period(.fortnight(anchor: anchor)) == "2020-08-31..2020-09-13")
    #expect(period(.fortnight(anchor: anchor.addingDays(7 * 53))) == "2020-08-24..2020-09-06")
    #expect(period(.month) == "2020-08-01..2020-08-31")
    #expect(period(.quarter) == "2020-07-01..2020-09-30")
    #expect(period(.year) == "2020-01-01..2020-12-31")
    let month = ReportPeriod.containing(date, .month)
    #expect(month.end.ictText == "2020-08-31 23:59")
    #expect(month.previous.from.description == "2020-07-01")
    func previous(_ from: String, _ to: String) throws -> [String] {
      let days = (try #require(CivilDate(from)), try #require(CivilDate(to)))
      let before = try #require(ReportPeriod(from: days.0, to: days.1)).previous
      return [before.from.description, before.to.description]
    }
    #expect(try previous("2020-09-01", "2020-09-30") == ["2020-08-01", "2020-08-31"])
    #expect(try previous("2021-02-01", "2021-02-28") == ["2021-01-01", "2021-01-31"])
    #expect(try previous("2020-04-01", "2020-06-30") == ["2020-01-01", "2020-03-31"])
    #expect(try previous("2021-01-01", "2021-12-31") == ["2020-01-01", "2020-12-31"])
    #expect(try previous("2020-08-03", "2020-08-16") == ["2020-07-20", "2020-08-02"])
    #expect(ReportPeriod(from: date, to: date.addingDays(-1)) == nil)
  }

  @Test("Any history balances: received is resolved and pending, and carries over")
  func balance() throws {
    var random = SeededGenerator(seed: 6)
    let first = ReportPeriod.containing(CivilDate.newYear(2020).addingDays(40), .month)
    let second = ReportPeriod.containing(first.to.addingDays(1), .month)
    for _ in 0..<200 {
      var rows = (ReceptionReportRow(), ReceptionReportRow())
      for _ in 0..<50 {
        let span = Self.span(around: first, &random)
        rows.0.count(span, in: first)
        rows.1.count(span, in: second)
      }
      #expect(rows.0.isBalanced)
      #expect(rows.1.isBalanced)
      #expect(rows.0.pending == rows.1.carried)
    }
  }

  private static func span(
    around period: ReportPeriod,
    _ random: inout SeededGenerator
  ) -> DossierSpan {
    let received = period.start + Int64.random(in: -40...60, using: &random) * Instant.day / 2
    let ended =
      Bool.random(using: &random)
      ? received + Int64.random(in: 0...80, using: &random) * Instant.day / 2 : nil
    let due = received + 5 * Instant.day
    return DossierSpan(
      received: received,
      ended: ended,
      due: due,
      lateFrom: TimeUnit.workingDay.lateFrom(due: due),
      channel: Channel.allCases[Int.random(in: 0..<3, using: &random)]
    )
  }
}
