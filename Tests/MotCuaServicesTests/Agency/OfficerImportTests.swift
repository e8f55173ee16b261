import MotCuaAPI
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Importing officers and offerings")
struct OfficerImportTests {
  private static let department = "000.00.01.H10"
  private static let procedure = "1.000001"

  private static func row(
    _ line: Int64,
    _ code: String,
    at agency: String = department,
    duties: [Duty] = [.reception]
  ) -> OfficerRow {
    OfficerRow(
      line: line,
      officer: Officer(
        code: code,
        name: "Trần Thị \(code)",
        agencyCode: agency,
        postings: duties.map { Posting(agencyCode: agency, duty: $0) }
      )
    )
  }

  private func send(
    _ house: ServiceHouse,
    _ request: ImportOfficersRequest
  ) async throws -> ImportOfficersResponse {
    try await house.agencies(as: house.administrator).importOfficers { writer in
      try await writer.write(request)
    }
  }

  @Test("Good officers are taken, each bad row is told", arguments: StoreAdapter.all)
  func officers(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      let rows = [
        Self.row(2, "CB-1"),
        OfficerRow(line: 3),
        Self.row(4, "CB-1"),
        Self.row(5, "CB-2", at: "000.00.77.H10"),
        Self.row(6, "CB-3", duties: [.signing, .signing]),
        Self.row(7, "CB 4"),
        Self.row(8, "CB-5"),
      ]
      let dry = try await send(house, ImportOfficersRequest(validateOnly: true, rows: rows))
      #expect(dry.counts == ImportCounts(rows: 7, created: 2, rejected: 5))
      #expect(house.store.directory.officer("CB-1") == nil)
      let done = try await send(house, ImportOfficersRequest(rows: rows))
      #expect(done == dry)
      #expect(done.errors.map(\.line) == [3, 4, 5, 6, 7])
      #expect(
        done.errors.map(\.reason)
          == [
            "MISSING_VALUE", "DUPLICATE_CODE", "AGENCY_NOT_FOUND", "INVALID_VALUE",
            "MALFORMED_CODE",
          ]
      )
      #expect(done.errors[1].otherLine == 2)
      let again = try await send(house, ImportOfficersRequest(rows: rows))
      #expect(again.counts?.unchanged == 2)
    }
  }

  @Test("More officers than are taken at once are refused whole")
  func officersMax() async throws {
    let house = try await ServiceHouse()
    try await house.furnishAgencies()
    let client = house.agencies(as: house.administrator)
    await expectRefusal(.importTooLarge) {
      _ = try await client.importOfficers { writer in
        for batch in 0..<21 {
          let rows = (0..<1000).map { Self.row(Int64($0), "CB-\(batch)-\($0)", duties: []) }
          try await writer.write(ImportOfficersRequest(rows: rows))
        }
      }
    }
    #expect(house.store.directory.officers.isEmpty)
  }

  private func send(
    _ house: ServiceHouse,
    _ request: ImportOfferingsRequest
  ) async throws -> ImportOfferingsResponse {
    try await house.procedures(as: house.administrator).importOfferings { writer in
      try await writer.write(request)
    }
  }

  @Test("Good offerings are taken, each bad row is told", arguments: StoreAdapter.all)
  func offerings(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      _ = try await house.procedures(as: house.administrator).createProcedure(
        CreateProcedureRequest(procedure: Procedure(code: Self.procedure, name: "Cấp giấy phép"))
      )
      func row(
        _ line: Int64,
        _ procedure: String,
        _ agency: String,
        assignee: String? = nil
      ) -> OfferingRow {
        OfferingRow(
          line: line,
          offering: Offering(
            procedureCode: procedure,
            agencyCode: agency,
            levels: [OfferingLevel(level: .level4)],
            receivesOnline: true,
            assignees: assignee.map { [Assignment(duty: .reception, officerCode: $0)] } ?? []
          )
        )
      }
      let rows = [
        row(2, Self.procedure, Self.department),
        OfferingRow(line: 3),
        row(4, Self.procedure, Self.department),
        row(5, "1.999999", Self.department),
        row(6, Self.procedure, "000.00.77.H10"),
        row(7, Self.procedure, "000.00.02.H10", assignee: "CB-9"),
        row(8, "xin phép", Self.department),
      ]
      let dry = try await send(house, ImportOfferingsRequest(validateOnly: true, rows: rows))
      #expect(dry.counts == ImportCounts(rows: 7, created: 1, rejected: 6))
      let done = try await send(house, ImportOfferingsRequest(rows: rows))
      #expect(done == dry)
      #expect(done.errors.map(\.line) == [3, 4, 5, 6, 7, 8])
      #expect(
        done.errors.map(\.reason)
          == [
            "MISSING_VALUE", "DUPLICATE_CODE", "PROCEDURE_NOT_FOUND", "AGENCY_NOT_FOUND",
            "OFFICER_NOT_FOUND", "MALFORMED_CODE",
          ]
      )
      let again = try await send(house, ImportOfferingsRequest(rows: rows))
      #expect(again.counts?.unchanged == 1)
    }
  }
}
