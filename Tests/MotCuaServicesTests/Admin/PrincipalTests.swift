import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("Principals and tokens")
struct PrincipalTests {
  private static let id = "01890a5d-ac96-774b-bcce-b302099a8057"
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.furnishAgencies()
  }

  private var client: AdminServiceClient { house.admin(as: house.administrator) }

  private func create(
    _ principal: MotCuaAPI.Principal,
    validateOnly: Bool = false
  ) async throws -> MotCuaAPI.Principal {
    try await client.createPrincipal(
      CreatePrincipalRequest(principal: principal, validateOnly: validateOnly)
    )
  }

  private static let officer = MotCuaAPI.Principal(
    kind: .officer,
    name: "Bộ phận một cửa",
    agencyCodes: ["000.00.30.H10"],
    duties: [.reception, .result]
  )

  @Test("A principal comes back as it was created, with an id")
  func create() async throws {
    let made = try await create(Self.officer)
    #expect(made.id == "2")
    #expect(made.agencyCodes == Self.officer.agencyCodes)
    #expect(made.duties == Self.officer.duties)
    let dry = try await create(Self.officer, validateOnly: true)
    #expect(dry.id == "")
    let listed = try await client.listPrincipals(ListPrincipalsRequest())
    #expect(listed.principals.map(\.id) == ["1", "2"])
    let officers = try await client.listPrincipals(ListPrincipalsRequest(kind: .officer))
    #expect(officers.principals == [made])
  }

  @Test("Each kind must have what it needs and nothing that is not its own")
  func kinds() async throws {
    func fields(_ principal: MotCuaAPI.Principal) async -> [String] {
      await expectRefusal(.invalidFields) { _ = try await create(principal) }?.wrongFields ?? []
    }
    func principal(_ kind: MotCuaAPI.PrincipalKind) -> MotCuaAPI.Principal {
      MotCuaAPI.Principal(kind: kind, name: "Tên")
    }
    #expect(await fields(principal(.public)) == ["principal.kind"])
    #expect(await fields(principal(.officer)) == ["principal.agency_codes", "principal.duties"])
    #expect(await fields(principal(.assistant)) == ["principal.agency_codes"])
    #expect(await fields(principal(.applicant)) == ["principal.identity_number"])
    var supervisor = principal(.supervisor)
    supervisor.duties = [.signing]
    supervisor.identityNumber = "012345678901"
    #expect(await fields(supervisor) == ["principal.duties", "principal.identity_number"])
  }

  @Test("Who names an officer goes by that officer's postings and need state nothing")
  func posted() async throws {
    _ = try await house.agencies(as: house.administrator).createOfficer(
      CreateOfficerRequest(
        officer: Officer(code: "CB.01", name: "Lê Bình", agencyCode: "000.00.30.H10")
      )
    )
    let account = MotCuaAPI.Principal(kind: .officer, name: "Lê Bình", officerCode: "CB.01")
    #expect(try await create(account).agencyCodes == [])
  }

  @Test("What a principal names must exist")
  func unknown() async {
    var agency = Self.officer
    agency.agencyCodes = ["000.00.99.H10"]
    await expectRefusal(.agencyNotFound) { _ = try await create(agency) }
    var officer = Self.officer
    officer.officerCode = "CB.99"
    await expectRefusal(.officerNotFound) { _ = try await create(officer) }
  }

  @Test("A token calls as its principal until it expires")
  func token() async throws {
    let made = try await create(MotCuaAPI.Principal(kind: .supervisor, name: "Giám sát"))
    let ttl = GoogleProtobuf.Duration(seconds: 3600)
    let response = try await client.createToken(
      CreateTokenRequest(principalId: made.id, ttl: ttl)
    )
    #expect(
      response.token?.expireTime == (ServiceHouse.start + Instant.hour).timestamp
    )
    _ = try await house.admin(as: response.secret).getServerInfo(GetServerInfoRequest())
    house.clock.set(ServiceHouse.start + Instant.hour)
    await expectRefusal(.tokenExpired) {
      _ = try await house.admin(as: response.secret).getServerInfo(GetServerInfoRequest())
    }
  }

  @Test("A token lives 90 days unless told otherwise, and 366 at most")
  func lifetime() async throws {
    let usual = try await client.createToken(CreateTokenRequest(principalId: "1"))
    #expect(usual.token?.expireTime == (ServiceHouse.start + 90 * Instant.day).timestamp)
    func create(_ seconds: Int64, _ nanos: Int32 = 0) async throws {
      let ttl = GoogleProtobuf.Duration(seconds: seconds, nanos: nanos)
      _ = try await client.createToken(CreateTokenRequest(principalId: "1", ttl: ttl))
    }
    try await create(366 * 86_400)
    for (seconds, nanos) in [(366 * 86_400, 1_000_000), (0, 0), (-1, 0), (0, -1)]
      as [(Int64, Int32)]
    {
      let error = await expectRefusal(.invalidFields) { try await create(seconds, nanos) }
      #expect(error?.wrongFields == ["ttl"])
    }
  }

  @Test("A repeat of CreateToken shows the record and no secret")
  func repeated() async throws {
    let request = CreateTokenRequest(principalId: "1", requestId: Self.id)
    let first = try await client.createToken(request)
    let second = try await client.createToken(request)
    #expect(!first.secret.isEmpty)
    #expect(second.secret.isEmpty)
    #expect(second.token == first.token)
    #expect(house.store.identities.tokens(of: 1).count == 2)
  }

  @Test("A dry run makes neither a token nor a secret")
  func dryRun() async throws {
    let dry = try await client.createToken(
      CreateTokenRequest(principalId: "1", validateOnly: true)
    )
    #expect(dry.secret.isEmpty)
    #expect(dry.token?.id == "")
    #expect(house.store.identities.tokens(of: 1).count == 1)
  }

  @Test("A token of nobody is not made", arguments: ["99", "x", "01", "-1"])
  func nobody(id: String) async {
    let error = await expectRefusal(.notFound) {
      _ = try await client.createToken(CreateTokenRequest(principalId: id))
    }
    #expect(error?.values == ["resource": "principal", "name": id])
  }

  @Test("Revoking twice changes nothing; an unknown token is not found")
  func revoke() async throws {
    let made = try await client.createToken(CreateTokenRequest(principalId: "1"))
    let id = made.token?.id ?? ""
    let revoked = try await client.revokeToken(RevokeTokenRequest(tokenId: id))
    #expect(revoked.revokeTime == ServiceHouse.start.timestamp)
    house.clock.set(ServiceHouse.start + 1)
    #expect(try await client.revokeToken(RevokeTokenRequest(tokenId: id)) == revoked)
    await expectRefusal(.notFound) {
      _ = try await client.revokeToken(RevokeTokenRequest(tokenId: "99"))
    }
    await expectRefusal(.tokenRevoked) {
      _ = try await house.admin(as: made.secret).getServerInfo(GetServerInfoRequest())
    }
  }

  @Test("The last token with which an administrator can call stays")
  func lastAdministrator() async throws {
    await expectRefusal(.lastAdministrator) {
      _ = try await client.revokeToken(RevokeTokenRequest(tokenId: "1"))
    }
    let soon = GoogleProtobuf.Duration(seconds: 60)
    _ = try await client.createToken(CreateTokenRequest(principalId: "1", ttl: soon))
    house.clock.set(ServiceHouse.start + Instant.minute)
    // The other token has expired by now, so it does not count.
    await expectRefusal(.lastAdministrator) {
      _ = try await client.revokeToken(RevokeTokenRequest(tokenId: "1"))
    }
    let other = try await client.createToken(CreateTokenRequest(principalId: "1"))
    _ = try await client.revokeToken(RevokeTokenRequest(tokenId: "1"))
    _ = try await house.admin(as: other.secret).getServerInfo(GetServerInfoRequest())
  }

  @Test("Two administrators who revoke each other at once do not lock everybody out")
  func race() async throws {
    let other = try await house.caller(.administrator)
    async let first = try? house.admin(as: house.administrator)
      .revokeToken(RevokeTokenRequest(tokenId: "2", requestId: Self.id))
    async let second = try? house.admin(as: other)
      .revokeToken(RevokeTokenRequest(tokenId: "1", requestId: Self.id))
    let revoked = await [first, second].compactMap { $0 }
    #expect(revoked.count == 1)
    #expect(house.store.identities.hasAdministrator(at: house.clock.now()))
  }
}
