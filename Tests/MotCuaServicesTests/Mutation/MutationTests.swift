import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Changes")
struct MutationTests {
  private static let id = "01890a5d-ac96-774b-bcce-b302099a8057"
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.furnishAgencies()
  }

  private func request(
    _ name: String = "Sở Tài chính",
    id: String = Self.id,
    validateOnly: Bool = false
  ) -> CreateAgencyRequest {
    CreateAgencyRequest(
      agency: Agency(code: "000.00.09.H10", name: name, level: .province, kind: .resolving),
      requestId: id,
      validateOnly: validateOnly
    )
  }

  @Test("A repeat answers as the first request did, and says so")
  func replay() async throws {
    let trailers = TrailerBox()
    let client = house.agencies(as: house.administrator, trailers: trailers)
    let first = try await client.createAgency(request())
    #expect(trailers.last.text("motcua-replayed") == nil)
    house.clock.set(ServiceHouse.start + Instant.hour)
    #expect(try await client.createAgency(request()) == first)
    #expect(trailers.last.text("motcua-replayed") == "true")
    #expect(try await client.createAgency(request(id: Self.id.uppercased())) == first)
  }

  @Test("The same identity with another body is refused")
  func reused() async throws {
    let client = house.agencies(as: house.administrator)
    _ = try await client.createAgency(request())
    await expectRefusal(.requestIdReused) {
      _ = try await client.createAgency(request("Sở Nội vụ"))
    }
  }

  @Test("Without an identity a repeat is judged anew")
  func withoutID() async throws {
    let client = house.agencies(as: house.administrator)
    _ = try await client.createAgency(request(id: ""))
    let error = await expectRefusal(.alreadyExists) {
      _ = try await client.createAgency(request(id: ""))
    }
    #expect(error?.values == ["resource": "agency", "name": "000.00.09.H10"])
  }

  @Test("A refusal leaves nothing, so the same request may succeed later")
  func refusalIsNotKept() async throws {
    let client = house.agencies(as: house.administrator)
    var child = request()
    child.agency?.parentCode = "000.00.77.H10"
    await expectRefusal(.parentNotFound) { _ = try await client.createAgency(child) }
    var parent = request("Ban quản lý", id: "")
    parent.agency?.code = "000.00.77.H10"
    _ = try await client.createAgency(parent)
    #expect(try await client.createAgency(child).parentCode == "000.00.77.H10")
  }

  @Test("A dry run answers as the real call would, and stores nothing")
  func validateOnly() async throws {
    let client = house.agencies(as: house.administrator)
    let dry = try await client.createAgency(request(validateOnly: true))
    #expect(house.store.directory.agencyCount == 5)
    let real = try await client.createAgency(request())
    #expect(dry == real)
    await expectRefusal(.alreadyExists) {
      _ = try await client.createAgency(request(id: "", validateOnly: true))
    }
  }

  @Test("Two callers may use the same identity")
  func perCaller() async throws {
    let other = try await house.caller(.administrator)
    _ = try await house.agencies(as: house.administrator).createAgency(request())
    await expectRefusal(.alreadyExists) {
      _ = try await house.agencies(as: other).createAgency(request())
    }
  }

  @Test("A connected system must send an identity, and so must one that speaks for somebody")
  func required() throws {
    let mutator = house.environment.mutator
    func envelope(_ principal: MotCuaServices.Principal, id: String) throws {
      let context = ServerContext(method: AgencyServiceMethods.createAgency)
      context.set(principal)
      _ = try mutator.envelope(
        of: request(id: id),
        digest: RequestDigest(),
        context: context
      )
    }
    let system = MotCuaServices.Principal(id: 4, kind: .system, name: "Cổng")
    let applicant = AssertedApplicant(text: "CITIZEN_ID:012345678901").map(system.speaking)
    for principal in [system, applicant].compactMap({ $0 }) {
      #expect(throws: RPCError.self) { try envelope(principal, id: "") }
      try envelope(principal, id: Self.id)
    }
    try envelope(MotCuaServices.Principal(id: 1, kind: .officer, name: ""), id: "")
  }

  @Test("With a clock set by hand every answer says so, refusals too")
  func clockTrailer() async throws {
    let house = try await ServiceHouse(isClockManual: true)
    let trailers = TrailerBox()
    let client = house.agencies(as: house.administrator, trailers: trailers)
    _ = try await client.listAgencies(ListAgenciesRequest())
    #expect(trailers.last.text("motcua-clock") == "manual 2020-08-06T08:00:00+07:00")
    await expectRefusal(.notFound) {
      _ = try await client.getAgency(GetAgencyRequest(code: "000.00.99.H10"))
    }
    #expect(trailers.last.text("motcua-clock") == "manual 2020-08-06T08:00:00+07:00")
  }
}
