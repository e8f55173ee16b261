import MotCuaAPI
import MotCuaSample
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Importing a catalogue")
struct CatalogueImportTests {
  private func expectNationalImport(_ rows: [CatalogueRow], collisions: Set<Int64>) async throws {
    let house = try await ServiceHouse()
    let first = try await house.importProcedures(rows)
    #expect(first.catalogue == ImportCounts(rows: 5670, created: 5666, rejected: 4))
    #expect(first.errors.filter { $0.reason == "MALFORMED_CODE" }.count == 3)
    let duplicates = first.errors.filter { $0.reason == "DUPLICATE_CODE" }
    #expect(duplicates.count == 1)
    #expect(duplicates.allSatisfy { [$0.line, $0.otherLine] == collisions.sorted() })
    #expect(first.errors.map(\.line) == first.errors.map(\.line).sorted())
    #expect(house.store.catalogue.procedureCount == 5666)
    let second = try await house.importProcedures(rows)
    #expect(second.catalogue == ImportCounts(rows: 5670, unchanged: 5666, rejected: 4))
    #expect(second.errors == first.errors)
  }

  @Test("A made-up catalogue of the national one's size: 5,666 stored, 4 reported, then nothing")
  func sample() async throws {
    let rows = TabbedLines.read(SampleNationalCatalogue.text(seed: 3))
      .map { CatalogueRow(line: $0.line, fields: $0.fields) }
    let trimmed = try #require(rows.first { $0.code.hasPrefix(" ") })
    let clean = try #require(rows.first { " " + $0.code == trimmed.code })
    try await expectNationalImport(rows, collisions: [trimmed.line, clean.line])
  }

  @Test(
    "The national catalogue: 5,666 stored, 4 reported, then nothing",
    .enabled(if: SharedData.has("procedures_national_catalog_2026-07.tsv"))
  )
  func national() async throws {
    let rows = try SharedData.lines("procedures_national_catalog_2026-07.tsv")
      .map { CatalogueRow(line: $0.line, fields: $0.fields) }
    try await expectNationalImport(rows, collisions: [2, 3178])
  }

  @Test("Of two rows with one code the one that needed no repair wins", arguments: [true, false])
  func collision(isRepairedFirst: Bool) async throws {
    let house = try await ServiceHouse()
    let repaired = CatalogueRow.good(isRepairedFirst ? 2 : 3, " 1.000001", "Sửa")
    let clean = CatalogueRow.good(isRepairedFirst ? 3 : 2, "1.000001", "Nguyên")
    let rows = [repaired, clean].sorted { $0.line < $1.line }
    let response = try await house.importProcedures(rows)
    #expect(response.errors.map(\.line) == [repaired.line])
    #expect(response.errors.map(\.otherLine) == [clean.line])
    let stored = try await house.procedures(as: nil)
      .getProcedure(GetProcedureRequest(code: "1.000001"))
    #expect(stored.name == "Nguyên")
  }

  @Test("Of two clean rows the first one wins; a lone row with spaces is taken")
  func clean() async throws {
    let house = try await ServiceHouse()
    let response = try await house.importProcedures([
      .good(2, "1.000001", "Một"), .good(3, "1.000001", "Hai"), .good(4, " 1.000002 ", "Ba"),
    ])
    #expect(response.catalogue == ImportCounts(rows: 3, created: 2, rejected: 1))
    #expect(response.errors.map(\.line) == [3])
    #expect(house.store.catalogue.procedures.map(\.content.name) == ["Một", "Ba"])
  }

