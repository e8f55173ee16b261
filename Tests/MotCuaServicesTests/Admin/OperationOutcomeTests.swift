import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import ProtobufEngine
import RPCCore
import Testing

@Suite("What became of a request")
struct OperationOutcomeTests {
  private static let submit = "motcua.v1.DossierService/SubmitDossier"

  /// A UUID of version 7 whose time is so long before the house's.
  private static func id(_ age: Int64, _ number: UInt64 = 1) -> String {
    let time = UInt64(DossierHouse.start.milliseconds - age)
    return RequestID(high: time << 16 | 0x7000, low: 0x8000_0000_0000_0000 | number).uuid
  }

  private func outcome(
    _ house: DossierHouse,
    _ id: String,
    method: String = submit,
    as person: Person = .portal,
    asserting applicant: String? = nil
  ) async throws -> OperationOutcome {
    try await house.admin.getOperationOutcome(
      GetOperationOutcomeRequest(method: method, requestId: id),
      options: house.by(person, asserting: applicant)
    )
  }

  @Test("Applied, with the very answer and its instant", arguments: DossierHouse.Ground.allCases)
  func applied(_ ground: DossierHouse.Ground) async throws {
    let house = try await DossierHouse(ground)
    var request = Requests.submit()
    request.requestId = Self.id(0)
    let dossier = try await house.dossiers.submitDossier(request, options: house.by(.portal))
    for method in [Self.submit, "/" + Self.submit] {
      let found = try await outcome(house, request.requestId, method: method)
      #expect(found.state == .applied)
      #expect(found.answerType == "motcua.v1.Dossier")
      #expect(found.applyTime == DossierHouse.start.timestamp)
      #expect(try Dossier(serialized: found.answer) == dossier)
    }
    // Another caller, another method and a refusal have no part in it.
    #expect(try await outcome(house, request.requestId, as: .desk).state == .notApplied)
    let accept = "motcua.v1.DossierService/AcceptDossier"
    #expect(try await outcome(house, request.requestId, method: accept).state == .notApplied)
    request.requestId = Self.id(0, 2)
    request.components = []
    await #expect(throws: RPCError.self) {
      _ = try await house.dossiers.submitDossier(request, options: house.by(.portal))
    }
    #expect(try await outcome(house, request.requestId).state == .notApplied)
  }

  @Test("What is not kept is not applied where the id is young, and unknown otherwise")
  func unknown() async throws {
    let house = try await DossierHouse(.memory)
    let day: Int64 = 86_400_000
    let cases: [(Int64, OperationState)] = [
      (0, .notApplied), (29 * day - 1, .notApplied), (29 * day, .unknown), (400 * day, .unknown),
      (-day, .notApplied), (-day - 1, .unknown),
    ]
    for (age, state) in cases {
      #expect(try await outcome(house, Self.id(age)).state == state, "\(age)")
    }
    #expect(try await outcome(house, "01890a5d-ac96-474b-bcce-b302099a8057").state == .unknown)
  }

  @Test("Only methods that change something, only in one's own name")
  func refusals() async throws {
    let house = try await DossierHouse(.memory)
    for method in ["motcua.v1.DossierService/GetDossier", "motcua.v1.NoService/Nothing"] {
      let refused = try await refusal { try await outcome(house, Self.id(0), method: method) }
      #expect(refused == Refusal(.invalidArgument, .invalidFields, fields: ["method"]))
    }
    let asserted = try await refusal {
      try await outcome(house, Self.id(0), asserting: DossierProvince.citizen)
    }
    #expect(asserted == Refusal(.permissionDenied, .principalNotAllowed))
    let free = try await refusal {
      try await outcome(house, Self.id(0), method: "DROP TABLE")
    }
    #expect(free == Refusal(.invalidArgument, .invalidFields, fields: ["method"]))
  }

  @Test(
    "Who asks while a request runs never hears that it was not applied after it was"
  )
  func racing() async throws {
    let house = try await DossierHouse(.sqlite)
    for number in 0..<20 as Range<UInt64> {
      var request = Requests.submit()
      request.requestId = Self.id(0, 100 + number)
      let prepared = request
      async let dossier = house.dossiers.submitDossier(prepared, options: house.by(.portal))
      var states: [OperationState] = []
      for _ in 0..<5 { states.append(try await outcome(house, prepared.requestId).state) }
      _ = try await dossier
      states.append(try await outcome(house, prepared.requestId).state)
      #expect(states.last == .applied)
      #expect(states.drop { $0 != .applied }.allSatisfy { $0 == .applied }, "\(states)")
    }
  }
}
