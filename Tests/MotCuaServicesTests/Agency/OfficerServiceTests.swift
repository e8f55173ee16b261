import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Officers")
struct OfficerServiceTests {
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.furnishAgencies()
  }

  private func create(
    _ code: String,
    _ name: String,
    _ agency: String,
    postings: [Posting] = []
  ) async throws -> Officer {
    try await house.agencies(as: house.administrator).createOfficer(
      CreateOfficerRequest(
        officer: Officer(code: code, name: name, agencyCode: agency, postings: postings)
      )
    )
  }

  private func names(
    _ request: ListOfficersRequest = ListOfficersRequest(),
    as token: String? = nil
  ) async throws -> [String] {
    try await house.agencies(as: token ?? house.administrator).listOfficers(request)
      .officers.map(\.name)
  }

  @Test("An officer comes back as he was created")
  func create() async throws {
    let posting = Posting(
      agencyCode: "000.00.30.H10",
      duty: .reception,
      validFrom: MotCuaAPI.Date(year: 2020, month: 1, day: 1)
    )
    let made = try await create(
      "CB.01",
      "Nguyễn Thị Hoa",
      "000.00.01.H10",
      postings: [posting]
    )
    #expect(made.postings == [posting])
    #expect(made.etag == "1")
    await expectRefusal(.alreadyExists) {
      _ = try await create("CB.01", "Trần Văn An", "000.00.01.H10")
    }
  }

  @Test("The agencies of an officer must exist")
  func agencies() async {
    await expectRefusal(.agencyNotFound) {
      _ = try await create("CB.01", "Trần Văn An", "000.00.99.H10")
    }
    await expectRefusal(.agencyNotFound) {
      _ = try await create(
        "CB.01",
        "Trần Văn An",
        "000.00.01.H10",
        postings: [Posting(agencyCode: "000.00.99.H10", duty: .result)]
      )
    }
  }

  @Test("Officers stand by given name, then by the rest, with tones last")
  func order() async throws {
    let sorted = ["Lê Văn An", "Nguyễn An", "Trần Thị Ân", "Lê Bình", "Đỗ Thị Đào", "Lê Hoà"]
    for (index, name) in sorted.reversed().enumerated() {
      _ = try await create("CB.\(index)", name, "000.00.01.H10")
    }
    #expect(try await names() == sorted)
    let first = try await house.agencies(as: house.administrator)
      .listOfficers(ListOfficersRequest(pageSize: 4))
    let token = first.nextPageToken
    #expect(
      try await names(ListOfficersRequest(pageSize: 4, pageToken: token)) == sorted.suffix(2)
    )
  }

  @Test("An officer sees the officers of his scope")
  func scope() async throws {
    _ = try await create("CB.1", "Lê An", "000.00.01.H10")
    _ = try await create("CB.2", "Lê Bình", "000.31.30.H10")
    _ = try await create(
      "CB.3",
      "Lê Chi",
      "000.00.01.H10",
      postings: [Posting(agencyCode: "000.31.30.H10", duty: .reception)]
    )
    let token = try await house.caller(
      .officer,
      agencies: ["000.00.30.H10"],
      duties: [.reception]
    )
    #expect(try await names(as: token) == ["Lê Bình", "Lê Chi"])
    #expect(try await names().count == 3)
    #expect(
      try await names(ListOfficersRequest(agencyCode: "000.31.30.H10")) == ["Lê Bình", "Lê Chi"]
    )
    #expect(try await names(ListOfficersRequest(duty: .reception)) == ["Lê Chi"])
  }
}
