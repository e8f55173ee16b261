import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Importing details")
struct DetailsImportTests {
  private static let details = ProcedureDetails(
    line: 1,
    code: "1.000001",
    sector: Sector(code: "G15-TP07", name: "Hộ tịch"),
    competentLevel: .commune,
    cases: [
      ProcedureCase(
        code: "1.000001.01",
        name: "Có yếu tố nước ngoài",
        timeLimit: MotCuaAPI.TimeLimit(quantityMilli: 12_000, unit: .workingDay)
      )
    ],
    components: [
      Component(code: "TP1", name: "Tờ khai", originalCount: 1, mandatory: true)
    ],
    channels: [
      ProcedureChannel(
        channel: .online,
        timeLimit: MotCuaAPI.TimeLimit(quantityMilli: 7500, unit: .workingDay),
        fees: [Fee(kind: .charge, amountVnd: 0, amountStated: true, text: "Miễn lệ phí")]
      ),
      ProcedureChannel(
        channel: .direct,
        timeLimit: MotCuaAPI.TimeLimit(unit: .other, text: "Theo hẹn"),
        fees: [Fee(kind: .fee, text: "Theo quy định")]
      ),
    ],
    legalBases: [LegalBasis(number: "123/2015/NĐ-CP", title: "Luật Hộ tịch")],
    results: ["Giấy khai sinh"],
    requirements: "Không",
    steps: [ProcedureStep(name: "Bước 1", text: "Nộp hồ sơ")],
    subjects: ["Người nước ngoài", "Công dân Việt Nam"],
    publication: Decision(number: "12/QĐ", date: MotCuaAPI.Date(year: 2020, month: 3, day: 4)),
    integratedSince: MotCuaAPI.Date(year: 2020, month: 7, day: 1)
  )

  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.importProcedures([.good(2, "1.000001", "Đăng ký khai sinh")])
  }

  private func stored() async throws -> Procedure {
    try await house.procedures(as: nil).getProcedure(GetProcedureRequest(code: "1.000001"))
  }

  @Test("Details enrich a procedure in a further revision")
  func enriches() async throws {
    let response = try await house.importProcedures([], details: [Self.details])
    #expect(response.details == ImportCounts(rows: 1, updated: 1))
    let procedure = try await stored()
    #expect(procedure.revision == 2)
    #expect(procedure.sectors == [Sector(code: "G15-TP07", name: "Hộ tịch")])
    #expect(procedure.competentLevel == .commune)
    #expect(procedure.cases == Self.details.cases)
    #expect(procedure.components == Self.details.components)
    #expect(procedure.channels == Self.details.channels)
    #expect(procedure.legalBases == Self.details.legalBases)
    #expect(procedure.results == Self.details.results)
    #expect(procedure.steps == Self.details.steps)
    #expect(procedure.publication == Self.details.publication)
    #expect(procedure.integratedSince == Self.details.integratedSince)
  }

  @Test("Catalogue and details may come again and again and change nothing")
  func idempotent() async throws {
    let row = CatalogueRow.good(2, "1.000001", "Đăng ký khai sinh")
    try await house.importProcedures([row], details: [Self.details])
    let before = try await stored()
    let again = try await house.importProcedures([row], details: [Self.details])
    #expect(again.catalogue == ImportCounts(rows: 1, unchanged: 1))
    #expect(again.details == ImportCounts(rows: 1, unchanged: 1))
    #expect(try await stored() == before)
  }

  @Test("Details may come with their catalogue row, and without one are reported")
  func together() async throws {
    var own = Self.details
    own.code = "1.000009"
    var lost = Self.details
    lost.code = "1.000010"
    lost.line = 2
    let response = try await house.importProcedures(
      [.good(3, "1.000009", "Kết hôn")],
      details: [own, lost]
    )
    #expect(response.details == ImportCounts(rows: 2, updated: 1, rejected: 1))
    #expect(response.errors.map(\.reason) == ["PROCEDURE_NOT_FOUND"])
    #expect(response.errors.map(\.line) == [2])
  }

  @Test("Limits of one channel are collected; what is said twice is kept once")
  func limits() async throws {
    func channel(_ days: Int32, _ text: String) -> ProcedureChannel {
      ProcedureChannel(
        channel: .post,
        timeLimit: MotCuaAPI.TimeLimit(quantityMilli: days * 1000, unit: .workingDay),
        fees: [Fee(kind: .fee, text: text)]
      )
    }
    var details = Self.details
    details.channels = [channel(3, "a"), channel(3, "a"), channel(5, "b")]
    try await house.importProcedures([], details: [details])
    let content = try #require(house.store.catalogue.procedures.first?.content)
    #expect(content.channels.count == 1)
    #expect(content.channels.first?.limits.map(\.limit.whole) == [3, 5])
    #expect(content.channels.first?.fees.map(\.text) == ["a", "b"])
    #expect(try await stored().channels.count == 2)
  }

  @Test("A bad row names its field")
  func bad() async throws {
    var limit = Self.details
    limit.channels[0].timeLimit?.quantityMilli = -1
    var date = Self.details
    date.line = 2
    date.integratedSince = MotCuaAPI.Date(year: 2021, month: 2, day: 29)
    var code = Self.details
    code.line = 3
    code.code = "khai sinh"
    var month = Self.details
    month.line = 4
    month.channels[0].timeLimit = TimeLimit(quantityMilli: 1500, unit: .month)
    let response = try await house.importProcedures([], details: [limit, date, code, month])
    #expect(response.details == ImportCounts(rows: 4, rejected: 4))
    #expect(
      response.errors.map(\.field) == [
        "channels[0].time_limit.quantity_milli", "integrated_since", "code",
        "channels[0].time_limit.quantity_milli",
      ]
    )
  }
}
