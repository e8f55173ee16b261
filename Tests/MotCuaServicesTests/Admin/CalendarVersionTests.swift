import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Versions of the calendar")
struct CalendarVersionTests {
  private static func rows(_ year: Int, swap: String? = nil) -> [CalendarRow] {
    var days = [CalendarDay(date: CivilDate.newYear(year).date, kind: .holiday, name: "Tết")]
    if let swap = swap.flatMap({ CivilDate($0) }) {
      days.append(CalendarDay(date: swap.date, kind: .swapWork, name: "Làm bù"))
    }
    return days.enumerated().map { CalendarRow(line: Int64($0.offset) + 2, day: $0.element) }
  }

  @Test("Each import is a version that stays readable", arguments: StoreAdapter.all)
  func versions(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      let client = house.admin(as: house.administrator)
      house.pass(Instant.hour)
      _ = try await client.importCalendar(ImportCalendarRequest(rows: Self.rows(2028)))
      house.pass(Instant.hour)
      _ = try await client.importCalendar(
        ImportCalendarRequest(rows: Self.rows(2028, swap: "2028-01-08"))
      )
      let all = try await client.listCalendarVersions(ListCalendarVersionsRequest())
      #expect(all.versions.map(\.version) == [3, 2, 1])
      #expect(all.versions.map { $0.years.last } == [2028, 2028, 2027])
      #expect(all.versions[0].days == all.versions[1].days + 1)
      #expect(all.versions[0].loadTime == house.clock.now().timestamp)
      let page = try await client.listCalendarVersions(ListCalendarVersionsRequest(pageSize: 2))
      let rest = try await client.listCalendarVersions(
        ListCalendarVersionsRequest(pageSize: 2, pageToken: page.nextPageToken)
      )
      #expect(page.versions + rest.versions == all.versions)

      let now = try await client.getCalendar(GetCalendarRequest(year: 2028))
      #expect(now.days.count == 2)
      let earlier = try await client.getCalendar(GetCalendarRequest(year: 2028, version: 2))
      #expect(earlier.days.count == 1)
      #expect(earlier.version == 2)
      #expect(earlier.loadTime == all.versions[1].loadTime)
      await expectRefusal(.calendarYearNotLoaded) {
        _ = try await client.getCalendar(GetCalendarRequest(year: 2028, version: 1))
      }
      for version in [4, Int64.max] {
        await expectRefusal(.notFound) {
          _ = try await client.getCalendar(GetCalendarRequest(year: 2028, version: version))
        }
      }
    }
  }
}
