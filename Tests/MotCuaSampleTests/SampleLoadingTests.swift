import MotCuaDomain
import MotCuaSample
import MotCuaStore
import Testing

@Suite("The sample province is written by everyday commands")
struct SampleLoadingTests {
  @Test("It is loaded well under a minute")
  func loadsQuickly() async throws {
    let house = try await SampleHouse.loaded()
    print("sample loaded in \(house.loadingTime)")
    #expect(house.loadingTime < .seconds(30))
  }

  @Test("The store's figures equal its recount from the history")
  func recountAgrees() async throws {
    let report = try await SampleHouse.loaded().store.recount()
    #expect(report.differences == [])
    #expect(report.cells > 0)
  }
}
