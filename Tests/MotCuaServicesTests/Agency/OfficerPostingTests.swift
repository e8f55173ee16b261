import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("Changing and posting officers")
struct OfficerPostingTests {
  private static let home = "000.00.01.H10"
  private static let away = "000.00.02.H10"

  private static func day(_ year: Int32, _ month: Int32, _ day: Int32) -> MotCuaAPI.Date {
    MotCuaAPI.Date(year: year, month: month, day: day)
  }

  private static func furnish(_ house: ServiceHouse) async throws -> Officer {
    try await house.agencies(as: house.administrator).createOfficer(
      CreateOfficerRequest(
        officer: Officer(
          code: "CB.01",
          name: "Nguyễn Thị Hoa",
          agencyCode: home,
          postings: [
            Posting(agencyCode: home, duty: .reception),
            Posting(agencyCode: home, duty: .guidance, validTo: day(2019, 12, 31)),
          ]
        )
      )
    )
  }

  private static func post(
    _ house: ServiceHouse,
    _ postings: [Posting],
    endsEarlier: Bool = false,
    etag: String = ""
  ) async throws -> Officer {
    try await house.agencies(as: house.administrator).postOfficer(
      PostOfficerRequest(
        code: "CB.01",
        postings: postings,
        endsEarlier: endsEarlier,
        etag: etag
      )
    )
  }

  @Test("A new posting ends the earlier ones the day before", arguments: StoreAdapter.all)
  func replace(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      _ = try await Self.furnish(house)
      let start = Self.day(2020, 9, 1)
      let posted = try await Self.post(
        house,
        [Posting(agencyCode: Self.away, duty: .resolution, validFrom: start)],
        endsEarlier: true,
        etag: "1"
      )
      #expect(posted.etag == "2")
      #expect(
        posted.postings == [
          Posting(agencyCode: Self.home, duty: .reception, validTo: Self.day(2020, 8, 31)),
          Posting(agencyCode: Self.home, duty: .guidance, validTo: Self.day(2019, 12, 31)),
          Posting(agencyCode: Self.away, duty: .resolution, validFrom: start),
        ]
      )
      let client = house.agencies(as: house.administrator)
      func names(_ agency: String, _ day: MotCuaAPI.Date) async throws -> Int {
        try await client.listOfficers(ListOfficersRequest(agencyCode: agency, asOf: day))
          .officers.count
      }
      #expect(try await names(Self.home, Self.day(2020, 8, 31)) == 1)
      #expect(try await names(Self.home, start) == 0)
      #expect(try await names(Self.away, start) == 1)
      #expect(try await client.getOfficer(GetOfficerRequest(code: "CB.01")) == posted)
    }
  }

  @Test("One duty at one agency is not held twice on one day")
  func double() async throws {
    try await StoreAdapter.memory.withHouse { house in
      _ = try await Self.furnish(house)
      let again = Posting(agencyCode: Self.home, duty: .reception, validFrom: Self.day(2020, 9, 1))
      await expectRefusal(.invalidFields) { _ = try await Self.post(house, [again]) }
      let after = Posting(agencyCode: Self.home, duty: .guidance, validFrom: Self.day(2020, 1, 1))
      #expect(try await Self.post(house, [after]).postings.count == 3)
      await expectRefusal(.invalidFields) {
        _ = try await Self.post(
          house,
          [Posting(agencyCode: Self.away, duty: .signing)],
          endsEarlier: true
        )
      }
      await expectRefusal(.agencyNotFound) {
        _ = try await Self.post(house, [Posting(agencyCode: "H10.77", duty: .signing)])
      }
      await expectRefusal(.etagMismatch) {
        _ = try await Self.post(
          house,
          [Posting(agencyCode: Self.away, duty: .signing)],
          etag: "1"
        )
      }
    }
  }

  @Test("An update changes what its mask names", arguments: StoreAdapter.all)
  func update(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      let made = try await Self.furnish(house)
      let client = house.agencies(as: house.administrator)
      func update(_ officer: Officer, _ paths: [String]) async throws -> Officer {
        try await client.updateOfficer(
          UpdateOfficerRequest(
            officer: officer,
            updateMask: GoogleProtobuf.FieldMask(paths: paths)
          )
        )
      }
      let head = try await update(Officer(code: "CB.01", name: "?", head: true), ["head"])
      #expect(head.head)
      #expect(head.name == made.name)
      #expect(head.postings == made.postings)
      let heads = try await client.listOfficers(ListOfficersRequest(headsOnly: true))
      #expect(heads.officers == [head])
      await expectRefusal(.invalidFields) {
        _ = try await update(Officer(code: "CB.01"), ["name"])
      }
      await expectRefusal(.invalidFields) {
        _ = try await update(Officer(code: "CB.01"), ["code"])
      }
      await expectRefusal(.agencyNotFound) {
        _ = try await update(Officer(code: "CB.01", agencyCode: "H10.77"), ["agency_code"])
      }
      await expectRefusal(.notFound) {
        _ = try await update(Officer(code: "CB.77", head: true), ["head"])
      }
    }
  }

  @Test("An officer outside the caller's scope is not found")
  func scope() async throws {
    try await StoreAdapter.memory.withHouse { house in
      _ = try await Self.furnish(house)
      let token = try await house.caller(
        .officer,
        agencies: ["000.00.30.H10"],
        duties: [.reception]
      )
      await expectRefusal(.notFound) {
        _ = try await house.agencies(as: token).getOfficer(GetOfficerRequest(code: "CB.01"))
      }
      let own = try await house.caller(.officer, agencies: [Self.home], duties: [.reception])
      let found = try await house.agencies(as: own).getOfficer(GetOfficerRequest(code: "CB.01"))
      #expect(found.code == "CB.01")
    }
  }
}
