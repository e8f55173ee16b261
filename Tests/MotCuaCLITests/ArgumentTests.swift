import MotCuaCLI
import MotCuaDomain
import Testing

struct ArgumentTests {
  @Test(
    "A period is two days, a day, a month or a year",
    arguments: [
      ("2020-05-22..2020-08-06", "2020-05-22", "2020-08-06"),
      ("2020-08-06", "2020-08-06", "2020-08-06"), ("2020-02", "2020-02-01", "2020-02-29"),
      ("2021", "2021-01-01", "2021-12-31"), ("2020-01..2020-03", "2020-01-01", "2020-03-31"),
      ("2019..2020-03-05", "2019-01-01", "2020-03-05"),
    ]
  )
  func periods(_ text: String, _ from: String, _ to: String) throws {
    guard case .days(let period) = try #require(PeriodArgument(text)) else {
      Issue.record("\(text) needs no policy")
      return
    }
    #expect(period.from.description == from)
    #expect(period.to.description == to)
  }

  @Test(
    "What is no period is refused",
    arguments: [
      "", "..", "2020-05-22..", "..2020-05-22", "2020-08-06..2020-05-22", "2020-02-30", "2020-13",
      "20-05-22", "2020-5-2", "2020-05-22...2020-08-06", "2020-05-22..2020-06-01..2020-07-01",
      "+020", "2020-05-22 ", "0000",
    ]
  )
  func noPeriods(_ text: String) {
    #expect(PeriodArgument(text) == nil)
  }

  @Test("A duration has a unit or is in seconds")
  func durations() {
    #expect(DurationArgument("500ms")?.duration == .milliseconds(500))
    #expect(DurationArgument("30s")?.duration == .seconds(30))
    #expect(DurationArgument("2m")?.duration == .seconds(120))
    #expect(DurationArgument("24h")?.duration == .seconds(86_400))
    #expect(DurationArgument("7")?.duration == .seconds(7))
    for text in ["", "s", "0", "-1s", "1.5s", "25h", "999999999999s", "1d", "٣s"] {
      #expect(DurationArgument(text) == nil, "\(text)")
    }
  }
}
