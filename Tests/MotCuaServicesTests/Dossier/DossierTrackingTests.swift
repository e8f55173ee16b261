import MotCuaAPI
import MotCuaServices
import RPCCore
import Testing

@Suite("The public look-up")
struct DossierTrackingTests {
  typealias Ground = DossierHouse.Ground

  private func track(
    _ house: DossierHouse,
    _ code: String,
    _ suffix: String,
    by person: Person? = nil
  ) async throws -> TrackDossierResponse {
    try await house.dossiers.trackDossier(
      TrackDossierRequest(code: code, identitySuffix: suffix),
      options: house.by(person)
    )
  }

  @Test("Code and end of the identity number tell how far it is", arguments: Ground.allCases)
  func rightPair(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let answer = try await track(house, born.code, "0001")
    #expect(answer.state == .submitted)
    #expect(answer.procedureName == "Cấp giấy phép")
    #expect(answer.agencyName == "Cơ quan \(DossierProvince.department)")
    #expect(answer.submittedAt == born.submittedAt)
    #expect(answer.dueAt == nil)
  }

  @Test("A wrong end and an unknown code are answered alike", arguments: Ground.allCases)
  func wrongPairs(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let absent = "000.00.05.H10-200806-0002"
    var errors: [RPCError] = []
    for code in [born.code, absent] {
      do {
        _ = try await track(house, code, "9999")
      } catch let error as RPCError {
        errors.append(error)
      }
    }
    #expect(errors.count == 2)
    #expect(errors.map(\.code) == [.notFound, .notFound])
    #expect(errors[0].message == errors[1].message)
    // The only difference is the code that the caller has sent.
    func values(_ error: RPCError) -> [String: String]? {
      for case .errorInfo(_, _, let metadata) in error.details {
        return metadata.merging(["name": ""]) { $1 }
      }
      return nil
    }
    #expect(values(errors[0]) == values(errors[1]))
    #expect(errors[0].details.dropFirst() == errors[1].details.dropFirst())
    let short = try await refusal { try await track(house, born.code, "001") }
    #expect(short?.fields == ["identity_suffix"])
  }

  @Test("Guesses at one code meet a limit that known and unknown codes share")
  func limitByCode() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    for code in [born.code, "000.00.05.H10-200806-0002"] {
      var reasons: [ErrorReason?] = []
      for guess in 0..<4 {
        reasons.append(
          try await refusal { try await track(house, code, "999\(guess)", by: .portal) }?.reason
        )
      }
      #expect(reasons == [.notFound, .notFound, .notFound, .rateLimited])
    }
    // Not even the right pair is told now; a minute later it is.
    let blocked = try await refusal { try await track(house, born.code, "0001", by: .portal) }
    #expect(blocked == Refusal(.resourceExhausted, .rateLimited))
    house.callClock.advance(seconds: 60)
    #expect(try await track(house, born.code, "0001", by: .portal).code == born.code)
  }

  @Test("An owner may look often, an address only so often")
  func limitByCaller() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    for _ in 0..<8 { _ = try await track(house, born.code, "0001") }
    let ninth = try await refusal { try await track(house, born.code, "0001") }
    #expect(ninth == Refusal(.resourceExhausted, .rateLimited))
    for _ in 0..<20 { _ = try await track(house, born.code, "0001", by: .portal) }
    house.callClock.advance(seconds: 2)
    _ = try await track(house, born.code, "0001")
    _ = try await track(house, born.code, "0001")
    let soon = try await refusal { try await track(house, born.code, "0001") }
    #expect(soon?.reason == .rateLimited)
  }

  @Test("A limit says when to come again")
  func retryInfo() {
    let clock = TestCallClock()
    let limits = TrackGuard(clock: clock, callerBurst: 1, callerInterval: .seconds(5))
    var delays: [RPCError.Detail] = []
    do throws(RPCError) {
      try limits.admit(caller: "a", code: "x")
      clock.advance(seconds: 2)
      try limits.admit(caller: "a", code: "y")
    } catch {
      delays = error.details
    }
    #expect(delays.contains(.retryInfo(delay: .seconds(3))))
  }

  @Test("A flood of codes fills no memory, and ends with its buckets")
  func flood() throws {
    let clock = TestCallClock()
    let limits = TrackGuard(clock: clock, codeInterval: .seconds(60), bucketsMax: 10)
    for code in 0..<10 { try limits.admit(caller: nil, code: "\(code)") }
    #expect(throws: RPCError.self) { try limits.admit(caller: nil, code: "new") }
    // Who is known goes on meanwhile.
    try limits.admit(caller: nil, code: "3")
    clock.advance(seconds: 60)
    try limits.admit(caller: nil, code: "new")
  }

  @Test("A bucket gives back no more than it had")
  func giveBack() throws {
    let limits = TrackGuard(clock: TestCallClock(), codeBurst: 2)
    for _ in 0..<5 { limits.giveBack(code: "x") }
    try limits.admit(caller: nil, code: "x")
    for _ in 0..<5 { limits.giveBack(code: "x") }
    try limits.admit(caller: nil, code: "x")
    try limits.admit(caller: nil, code: "x")
    #expect(throws: RPCError.self) { try limits.admit(caller: nil, code: "x") }
  }
}