  @Test("A row says what is wrong with it")
  func reasons() async throws {
    let house = try await ServiceHouse()
    var type = CatalogueRow.good(6, "1.000005", "Năm")
    type.type = "NEW"
    let response = try await house.importProcedures([
      .good(2, "1.0001", "Một"), .good(3, "1.000002", " "),
      .good(4, "1.000003", "Ba", state: "LOST"), .good(5, "1.000004", "Bốn", state: ""), type,
    ])
    #expect(response.catalogue == ImportCounts(rows: 5, rejected: 5))
    #expect(response.errors.map(\.field) == ["code", "name", "state", "state", "type"])
    #expect(
      response.errors.map(\.reason) == [
        "MALFORMED_CODE", "MISSING_VALUE", "UNKNOWN_WORD", "MISSING_VALUE", "UNKNOWN_WORD",
      ]
    )
    #expect(response.errors.allSatisfy { !$0.message.isEmpty })
  }

  @Test("The source's state is kept beside ours")
  func states() async throws {
    let house = try await ServiceHouse()
    try await house.importProcedures([
      .good(2, "1.000001", "Một", state: "ACTIVE"), .good(3, "1.000002", "Hai", state: "UPDATED"),
      .good(4, "1.000003", "Ba", state: "SUSPENDED"),
      .good(5, "1.000004", "Bốn", state: "REPEALED"),
    ])
    let list = try await house.procedures(as: house.administrator)
      .listProcedures(ListProceduresRequest())
    #expect(
      list.procedures.map(\.state) == [.published, .published, .suspended, .repealed]
    )
    #expect(
      list.procedures.map(\.sourceState) == ["ACTIVE", "UPDATED", "SUSPENDED", "REPEALED"]
    )
    #expect(list.procedures[0].executingAgencies == ["UBND cấp xã", "Sở Tư pháp"])
    #expect(list.procedures[0].sectors == [Sector(name: "Hộ tịch")])
  }

  @Test("A dry run reports and stores nothing")
  func dryRun() async throws {
    let house = try await ServiceHouse()
    let response = try await house.importProcedures(
      [.good(2, "1.000001", "Một")],
      validateOnly: true
    )
    #expect(response.catalogue?.created == 1)
    #expect(house.store.catalogue.procedureCount == 0)
  }

  @Test(
    "A code with two names is reported and keeps its first one",
    .enabled(if: SharedData.has("sectors_national_2023.tsv"))
  )
  func nationalSectors() async throws {
    let house = try await ServiceHouse()
    let rows = try SharedData.lines("sectors_national_2023.tsv").map {
      SectorRow(line: $0.line, sector: Sector(code: $0.fields[0], name: $0.fields[1]))
    }
    let client = house.procedures(as: house.administrator)
    let first = try await client.importSectors(ImportSectorsRequest(rows: rows))
    #expect(first.counts == ImportCounts(rows: 269, created: 264, rejected: 5))
    #expect(first.errors.allSatisfy { $0.reason == "CONFLICTING_NAME" })
    #expect(first.errors.map(\.line) == [3, 50, 53, 56, 244])
    #expect(first.errors.map(\.otherLine) == [2, 49, 52, 55, 243])
    let second = try await client.importSectors(ImportSectorsRequest(rows: rows))
    #expect(second.counts == ImportCounts(rows: 269, unchanged: 264, rejected: 5))
  }

  @Test("A stored name of a sector stays, whichever row brings another")
  func sectors() async throws {
    let house = try await ServiceHouse()
    let client = house.procedures(as: house.administrator)
    func run(_ pairs: [(String, String)]) async throws -> ImportSectorsResponse {
      let rows = pairs.enumerated().map { index, pair in
        SectorRow(line: Int64(index + 2), sector: Sector(code: pair.0, name: pair.1))
      }
      return try await client.importSectors(ImportSectorsRequest(rows: rows))
    }
    #expect(try await run([("G01", "Cư trú")]).counts?.created == 1)
    let response = try await run([("G01", "Khác"), ("G01", "Cư trú"), ("", "Không"), ("G02", "")])
    #expect(response.counts == ImportCounts(rows: 4, unchanged: 1, rejected: 3))
    #expect(response.errors.map(\.line) == [2, 4, 5])
    let listed = try await client.listSectors(ListSectorsRequest())
    #expect(listed.sectors == [Sector(code: "G01", name: "Cư trú")])
  }
}
