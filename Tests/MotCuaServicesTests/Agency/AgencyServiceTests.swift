import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Agencies")
struct AgencyServiceTests {
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.furnishAgencies()
  }

  private var client: AgencyServiceClient { house.agencies(as: house.administrator) }

  private func create(_ agency: Agency) async throws -> Agency {
    try await client.createAgency(CreateAgencyRequest(agency: agency))
  }

  private static let full = Agency(
    code: "000.00.09.H10",
    otherCode: "H10.09",
    name: "  Sở Ta\u{0300}i chính ",
    shortName: "STC",
    level: .province,
    kind: .resolving,
    parentCode: "000.00.00.H10",
    headOfficerCode: "CB.01",
    validFrom: MotCuaAPI.Date(year: 2016, month: 1, day: 1),
    beneficiaryAccount: BeneficiaryAccount(
      bankCode: "VCB",
      accountNumber: "00123",
      accountName: "SO TAI CHINH"
    ),
    eWallet: "wallet",
    workingHours: [
      OpenInterval(startMinute: 450, endMinute: 690),
      OpenInterval(startMinute: 780, endMinute: 1020),
    ],
    etag: "77"
  )

  @Test("An agency comes back as it was created, by either code, composed and trimmed")
  func create() async throws {
    let made = try await create(Self.full)
    #expect(made.name == "Sở Tài chính")
    #expect(made.etag == "1")
    #expect(made.createTime == ServiceHouse.start.timestamp)
    for code in ["000.00.09.H10", "H10.09"] {
      #expect(try await client.getAgency(GetAgencyRequest(code: code)) == made)
    }
    var expected = Self.full
    expected.name = made.name
    expected.etag = made.etag
    expected.createTime = made.createTime
    expected.updateTime = made.updateTime
    #expect(made == expected)
  }

  @Test("Either code of another agency is taken")
  func taken() async throws {
    _ = try await create(Self.full)
    for code in ["000.00.09.H10", "H10.09"] {
      var other = Self.full
      other.code = code
      other.otherCode = ""
      await expectRefusal(.alreadyExists) { _ = try await create(other) }
    }
  }

  @Test("Everything wrong with an agency is reported at once")
  func violations() async {
    var bad = Self.full
    bad.validFrom = MotCuaAPI.Date(year: 2021, month: 2, day: 30)
    bad.parentCode = bad.code
    bad.workingHours = [
      OpenInterval(startMinute: 600, endMinute: 700),
      OpenInterval(startMinute: 690, endMinute: 900),
    ]
    let error = await expectRefusal(.invalidFields) { _ = try await create(bad) }
    #expect(
      error?.wrongFields.sorted() == [
        "agency.parent_code", "agency.valid_from", "agency.working_hours",
      ]
    )
    await expectRefusal(.invalidFields) { _ = try await create(Agency()) }
    await expectRefusal(.invalidFields) {
      _ = try await client.createAgency(CreateAgencyRequest())
    }
  }

  @Test("A parent must exist")
  func parent() async {
    var orphan = Self.full
    orphan.parentCode = "000.00.99.H10"
    await expectRefusal(.parentNotFound) { _ = try await create(orphan) }
  }

  @Test("Lists keep what is asked for")
  func filters() async throws {
    func codes(_ request: ListAgenciesRequest) async throws -> [String] {
      try await client.listAgencies(request).agencies.map(\.code)
    }
    var closed = Self.full
    closed.validTo = MotCuaAPI.Date(year: 2018, month: 12, day: 31)
    _ = try await create(closed)
    #expect(try await codes(ListAgenciesRequest(level: .commune)) == ["000.31.30.H10"])
    #expect(
      try await codes(ListAgenciesRequest(parentCode: "000.00.30.H10")) == ["000.31.30.H10"]
    )
    #expect(try await codes(ListAgenciesRequest(kind: .serviceCentre)) == [])
    func exists(_ year: Int32) async throws -> Bool {
      try await codes(
        ListAgenciesRequest(asOf: MotCuaAPI.Date(year: year, month: 6, day: 1))
      ).contains(closed.code)
    }
    #expect(try await exists(2015) == false)
    #expect(try await exists(2018))
    #expect(try await exists(2019) == false)
  }

  @Test("What does not exist is not found")
  func notFound() async {
    await expectRefusal(.notFound) {
      _ = try await client.getAgency(GetAgencyRequest(code: "H10.77"))
    }
    let error = await expectRefusal(.invalidFields) {
      _ = try await client.getAgency(GetAgencyRequest(code: "Sở Tư pháp"))
    }
    #expect(error?.wrongFields == ["code"])
  }
}
