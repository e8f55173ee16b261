import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("The calendar")
struct CalendarServiceTests {
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
  }

  private var client: AdminServiceClient { house.admin(as: house.administrator) }

  private static func row(
    _ line: Int64,
    _ year: Int32,
    _ month: Int32,
    _ day: Int32,
    _ kind: CalendarDayKind = .holiday
  ) -> CalendarRow {
    CalendarRow(
      line: line,
      day: MotCuaAPI.CalendarDay(
        date: MotCuaAPI.Date(year: year, month: month, day: day),
        kind: kind,
        name: "Nghỉ"
      )
    )
  }

  private func load(
    _ rows: [CalendarRow],
    validateOnly: Bool = false
  ) async throws -> ImportCalendarResponse {
    try await client.importCalendar(
      ImportCalendarRequest(rows: rows, validateOnly: validateOnly)
    )
  }

  @Test("A year is loaded whole, gets a version, and the same rows change nothing")
  func load() async throws {
    let version = house.store.calendar.version
    let rows = [Self.row(2, 2030, 1, 1), Self.row(3, 2030, 9, 2)]
    let first = try await load(rows)
    #expect(first.version == version + 1)
    #expect(first.years == [2030])
    #expect(first.counts == ImportCounts(rows: 2, created: 2))
    let second = try await load(rows)
    #expect(second.version == version + 1)
    #expect(second.years == [2030])
    #expect(second.counts == ImportCounts(rows: 2, unchanged: 2))
    let year = try await client.getCalendar(GetCalendarRequest(year: 2030))
    #expect(year.days.count == 2)
    #expect(year.version == version + 1)
    #expect(year.loadTime == house.clock.now().timestamp)
    let other = try await client.getCalendar(GetCalendarRequest(year: 2020))
    #expect(!other.days.isEmpty)
  }

  @Test("One bad row, and nothing is loaded")
  func allOrNothing() async throws {
    let version = house.store.calendar.version
    let response = try await load([
      Self.row(2, 2030, 1, 1), Self.row(3, 2030, 2, 30), Self.row(4, 2030, 1, 1),
      Self.row(5, 2030, 1, 2, .swapWork), CalendarRow(line: 6),
    ])
    #expect(response.version == version)
    #expect(response.years == [])
    #expect(response.counts == ImportCounts(rows: 5, rejected: 5))
    #expect(
      response.errors.map(\.reason) == [
        "BAD_DATE", "DUPLICATE_DATE", "SWAP_WORK_ON_WEEKDAY", "MISSING_VALUE",
      ]
    )
    #expect(response.errors[1].otherLine == 2)
    #expect(!house.store.calendar.loadedYears.contains(2030))
  }

  @Test("Part of a loaded year would unload the rest, so it is refused")
  func partOfYear() async throws {
    let response = try await load([Self.row(2, 2020, 9, 2)])
    #expect(response.errors.map(\.reason) == ["INCOMPLETE_YEAR"])
    #expect(house.store.calendar.loadedYears.contains(2020))
  }

  @Test("A dry run tells what would be and loads nothing")
  func dryRun() async throws {
    let version = house.store.calendar.version
    let response = try await load([Self.row(2, 2030, 1, 1)], validateOnly: true)
    #expect(response.version == version + 1)
    #expect(house.store.calendar.version == version)
  }

  @Test("A year that is not loaded is not found")
  func notLoaded() async {
    let error = await expectRefusal(.calendarYearNotLoaded) {
      _ = try await client.getCalendar(GetCalendarRequest(year: 2031))
    }
    #expect(error?.code == .notFound)
    #expect(error?.values == ["year": "2031"])
  }
}
