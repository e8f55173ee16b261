import MotCuaDomain
import Testing

@Suite("Dates and instants")
struct TimeTests {
  @Test("Every day from 1899 to 2101 comes back from its parts and its text")
  func everyDay() throws {
    var date = try #require(CivilDate(year: 1899, month: 12, day: 31))
    let last = CivilDate.newYear(2101)
    var weekday = Weekday.sunday
    while date < last {
      let parts = date.parts
      guard CivilDate(year: parts.year, month: parts.month, day: parts.day) == date,
        CivilDate(date.description) == date, date.weekday == weekday
      else {
        Issue.record("\(date)")
        return
      }
      date = date.addingDays(1)
      weekday = Weekday(rawValue: weekday.rawValue % 7 + 1) ?? .monday
    }
  }

  @Test(
    "A day that does not exist is refused",
    arguments: [
      "2021-02-29", "1900-02-29", "2020-13-01", "2020-00-10", "2020-04-31", "2020-4-30",
      "20-04-30", "2020/04/30", "0000-01-01", "2020-04-3a", "",
    ]
  )
  func noSuchDay(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test("A month later is the same day or the month's last")
  func months() {
    func later(_ text: String, _ months: Int) -> String? {
      CivilDate(text)?.addingMonths(months).description
    }
    #expect(later("2020-01-31", 1) == "2020-02-29")
    #expect(later("2021-01-31", 1) == "2021-02-28")
    #expect(later("2020-11-15", 3) == "2021-02-15")
    #expect(later("2020-01-31", -2) == "2019-11-30")
    #expect(CivilDate("2000-02-29") != nil)
  }

  @Test("17:30 in UTC is half past midnight of the next day in ICT")
  func midnight() throws {
    let instant = try #require(Instant(rfc3339: "2020-08-06T17:30:00Z"))
    #expect(instant.ictDate.description == "2020-08-07")
    #expect(instant.ictMinuteOfDay == 30)
    #expect(instant.ictText == "2020-08-07 00:30")
    #expect(instant.rfc3339 == "2020-08-07T00:30:00+07:00")
    #expect(instant.ictStamp == "20200807-003000")
    #expect(instant.ictDate.codeDigits == "200807")
    let before = try #require(Instant(rfc3339: "1969-12-31T23:59:59.999Z"))
    #expect(before.milliseconds == -1)
    #expect(before.rfc3339 == "1970-01-01T06:59:59.999+07:00")
    #expect(Instant(milliseconds: -7 * Instant.hour - 1).ictDate.description == "1969-12-31")
  }

  @Test("An instant is read with any offset, and comes back from its text")
  func rfc3339() {
    #expect(Instant(rfc3339: "1970-01-01T07:00:00+07:00")?.milliseconds == 0)
    #expect(Instant(rfc3339: "1969-12-31t19:00:00.5-05:00")?.milliseconds == 500)
    #expect(Instant(rfc3339: "1970-01-01T00:00:00.1239z")?.milliseconds == 123)
    for text in [
      "1970-01-01T07:00:00", "1970-01-01 07:00:00Z", "1970-01-01T24:00:00Z",
      "1970-01-01T07:60:00Z", "1970-01-01T07:00:60Z", "1970-01-01T07:00:00.Z",
      "1970-01-01T07:00:00+7:00", "1970-01-01T07:00:00+0700", "1970-02-30T07:00:00Z",
    ] {
      #expect(Instant(rfc3339: text) == nil, "\(text)")
    }
    let instant = Instant(milliseconds: 1_596_680_100_250)
    #expect(Instant(rfc3339: instant.rfc3339) == instant)
  }

  @Test("A local instant is read to the minute or the second")
  func ictText() {
    let nine = Instant(ictText: "2020-08-06 09:15")
    #expect(nine?.rfc3339 == "2020-08-06T09:15:00+07:00")
    #expect(Instant(ictText: "2020-08-06 09:15:30") == nine.map { $0 + 30_000 })
    for text in ["2020-08-06", "2020-08-06T09:15", "2020-08-06 9:15", "2020-08-06 24:00"] {
      #expect(Instant(ictText: text) == nil, "\(text)")
    }
  }

  @Test("A time of day reaches from 00:00 to 24:00")
  func localTime() {
    #expect(LocalTime("07:30")?.minuteOfDay == 450)
    #expect(LocalTime("24:00")?.description == "24:00")
    #expect(LocalTime("24:01") == nil)
    #expect(LocalTime("07:60") == nil)
    #expect(LocalTime("7:30") == nil)
    #expect(LocalTime(minuteOfDay: -1) == nil)
  }
}
