import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("What a reorganisation may say")
struct ReorganizationRuleTests {
  private typealias House = DossierHouse

  private func request(
    _ links: [PlannedSuccession],
    new: [Agency] = [],
    on day: MotCuaAPI.Date = ReorganizationTests.date(8, 6)
  ) -> ReorganizeAgenciesRequest {
    ReorganizeAgenciesRequest(
      date: day,
      decision: ReorganizationTests.decision,
      newAgencies: new,
      successions: links
    )
  }

  private func send(
    _ house: DossierHouse,
    _ request: ReorganizeAgenciesRequest,
    as person: Person = .administrator
  ) async throws -> ReorganizeAgenciesResponse {
    try await house.agencies.reorganizeAgencies(request, options: house.by(person))
  }

  private func link(
    _ old: String,
    _ new: String,
    _ kind: MotCuaAPI.SuccessionKind,
    heir: Bool = false,
    _ procedures: [String] = []
  ) -> PlannedSuccession {
    PlannedSuccession(
      oldCode: old,
      newCode: new,
      kind: kind,
      heir: heir,
      procedureCodes: procedures
    )
  }

  @Test("A split gives each procedure to the successor that is named, the rest to the heir")
  func split() async throws {
    for ground in House.Ground.allCases {
      let house = try await DossierHouse(ground)
      let license = try await house.started().code
      let other = try await house.received(DossierProvince.paper).code
      let new = [
        ReorganizationTests.agency("H10.81", "Sở Một"),
        ReorganizationTests.agency("H10.82", "Sở Hai"),
      ]
      let told = try await send(
        house,
        request(
          [
            link(DossierProvince.department, "H10.81", .split, heir: true),
            link(DossierProvince.department, "H10.82", .split, [DossierProvince.paper]),
          ],
          new: new
        )
      )
      #expect(told.moves.first?.destinations.map(\.newCode) == ["H10.81", "H10.82"])
      #expect(told.moves.first?.destinations.map(\.dossiers) == [1, 1])
      #expect(try await house.dossier(license, as: .supervisor).agencyCode == "H10.81")
      #expect(try await house.dossier(other, as: .supervisor).agencyCode == "H10.82")
      // The officers went to the heir: they see what it has, and not what the other has.
      #expect(try await house.dossier(license).code == license)
      await expectRefusal(.notFound) { _ = try await house.dossier(other) }
      #expect(try await house.store.recount().differences == [])
    }
  }

  @Test("A hand and a desk that end are followed, and the resolving agency stays")
  func handsAndDesks() async throws {
    for ground in House.Ground.allCases {
      let house = try await DossierHouse(ground)
      let born = try await house.started()
      _ = try await house.dossiers.forwardDossier(
        ForwardDossierRequest(code: born.code, agencyCode: DossierProvince.commune),
        options: house.by(.specialist)
      )
      let told = try await send(
        house,
        request(
          [
            link(DossierProvince.commune, "H10.83", .renamed),
            link(DossierProvince.centre, "", .abolished),
          ],
          new: [ReorganizationTests.agency("H10.83", "Xã Mới")]
        )
      )
      #expect(told.totals?.dossiers == 0)
      #expect(told.totals?.handed == 1)
      let held = try await house.dossier(born.code)
      #expect(held.agencyCode == DossierProvince.department)
      #expect(held.responsibleAgencyCode == "H10.83")
      #expect(try await house.dossier(born.code, as: .communeDesk).code == born.code)
      #expect(try await house.store.recount().differences == [])
    }
  }

  @Test("Open dossiers are not left to nobody")
  func successorNeeded() async throws {
    let house = try await DossierHouse(.sqlite)
    _ = try await house.started()
    let error = await expectRefusal(.successorNeeded) {
      _ = try await send(house, request([link(DossierProvince.department, "", .abolished)]))
    }
    #expect(error?.values["agency"] == DossierProvince.department)
    // An agency without any may end so, and its figures stay its own.
    let told = try await send(house, request([link(DossierProvince.commune, "", .abolished)]))
    #expect(told.totals?.dossiers == 0)
  }

  @Test("What has ended neither ends again nor takes over")
  func closed() async throws {
    let house = try await DossierHouse(.memory)
    _ = try await send(house, request([link(DossierProvince.commune, "", .abolished)]))
    let again = await expectRefusal(.agencyClosed) {
      _ = try await send(house, request([link(DossierProvince.commune, "", .abolished)]))
    }
    #expect(again?.values["agency"] == DossierProvince.commune)
    await expectRefusal(.agencyClosed) {
      let links = [link(DossierProvince.centre, DossierProvince.commune, .merged)]
      _ = try await send(house, request(links))
    }
    let born = try await house.started()
    await expectRefusal(.agencyClosed) {
      _ = try await house.dossiers.forwardDossier(
        ForwardDossierRequest(code: born.code, agencyCode: DossierProvince.commune),
        options: house.by(.specialist)
      )
    }
    await expectRefusal(.agencyNotFound) {
      _ = try await send(house, request([link(DossierProvince.centre, "H10.99", .merged)]))
    }
  }

  @Test("Links that contradict one another are refused, and nothing is left of them")
  func contradictions() async throws {
    let house = try await DossierHouse(.sqlite)
    let (a, b, c) = (DossierProvince.department, DossierProvince.district, DossierProvince.commune)
    let wrong: [[PlannedSuccession]] = [
      [link(a, b, .merged), link(a, c, .merged)],
      [link(a, b, .split, heir: true)],
      [link(a, b, .split), link(a, c, .split, [DossierProvince.paper])],
      [link(a, b, .split, heir: true), link(a, c, .split)],
      [link(a, b, .split, heir: true), link(a, c, .merged)],
      [link(a, b, .merged), link(b, c, .merged)],
      [link(a, "", .merged)],
      [link(a, c, .renamed), link(b, c, .renamed)],
      [link(a, b, .merged, [DossierProvince.paper])],
      [link(a, a, .merged)],
    ]
    for links in wrong {
      let error = await expectRefusal(.invalidFields) {
        _ = try await send(house, request(links, new: [ReorganizationTests.agency("H10.84")]))
      }
      #expect(error?.wrongFields == ["successions"], "\(links)")
    }
    await expectRefusal(.notFound) {
      _ = try await house.agencies.getAgency(
        GetAgencyRequest(code: "H10.84"),
        options: house.by(.administrator)
      )
    }
  }

  @Test("It is carried out on its day or afterwards, by an administrator")
  func dayAndCaller() async throws {
    let house = try await DossierHouse(.memory)
    let links = [link(DossierProvince.commune, "", .abolished)]
    let error = await expectRefusal(.invalidFields) {
      _ = try await send(house, request(links, on: ReorganizationTests.date(8, 7)))
    }
    #expect(error?.wrongFields == ["date"])
    await expectRefusal(.principalNotAllowed) {
      _ = try await send(house, request(links), as: .supervisor)
    }
  }
}
