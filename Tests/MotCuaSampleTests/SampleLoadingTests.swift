import MotCuaDomain
import MotCuaSample
import MotCuaStore
import Testing

@Suite("The sample province is written by everyday commands")
struct SampleLoadingTests {
  @Test("The store's figures equal its recount from the history")
  func recountAgrees() async throws {
    let report = try await SampleHouse.loaded().store.recount()
    #expect(report.differences == [])
    #expect(report.cells > 0)
  }

  @Test("A store with dossiers is refused and left as it is")
  func refusesUsedStore() async throws {
    let house = try await SampleHouse.loaded()
    let before = try await house.store.figures().lastSequence
    let loader = SampleLoader(store: house.store, principal: 1)
    await #expect(throws: SampleLoader.Failure.self) {
      try await loader.load(seed: SampleHouse.seed, scale: 1)
    }
    #expect(try await house.store.figures().lastSequence == before)
  }

  @Test("Without the calendar of its year nothing is written")
  func needsCalendar() async throws {
    let store = MemoryStore()
    await #expect(throws: SampleLoader.Failure.self) {
      try await SampleLoader(store: store, principal: 1).load(seed: 1, scale: 1)
    }
    #expect(store.directory.agencies.isEmpty)
  }

  @Test("One seed gives one province")
  func repeatsItself() {
    let first = SampleHouse.drawn(seed: 5, scale: 1)
    let second = SampleHouse.drawn(seed: 5, scale: 1)
    let third = SampleHouse.drawn(seed: 6, scale: 1)
    #expect(first == second)
    #expect(first != third)
  }

  @Test("The scale multiplies the dossiers and keeps the shares", arguments: [2, 3])
  func scales(_ scale: Int) {
    let single = SampleHouse.drawn(seed: 5, scale: 1)
    let many = SampleHouse.drawn(seed: 5, scale: scale)
    #expect(many.level34 == single.level34.map { $0 * scale })
    #expect(many.online == single.online.map { $0 * scale })
  }
}
