import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Who calls")
struct AuthenticationTests {
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.furnishAgencies()
  }

  private func list(_ token: String?) async throws {
    _ = try await house.agencies(as: token).listAgencies(ListAgenciesRequest())
  }

  @Test("A method that is not open needs a token")
  func missing() async {
    let error = await expectRefusal(.tokenMissing) { try await list(nil) }
    #expect(error?.code == .unauthenticated)
  }

  @Test(
    "A token of another shape or another server is refused",
    arguments: ["", "abc", "mct_", "mct_" + String(repeating: "A", count: 43)]
  )
  func invalid(token: String) async {
    await expectRefusal(.tokenInvalid) { try await list(token) }
  }

  @Test("Another scheme than Bearer is refused")
  func otherScheme() async {
    var options = CallOptions()
    options.metadata.append("authorization", text: "Basic " + house.administrator)
    await expectRefusal(.tokenInvalid) {
      _ = try await AgencyServiceClient(house.transport)
        .listAgencies(ListAgenciesRequest(), options: options)
    }
  }

  @Test("A token is taken until the instant of its expiry and not at it")
  func expired() async throws {
    house.clock.set(ServiceHouse.start + 30 * Instant.day - 1)
    try await list(house.administrator)
    house.clock.set(ServiceHouse.start + 30 * Instant.day)
    await expectRefusal(.tokenExpired) { try await list(house.administrator) }
  }

  @Test("A revoked token is refused with the next call")
  func revoked() async throws {
    let token = try await house.caller(.supervisor)
    try await list(token)
    try await house.perform(RevokeToken(tokenID: 2))
    await expectRefusal(.tokenRevoked) { try await list(token) }
  }

  @Test("A kind of caller that a method does not name is refused")
  func kind() async throws {
    let token = try await house.caller(.supervisor)
    let error = await expectRefusal(.principalNotAllowed) {
      _ = try await house.admin(as: token).listPrincipals(ListPrincipalsRequest())
    }
    #expect(error?.code == .permissionDenied)
  }

  @Test("An open method needs no token, and still refuses a bad one")
  func open() async throws {
    _ = try await house.procedures(as: nil).listSectors(ListSectorsRequest())
    await expectRefusal(.tokenInvalid) {
      _ = try await house.procedures(as: "mct_no").listSectors(ListSectorsRequest())
    }
  }

  @Test("Only a connected system may speak for an applicant")
  func assertion() async throws {
    let applicant = "CITIZEN_ID:012345678901"
    for token in [house.administrator, nil] {
      await expectRefusal(.principalNotAllowed) {
        let client = ProcedureServiceClient(house.transport(as: token, applicant: applicant))
        _ = try await client.listSectors(ListSectorsRequest())
      }
    }
    let system = try await house.caller(.system)
    _ = try await ProcedureServiceClient(house.transport(as: system, applicant: applicant))
      .listSectors(ListSectorsRequest())
  }

  @Test(
    "An applicant is named by the kind and the number of his paper",
    arguments: ["012345678901", "CITIZEN_ID:12", "PAPER:012345678901", "CITIZEN_ID:", ":"]
  )
  func malformedAssertion(text: String) async throws {
    let system = try await house.caller(.system)
    let error = await expectRefusal(.invalidFields) {
      _ = try await ProcedureServiceClient(house.transport(as: system, applicant: text))
        .listSectors(ListSectorsRequest())
    }
    #expect(error?.wrongFields == ["motcua-applicant"])
  }

  @Test("A method without a permission is refused, an open service of the standards is not")
  func denyByDefault() async throws {
    let interceptor = AuthenticationInterceptor(
      store: house.store,
      clock: house.clock,
      permissions: [:]
    )
    func call(_ service: String) async throws {
      let context = ServerContext(method: MethodDescriptor(service: service, name: "M"))
      let call = ServerCall(context: context, stream: NoStream())
      try await interceptor.intercept(call) { _ in }
    }
    await #expect(throws: RPCError.self) { try await call("motcua.v1.AgencyService") }
    await #expect(throws: RPCError.self) { try await call("other.Service") }
    try await call("grpc.health.v1.Health")
    try await call("grpc.reflection.v1alpha.ServerReflection")
  }
}

/// The stream of a call whose messages nobody looks at.
private final class NoStream: ServerCallStream {
  func nextMessage() async throws -> [UInt8]? { nil }
  func onlyMessage() async throws -> [UInt8] { [] }
  func write(_ message: [UInt8]) async throws {}
  func sendHead() async throws {}
}
