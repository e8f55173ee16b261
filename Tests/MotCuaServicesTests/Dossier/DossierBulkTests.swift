import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Many dossiers at once")
struct DossierBulkTests {
  typealias Ground = DossierHouse.Ground

  @Test(
    "Each dossier is judged alone, and what is refused hinders no other",
    arguments: Ground.allCases
  )
  func rows(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let ready = try await house.received()
    let begun = try await house.started()
    let other = try await house.received()
    let absent = "000.00.05.H10-200806-0099"
    var request = BulkTransitionRequest(
      action: .start,
      codes: [ready.code, begun.code, absent, other.code],
      validateOnly: true
    )
    let trial = try await house.dossiers.bulkTransition(request, options: house.by(.desk))
    #expect(trial.rows.map(\.done) == [true, false, false, true])
    #expect(try await house.dossier(ready.code).state == .received)
    request.validateOnly = false
    let answer = try await house.dossiers.bulkTransition(request, options: house.by(.desk))
    #expect(answer == trial)
    #expect([answer.doneCount, answer.refusedCount] == [2, 2])
    #expect(answer.rows[0].state == .inProgress)
    #expect(answer.rows[1].reason == "ILLEGAL_TRANSITION")
    #expect(answer.rows[1].allowedActions.contains(.requestSupplement))
    #expect(answer.rows[2].reason == "NOT_FOUND")
    #expect(answer.rows[2].message == "Không tìm thấy.")
    #expect(try await house.dossier(other.code).state == .inProgress)
    #expect(try await house.dossier(other.code).etag == answer.rows[3].etag)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("A repeat answers as the first request did", arguments: Ground.allCases)
  func replay(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.received()
    let request = BulkTransitionRequest(
      action: .start,
      codes: [born.code],
      requestId: Requests.id(7)
    )
    let first = try await house.dossiers.bulkTransition(request, options: house.by(.desk))
    #expect(try await house.dossiers.bulkTransition(request, options: house.by(.desk)) == first)
  }

  @Test("What an action needs is asked for once, and its rows are limited")
  func refusals() async throws {
    let house = try await DossierHouse(.memory)
    let code = "000.00.05.H10-200806-0001"
    func bulk(_ change: (inout BulkTransitionRequest) -> Void) async throws -> Refusal? {
      var request = BulkTransitionRequest(action: .start, codes: [code])
      change(&request)
      return try await refusal {
        try await house.dossiers.bulkTransition(request, options: house.by(.desk))
      }
    }
    #expect(try await bulk { $0.action = .stop }?.fields == ["note"])
    #expect(try await bulk { $0.action = .reassign }?.fields == ["officer_code"])
    #expect(try await bulk { $0.action = .forward }?.fields == ["agency_code"])
    #expect(try await bulk { $0.action = .returnResult }?.fields == ["return_method"])
    #expect(try await bulk { $0.action = .submit }?.fields == ["action"])
    #expect(try await bulk { $0.codes = [code, code] }?.fields == ["codes[1]"])
    let codes = (1...501).map { number in
      let digits = String(number)
      return "000.00.05.H10-200806-" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    #expect(try await bulk { $0.codes = codes }?.reason == .importTooLarge)
    #expect(try await bulk { $0.codes = Array(codes.prefix(500)) } == nil)
  }

  @Test("A batch gives what the caller may see in the order asked for", arguments: Ground.allCases)
  func batch(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let first = try await house.received()
    let second = try await house.received()
    let absent = "000.00.05.H10-200806-0099"
    let request = BatchGetDossiersRequest(codes: [second.code, absent, first.code])
    let answer = try await house.dossiers.batchGetDossiers(request, options: house.by(.desk))
    #expect(answer.dossiers == [second, first])
    #expect(answer.missingCodes == [absent])
    let outside = try await house.dossiers.batchGetDossiers(
      request,
      options: house.by(.communeDesk)
    )
    #expect(outside.dossiers.isEmpty)
    #expect(outside.missingCodes == request.codes)
  }
}
