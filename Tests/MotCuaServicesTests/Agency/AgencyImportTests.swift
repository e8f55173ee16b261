import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Importing agencies")
struct AgencyImportTests {
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
  }

  private static func row(_ line: Int64, _ code: String, parent: String = "") -> AgencyRow {
    AgencyRow(
      line: line,
      agency: Agency(
        code: code,
        name: "Cơ quan \(code)",
        level: .province,
        kind: .resolving,
        parentCode: parent
      )
    )
  }

  private func run(
    _ messages: [ImportAgenciesRequest],
    trailers: TrailerBox? = nil
  ) async throws -> ImportAgenciesResponse {
    try await house.agencies(as: house.administrator, trailers: trailers).importAgencies { writer in
      for message in messages { try await writer.write(message) }
    }
  }

  private func run(_ rows: [AgencyRow]) async throws -> ImportAgenciesResponse {
    try await run([ImportAgenciesRequest(rows: rows)])
  }

  @Test("Children may come before their parents, and the same rows again change nothing")
  func order() async throws {
    let rows = [Self.row(2, "H10.01.02", parent: "H10.01"), Self.row(3, "H10.01")]
    #expect(try await run(rows).counts == ImportCounts(rows: 2, created: 2))
    #expect(try await run(rows).counts == ImportCounts(rows: 2, unchanged: 2))
    var changed = rows
    changed[1].agency?.name = "Sở Nội vụ"
    #expect(try await run(changed).counts == ImportCounts(rows: 2, updated: 1, unchanged: 1))
  }

  @Test("Bad rows are reported with line, field and reason, and the others are taken")
  func badRows() async throws {
    let response = try await run([
      Self.row(2, "H10.01"),
      AgencyRow(line: 3),
      Self.row(4, "H10.x"),
      Self.row(5, "H10.01"),
      Self.row(6, "H10.03", parent: "H10.77"),
      Self.row(7, "H10.04"),
    ])
    #expect(response.counts == ImportCounts(rows: 6, created: 2, rejected: 4))
    #expect(response.errors.map(\.line) == [3, 4, 5, 6])
    #expect(
      response.errors.map(\.reason) == [
        "MISSING_VALUE", "MALFORMED_CODE", "DUPLICATE_CODE", "PARENT_NOT_FOUND",
      ]
    )
    #expect(response.errors.map(\.field) == ["agency", "code", "code", "parent_code"])
    #expect(response.errors[2].otherLine == 2)
    #expect(house.store.directory.agencyCount == 2)
  }

  @Test("What hangs on a row that is not taken, or on itself in a circle, is not taken either")
  func dangling() async throws {
    let response = try await run([
      Self.row(2, "H10.05.01", parent: "H10.05"),
      Self.row(3, "H10.05", parent: "H10.77"),
      Self.row(4, "H10.06", parent: "H10.07"),
      Self.row(5, "H10.07", parent: "H10.06"),
      Self.row(6, "H10.08.01", parent: "H10.08"),
      Self.row(7, "H10.08"),
    ])
    #expect(response.counts == ImportCounts(rows: 6, created: 2, rejected: 4))
    #expect(response.errors.map(\.line) == [2, 3, 4, 5])
    #expect(response.errors.allSatisfy { $0.reason == "PARENT_NOT_FOUND" })
  }

  @Test("An agency cannot be put below what stands below it")
  func below() async throws {
    _ = try await run([
      Self.row(2, "H10.01"), Self.row(3, "H10.01.01", parent: "H10.01"),
    ])
    let response = try await run([Self.row(2, "H10.01", parent: "H10.01.01")])
    #expect(response.errors.map(\.reason) == ["PARENT_NOT_FOUND"])
  }

  @Test("A child may name the agency above by its other code")
  func otherCode() async throws {
    var parent = Self.row(3, "000.00.01.H10")
    parent.agency?.otherCode = "H10.01"
    let response = try await run([Self.row(2, "H10.01.01", parent: "H10.01"), parent])
    #expect(response.counts == ImportCounts(rows: 2, created: 2))
  }

  @Test("The first message says who and how; a dry run stores nothing")
  func firstMessage() async throws {
    let dry = try await run([
      ImportAgenciesRequest(validateOnly: true, rows: [Self.row(2, "H10.01")]),
      ImportAgenciesRequest(rows: [Self.row(3, "H10.02")]),
    ])
    #expect(dry.counts?.created == 2)
    #expect(house.store.directory.agencyCount == 0)
  }

  @Test("A repeated import answers as the first one did; another body is refused")
  func replay() async throws {
    let id = "01890a5d-ac96-774b-bcce-b302099a8057"
    let trailers = TrailerBox()
    let messages = [
      ImportAgenciesRequest(requestId: id, rows: [Self.row(2, "H10.01")]),
      ImportAgenciesRequest(rows: [Self.row(3, "H10.02")]),
    ]
    let first = try await run(messages, trailers: trailers)
    #expect(try await run(messages, trailers: trailers) == first)
    #expect(trailers.last.text("motcua-replayed") == "true")
    await expectRefusal(.requestIdReused) { _ = try await run(Array(messages.prefix(1))) }
  }

  @Test("An empty stream is refused")
  func empty() async {
    await expectRefusal(.emptyStream) { _ = try await run([ImportAgenciesRequest]()) }
  }

  @Test("10,000 rows are taken at once and one more is not")
  func tooLarge() async throws {
    func messages(_ count: Int) -> [ImportAgenciesRequest] {
      let rows = (0..<count).map { Self.row(Int64($0 + 2), "X") }
      return stride(from: 0, to: count, by: 1000).map {
        ImportAgenciesRequest(rows: Array(rows[$0..<min($0 + 1000, count)]))
      }
    }
    let response = try await run(messages(10_000))
    #expect(response.counts?.rejected == 10_000)
    #expect(response.errors.count == 1000)
    let error = await expectRefusal(.importTooLarge) { _ = try await run(messages(10_001)) }
    #expect(error?.values == ["rows_max": "10000"])
  }

  @Test("Only an administrator imports")
  func permission() async throws {
    let token = try await house.caller(.supervisor)
    await expectRefusal(.principalNotAllowed) {
      _ = try await house.agencies(as: token).importAgencies { writer in
        try await writer.write(ImportAgenciesRequest(rows: [Self.row(2, "H10.01")]))
      }
    }
  }
}
