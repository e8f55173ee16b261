import MotCuaDomain
import Testing

@testable import MotCuaServices

@Suite("Lists behind numbers are kept for their next pages")
struct FigureListsTests {
  private static func question(_ name: UInt8, withinDays: Int32? = nil) -> FigureLists.Question {
    FigureLists.Question(
      filter: [name],
      agencies: [nil],
      procedures: nil,
      periods: [],
      withinDays: withinDays
    )
  }

  @Test("A list is found by its question and no other")
  func found() throws {
    let lists = FigureLists()
    lists.keep([3, 2, 1], for: Self.question(1))
    #expect(lists.ids(Self.question(1)) == [3, 2, 1])
    #expect(lists.ids(Self.question(2)) == nil)
    #expect(lists.ids(Self.question(1, withinDays: 3)) == nil)
    let agency = try #require(AgencyCode("000.00.05.H10"))
    let narrower = FigureLists.Question(
      filter: [1],
      agencies: [[agency]],
      procedures: nil,
      periods: [],
      withinDays: nil
    )
    #expect(lists.ids(narrower) == nil)
  }

  @Test("The oldest lists go where there are too many numbers", arguments: [3, 4, 5])
  func limit(count: Int) {
    let lists = FigureLists(idsMax: 4)
    lists.keep([9], for: Self.question(1))
    lists.keep(Array(repeating: 7, count: count), for: Self.question(2))
    #expect((lists.ids(Self.question(1)) != nil) == (count != 4))
    #expect((lists.ids(Self.question(2)) != nil) == (count <= 4))
  }

  @Test("No more than 64 lists are kept")
  func lists() {
    let lists = FigureLists()
    for name in UInt8(1)...65 { lists.keep([1], for: Self.question(name)) }
    #expect(lists.ids(Self.question(1)) == nil)
    #expect(lists.ids(Self.question(2)) != nil)
    #expect(lists.ids(Self.question(65)) != nil)
  }
}
