import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Reading the catalogue")
struct ProcedureReadTests {
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.furnishAgencies()
    try await house.importProcedures([
      .good(2, "1.000001", "Đăng ký khai sinh"),
      .good(3, "1.000002", "Cấp giấy chứng nhận quyền sử dụng đất", sectors: "Đất đai"),
      .good(4, "1.000003", "Đăng ký biến động đất đai", sectors: "Đất đai", state: "UPDATED"),
      .good(5, "1.000004", "Đăng ký kết hôn", state: "SUSPENDED"),
    ])
  }

  private func offer(
    _ procedure: String,
    _ level: MotCuaAPI.ServiceLevel,
    agency: String = "000.00.01.H10",
    from: MotCuaAPI.Date? = nil
  ) async throws {
    _ = try await house.procedures(as: house.administrator).setOffering(
      SetOfferingRequest(
        offering: Offering(
          procedureCode: procedure,
          agencyCode: agency,
          levels: [OfferingLevel(level: level, validFrom: from)],
          receivesOnline: true
        )
      )
    )
  }

  private func codes(
    _ request: ListProceduresRequest,
    as token: String? = nil
  ) async throws -> [String] {
    try await house.procedures(as: token).listProcedures(request).procedures.map(\.code)
  }

  @Test("What is not published is not found, byte for byte like what does not exist")
  func unpublished() async throws {
    let hidden = await expectRefusal(.notFound) {
      _ = try await house.procedures(as: nil)
        .getProcedure(GetProcedureRequest(code: "1.000004"))
    }
    let missing = await expectRefusal(.notFound) {
      _ = try await house.procedures(as: nil)
        .getProcedure(GetProcedureRequest(code: "1.000005"))
    }
    #expect(hidden?.message == missing?.message)
    #expect(hidden?.values.keys == missing?.values.keys)
    let supervisor = try await house.caller(.supervisor)
    let seen = try await house.procedures(as: supervisor)
      .getProcedure(GetProcedureRequest(code: "1.000004"))
    #expect(seen.state == .suspended)
  }

  @Test("Lists keep what is asked for, and what the caller may see")
  func filters() async throws {
    try await offer("1.000001", .level4)
    try await offer("1.000002", .level3, agency: "000.00.02.H10")
    let all = ["1.000001", "1.000002", "1.000003"]
    #expect(try await codes(ListProceduresRequest()) == all)
    #expect(
      try await codes(ListProceduresRequest(), as: house.administrator) == all + ["1.000004"]
    )
    #expect(try await codes(ListProceduresRequest(sector: "Đất đai")) == Array(all[1...]))
    #expect(try await codes(ListProceduresRequest(sector: "Đất")) == [])
    #expect(try await codes(ListProceduresRequest(serviceLevel: .level4)) == ["1.000001"])
    #expect(
      try await codes(ListProceduresRequest(agencyCode: "000.00.02.H10")) == ["1.000002"]
    )
    #expect(try await codes(ListProceduresRequest(state: .suspended)) == [])
    #expect(try await codes(ListProceduresRequest(text: "dang ky")) == ["1.000001", "1.000003"])
    #expect(try await codes(ListProceduresRequest(text: "ĐẤT Đ")) == Array(all[1...]))
    #expect(try await codes(ListProceduresRequest(text: "ký đất")) == [])
    #expect(try await codes(ListProceduresRequest(text: "-")) == [])
    #expect(try await codes(ListProceduresRequest(serviceLevel: .full)) == [])
    try await offer("1.000003", .partial)
    try await offer("1.000003", .full, agency: "000.00.02.H10")
    #expect(try await codes(ListProceduresRequest(serviceLevel: .full)) == ["1.000003"])
    #expect(try await codes(ListProceduresRequest(serviceLevel: .partial)) == [])
  }

  @Test("Pages of a list join without a gap")
  func pages() async throws {
    let client = house.procedures(as: house.administrator)
    let first = try await client.listProcedures(ListProceduresRequest(pageSize: 3))
    #expect(first.procedures.count == 3)
    let rest = try await client.listProcedures(
      ListProceduresRequest(pageSize: 3, pageToken: first.nextPageToken)
    )
    #expect(rest.procedures.map(\.code) == ["1.000004"])
    #expect(rest.nextPageToken.isEmpty)
  }

  @Test("A level counts from its day on, and the highest among the offerings is the procedure's")
  func levels() async throws {
    try await offer("1.000001", .level3)
    try await offer(
      "1.000001",
      .level4,
      agency: "000.00.02.H10",
      from: MotCuaAPI.Date(year: 2020, month: 8, day: 7)
    )
    func level() async throws -> MotCuaAPI.ServiceLevel {
      try await house.procedures(as: nil)
        .getProcedure(GetProcedureRequest(code: "1.000001")).serviceLevel
    }
    #expect(try await level() == .level3)
    house.clock.set(ServiceHouse.start + Instant.day)
    #expect(try await level() == .level4)
  }

  @Test(
    "Search finds with and without marks, composed or not, in either case",
    arguments: ["dat dai", "ĐẤT ĐAI", "Đất đai", "đa\u{0302}\u{0301}t đai", "bien dong dat"]
  )
  func search(words: String) async throws {
    let response = try await house.procedures(as: nil)
      .searchProcedures(SearchProceduresRequest(query: words))
    #expect(response.hits.first?.procedure?.code == "1.000003")
  }

  @Test("Search ranks, pages, and needs a letter or a digit")
  func searchPages() async throws {
    let client = house.procedures(as: nil)
    let code = try await client.searchProcedures(SearchProceduresRequest(query: "1.000002"))
    #expect(code.hits.map(\.quality) == [.code])
    let first = try await client.searchProcedures(
      SearchProceduresRequest(query: "đăng ký", pageSize: 1)
    )
    #expect(first.hits.count == 1)
    let second = try await client.searchProcedures(
      SearchProceduresRequest(query: "đăng ký", pageSize: 1, pageToken: first.nextPageToken)
    )
    let found = (first.hits + second.hits).compactMap { $0.procedure?.code }
    #expect(found.sorted() == ["1.000001", "1.000003"])
    #expect(second.nextPageToken.isEmpty)
    let error = await expectRefusal(.invalidFields) {
      _ = try await client.searchProcedures(SearchProceduresRequest(query: " -- "))
    }
    #expect(error?.wrongFields == ["query"])
  }

  @Test("BASIC leaves the parts out, FULL carries them")
  func views() async throws {
    try await house.importProcedures(
      [],
      details: [ProcedureDetails(line: 1, code: "1.000001", results: ["Giấy khai sinh"])]
    )
    let client = house.procedures(as: nil)
    let basic = try await client.listProcedures(ListProceduresRequest(pageSize: 1))
    #expect(basic.procedures.first?.results == [])
    let full = try await client.listProcedures(ListProceduresRequest(view: .full, pageSize: 1))
    #expect(full.procedures.first?.results == ["Giấy khai sinh"])
  }
}
