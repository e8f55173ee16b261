import MotCuaAPI
import MotCuaDomain
import MotCuaSample
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Services over a file")
struct ServicesOverSQLiteTests {
  private static let id = "01890a5d-ac96-774b-bcce-b302099a8057"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func open() throws -> SQLiteStore {
    try SQLiteStore(StoreConfiguration(folder: folder.path + "/data"))
  }

  @Test("A repeat is known after a restart, and what was created is there")
  func restart() async throws {
    let request = CreateAgencyRequest(
      agency: Agency(code: "H10.01", name: "Sở Tư pháp", level: .province, kind: .resolving),
      requestId: Self.id
    )
    let store = try open()
    let house = try await ServiceHouse(store: store)
    let first = try await house.agencies(as: house.administrator).createAgency(request)
    store.close()

    let reopened = try open()
    defer { reopened.close() }
    let trailers = TrailerBox()
    let later = try await ServiceHouse(store: reopened)
    let client = later.agencies(as: house.administrator, trailers: trailers)
    #expect(try await client.createAgency(request) == first)
    #expect(trailers.last.text("motcua-replayed") == "true")
    #expect(try await client.getAgency(GetAgencyRequest(code: "H10.01")) == first)
  }

  @Test("A whole catalogue goes in once, survives a restart, and a second import changes nothing")
  func catalogue() async throws {
    let rows = TabbedLines.read(SampleNationalCatalogue.text(seed: 5))
      .map { CatalogueRow(line: $0.line, fields: $0.fields) }
    let store = try open()
    let house = try await ServiceHouse(store: store)
    let dry = try await house.importProcedures(rows, validateOnly: true)
    #expect(house.store.catalogue.procedureCount == 0)
    let first = try await house.importProcedures(rows)
    #expect(first == dry)
    #expect(first.catalogue == ImportCounts(rows: 5670, created: 5666, rejected: 4))
    store.close()

    let reopened = try open()
    defer { reopened.close() }
    let later = try await ServiceHouse(store: reopened)
    #expect(later.store.catalogue.procedureCount == 5666)
    let second = try await later.importProcedures(rows)
    #expect(second.catalogue == ImportCounts(rows: 5670, unchanged: 5666, rejected: 4))
  }

  @Test("A closed store is unavailable, and says so to the caller")
  func closed() async throws {
    let store = try open()
    let house = try await ServiceHouse(store: store)
    store.close()
    await expectRefusal(.storeUnavailable) {
      _ = try await house.agencies(as: house.administrator).createAgency(
        CreateAgencyRequest(
          agency: Agency(code: "H10.01", name: "Sở", level: .province, kind: .resolving)
        )
      )
    }
  }
}
