import MotCuaDomain
import Testing

@Suite("Calendars and due dates as tables")
struct CalendarTableTests {
  @Test("A calendar comes back from its text")
  func roundTrip() {
    let days = VietnamCalendar2019To2027.days
    let read = CalendarTable.read(CalendarTable.write(days))
    #expect(read.errors.isEmpty)
    #expect(read.days == days)
    #expect(days.allSatisfy { !$0.name.isEmpty && !$0.basis.isEmpty })
  }

  @Test("Columns are found by name, in CR LF lines, behind a byte-order mark")
  func layout() {
    let read = CalendarTable.read(
      "\u{FEFF}kind\tnote\tdate\r\nHOLIDAY\tx\t2030-01-01\r\n\r\nSWAP_WORK\ty\t2030-01-05\r\n"
    )
    #expect(read.errors.isEmpty)
    #expect(read.days.map(\.kind) == [.holiday, .swapWork])
    #expect(WorkingCalendar(days: read.days).loadedYears == [2030])
  }

  @Test("Every bad row is reported with its line, the good ones are kept")
  func badRows() {
    let read = CalendarTable.read(
      """
      date\tweekday\tkind
      2030-01-01\tTue\tHOLIDAY
      2030-02-30\tSat\tHOLIDAY
      2030-05-01\tWed\tFEAST
      2030-05-02\tMon\tHOLIDAY
      2030-05-02\tThu\tSWAP_WORK
      2030-01-01\tTue\tSWAP_OFF
      """
    )
    let expected: [(Int, CalendarTable.Problem)] = [
      (3, .badDate("2030-02-30")), (4, .unknownKind("FEAST")), (5, .wrongWeekday("Mon")),
      (6, .swapWorkOnWeekday(CivilDate.newYear(2030).addingDays(121))),
      (7, .repeated(CivilDate.newYear(2030), line: 2)),
    ]
    #expect(read.errors.map(\.line) == expected.map(\.0))
    #expect(read.errors.map(\.problem) == expected.map(\.1))
    #expect(read.days.map(\.date) == [CivilDate.newYear(2030)])
    #expect(read.errors[0].vietnameseText == "dòng 3: ngày không hợp lệ “2030-02-30”")
    let headless = CalendarTable.read("day\tkind\n")
    #expect(headless.errors.map(\.problem) == [.missingColumn("date")])
  }

  @Test("A due-date table keeps its columns and computes the two behind them")
  func dueDates() {
    let engine = DueDateEngine(calendar: WorkingCalendar(days: VietnamCalendar2019To2027.days))
    let result = DueDateTable.process(
      """
      id\tunit\tlimit\tdue_at\treceived_at\tpauses\tnote
      a\tWORKING_DAY\t2\told\t2021-03-01 08:30\t\tplain
      b\tHOUR\t8\t\t2021-03-01T08:00:00+07:00\t2021-03-01 09:00/2021-03-01 10:00;\t

      c\tWORKING_DAY\tba\t\t2021-03-01 08:30
      d\tWORKING_DAY\t2\t\t2028-03-01 08:30\t\t
      e\tOTHER\t\t\t2021-03-01 08:30\t\t
      f\tWEEK\t2\t\t2021-03-01 08:30\t\t
      g\tDAY\t2\t\t01/03/2021\t\t
      h\tDAY\t2\t\t2021-03-01 08:30\t2021-03-01\t
      i\tDAY\t2\t\t2021-03-01 08:30\t\t\tmore
      """,
      with: engine
    )
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 11)
    #expect(
      lines.first == "id\tunit\tlimit\treceived_at\tpauses\tnote\teffective_start\tdue_at"
    )
    #expect(
      lines[1]
        == "a\tWORKING_DAY\t2\t2021-03-01 08:30\t\tplain\t2021-03-01 08:30\t2021-03-03 17:00"
    )
    #expect(lines[2].hasSuffix("\t2021-03-01 08:00\t2021-03-02 09:00"))
    #expect(lines[3] == "c\tWORKING_DAY\tba\t2021-03-01 08:30\t\t\t-\t-")
    #expect(lines.last?.isEmpty == true)
    let expected: [(Int, DueDateTable.Problem)] = [
      (5, .badLimit("ba")), (6, .dueDate(.yearNotLoaded(2028))), (7, .dueDate(.dateMustBeTyped)),
      (8, .unknownUnit("WEEK")), (9, .badInstant("01/03/2021")), (10, .badPauses("2021-03-01")),
      (11, .tooManyFields(8)),
    ]
    #expect(result.errors.map(\.line) == expected.map(\.0))
    #expect(result.errors.map(\.problem) == expected.map(\.1))
    #expect(result.errors[1].vietnameseText == "dòng 6: chưa nạp lịch làm việc năm 2028")
  }

  @Test("A table without the needed columns gives no text")
  func missingColumns() {
    let engine = DueDateEngine(calendar: WorkingCalendar(days: []))
    let result = DueDateTable.process("received_at\tlimit\n", with: engine)
    #expect(result.text.isEmpty)
    #expect(result.errors.map(\.problem) == [.missingColumn("unit")])
    #expect(DueDateTable.process("", with: engine).errors.count == 1)
  }
}
