import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Figures counted again over the contract")
struct VerifyFiguresTests {
  typealias Ground = DossierHouse.Ground

  @Test("A recount tells how far it is and what it compared", arguments: Ground.allCases)
  func agrees(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await house.returned()
    _ = try await house.started()
    var answers: [VerifyFiguresResponse] = []
    let stream = try await house.admin.verifyFigures(
      VerifyFiguresRequest(),
      options: house.by(.administrator)
    )
    for try await answer in stream { answers.append(answer) }
    let last = try #require(answers.last)
    #expect(last.done && !answers.dropLast().contains { $0.done })
    #expect([last.passed, last.total] == [2, 2])
    #expect(last.figures > 0)
    #expect(last.differing == 0 && last.differences.isEmpty)
    #expect(last.commitPosition == house.store.lastSequence)
  }

  @Test("Nobody but an administrator may ask")
  func permission() async throws {
    let house = try await DossierHouse(.memory)
    await expectRefusal(.principalNotAllowed) {
      let stream = try await house.admin.verifyFigures(
        VerifyFiguresRequest(),
        options: house.by(.supervisor)
      )
      for try await _ in stream {}
    }
  }
}
