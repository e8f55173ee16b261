import MotCuaDomain
import MotCuaServices
import MotCuaStore
import Testing

@Suite("What the steps of officers changed")
struct OfficerTableTests {
  @Test("No more sums are held than may be, and it is told", arguments: [1, 2, 100])
  func bound(cellsMax: Int) async throws {
    let house = try await DossierHouse(.memory)
    try await StatisticsTests.fill(house)
    let from = DossierHouse.day(8, 1)
    let period = try #require(ReportPeriod(from: from, to: DossierHouse.day(8, 31)))
    let steps = try await house.store.steps(
      from: period.start,
      at: FigureTime(asOf: period.end),
      into: [] as [FigureEvent]
    ) { $0.append($1) }
    let agencies = Set(house.store.directory.agencies.map(\.code))
    var table = OfficerTable(
      period: period,
      asOf: period.end,
      parts: [period.end],
      agencies: agencies,
      cellsMax: cellsMax
    )
    for step in steps { table.take(step) }
    // Two officers of the house have received or refused something.
    #expect(Set(steps.compactMap(\.officer)).count == 2)
    #expect(table.isTooLarge == (cellsMax < 2))
  }
}
