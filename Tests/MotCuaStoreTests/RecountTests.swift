import MotCuaDomain
import SQLiteEngine
import Synchronization
import Testing

@testable import MotCuaStore

@Suite("A recount finds what is held wrong, and says where")
struct RecountTests {
  private static let cell = RollupCell(
    day: House.at("2020-08-06 00:00").ictDate,
    agency: House.department,
    procedure: House.open,
    key: RollupKey(measure: .submitted, channel: .online, level: .level4)
  )
  private static var change: FigureChange {
    FigureChange(day: cell.day.daysSinceEpoch, key: cell.key.index, amount: 1)
  }

  private let folder: TemporaryFolder
  private let store: SQLiteStore

  init() throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(StoreConfiguration(folder: folder.path))
  }

  /// Three dossiers, of one day and of one two months later.
  private func fill(_ house: House) async throws {
    _ = try await house.started()
    _ = try await house.submit()
    _ = try await house.submit(at: House.at("2020-10-06 09:15"))
    #expect(try await house.store.recount().differences == [])
  }

  private func planted(
    _ plant: (inout StatisticsCube.Contents) -> Void
  ) async throws -> [RecountReport.Difference] {
    let house = House(over: store)
    try await house.furnish()
    try await fill(house)
    store.cube.contents.withLock { plant(&$0) }
    let found = try await store.recount().differences
    store.close()
    return found
  }

  @Test("A figure of the database alone")
  func stored() async throws {
    let house = House(over: store)
    try await house.furnish()
    try await fill(house)
    let path = StoreConfiguration(folder: folder.path).databasePath
    let other = try SQLiteConnection(path: path, mode: .readWrite)
    try other.execute("UPDATE rollup SET amount = amount + 5 WHERE amount = 2")
    try other.close()
    let found = try await store.recount().differences
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.place == .stored && $0.held == $0.counted + 5 })
    #expect(found.allSatisfy { $0.agency == House.department && $0.procedure == House.open })
    // What memory holds was right all the time, and goes on with what follows.
    _ = try await house.submit()
    #expect(try await store.recount().differences.allSatisfy { $0.place == .stored })
    store.close()
  }

  @Test("A figure of RAM by procedure alone, one too much and one that is missing")
  func procedures() async throws {
    let found = try await planted { contents in
      let day = Self.cell.day.daysSinceEpoch
      contents.details[House.department]?.add(1, House.open, key: Self.cell.key.index, on: day)
      let received = RollupKey(measure: .received, channel: .online, level: .level4)
      contents.details[House.department]?.add(-1, House.open, key: received.index, on: day)
    }
    #expect(found.map(\.place) == [.procedures, .procedures])
    #expect(found.map(\.held) == [3, 0])
    #expect(found.map(\.counted) == [2, 1])
    #expect(found.map(\.procedure) == [House.open, House.open])
  }

  @Test("All figures of RAM of one agency, which it has lost")
  func lost() async throws {
    let found = try await planted { $0.details[House.department] = nil }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.place == .procedures && $0.held == 0 && $0.counted != 0 })
  }

  @Test("A figure of RAM by agency alone, with the sums that follow from it")
  func agencies() async throws {
    let found = try await planted { contents in
      contents.agencies[House.department]?.add(Self.change)
    }
    #expect(Set(found.map(\.place)) == [.agencies])
    #expect(found.map(\.agency) == [House.department])
    #expect(found.map(\.procedure) == [nil])
    #expect(found.map(\.held) == [3])
    #expect(found.map(\.counted) == [2])
  }

  @Test("A figure of RAM of the whole province alone, and a foreign agency")
  func province() async throws {
    let found = try await planted { contents in
      contents.whole.add(Self.change)
      contents.agencies[House.centre, default: FigureLedger()].add(Self.change)
    }
    #expect(found.map(\.place) == [.agencies, .province])
    #expect(found.map(\.agency) == [House.centre, nil])
    #expect(found.map(\.counted) == [0, 2])
  }

  @Test("The store that is a fake compares what it holds in RAM too")
  func memory() async throws {
    let memory = MemoryStore()
    let house = try await House(over: memory)
    try await fill(house)
    memory.cube.contents.withLock { $0.whole.add(Self.change) }
    #expect(try await memory.recount().differences.map(\.place) == [.province])
  }
}
