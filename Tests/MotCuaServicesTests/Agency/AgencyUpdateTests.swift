import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("Changing agencies, over each store")
struct AgencyUpdateTests {
  private static let department = "000.00.01.H10"

  private static func update(
    _ house: ServiceHouse,
    _ agency: Agency,
    _ paths: [String],
    etag: String = "",
    validateOnly: Bool = false
  ) async throws -> Agency {
    try await house.agencies(as: house.administrator).updateAgency(
      UpdateAgencyRequest(
        agency: agency,
        updateMask: GoogleProtobuf.FieldMask(paths: paths),
        validateOnly: validateOnly,
        etag: etag
      )
    )
  }

  @Test(
    "Only the fields of the mask change, and a dry run changes none",
    arguments: StoreAdapter.all
  )
  func mask(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      let client = house.agencies(as: house.administrator)
      let before = try await client.getAgency(GetAgencyRequest(code: Self.department))
      let wish = Agency(code: Self.department, name: "Sở Tư Pháp tỉnh", eWallet: "vi-01")
      let dry = try await Self.update(house, wish, ["e_wallet"], validateOnly: true)
      #expect(dry.eWallet == "vi-01")
      #expect(try await client.getAgency(GetAgencyRequest(code: Self.department)) == before)
      let made = try await Self.update(house, wish, ["e_wallet"])
      #expect(made.eWallet == "vi-01")
      #expect(made.name == before.name)
      #expect(made.etag == "2")
      #expect(try await Self.update(house, wish, ["e_wallet"]).etag == "2")
      let cleared = try await Self.update(house, Agency(code: Self.department), ["e_wallet"])
      #expect(cleared.eWallet.isEmpty)
    }
  }

  @Test("The other code that an update gives finds the agency", arguments: StoreAdapter.all)
  func otherCode(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      _ = try await Self.update(
        house,
        Agency(code: Self.department, otherCode: "H10.01"),
        ["other_code"]
      )
      let client = house.agencies(as: house.administrator)
      #expect(try await client.getAgency(GetAgencyRequest(code: "H10.01")).code == Self.department)
      let again = try await Self.update(
        house,
        Agency(code: "H10.01", shortName: "TP"),
        ["short_name"]
      )
      #expect(again.shortName == "TP")
      await expectRefusal(.alreadyExists) {
        _ = try await Self.update(
          house,
          Agency(code: "000.00.02.H10", otherCode: "H10.01"),
          ["other_code"]
        )
      }
    }
  }

  @Test("What an update may not do is refused with its reason")
  func refusals() async throws {
    try await StoreAdapter.memory.withHouse { house in
      func refused(_ reason: ErrorReason, _ agency: Agency, _ paths: [String]) async {
        await expectRefusal(reason) { _ = try await Self.update(house, agency, paths) }
      }
      let own = Self.department
      await refused(.notFound, Agency(code: "000.00.77.H10", name: "?"), ["name"])
      await refused(.invalidFields, Agency(code: own), ["name"])
      await refused(.invalidFields, Agency(code: own), [])
      await refused(.invalidFields, Agency(code: own, etag: "9"), ["etag"])
      await refused(
        .officerNotFound,
        Agency(code: own, headOfficerCode: "CB.9"),
        ["head_officer_code"]
      )
      await refused(
        .parentNotFound,
        Agency(code: "000.00.30.H10", parentCode: "000.31.30.H10"),
        ["parent_code"]
      )
      await refused(
        .parentNotFound,
        Agency(code: own, parentCode: "000.00.77.H10"),
        ["parent_code"]
      )
      let day = MotCuaAPI.Date(year: 2020, month: 1, day: 1)
      _ = try await Self.update(house, Agency(code: own, validFrom: day), ["valid_from"])
      await refused(
        .invalidFields,
        Agency(code: own, validTo: MotCuaAPI.Date(year: 2019, month: 12, day: 31)),
        ["valid_to"]
      )
      await expectRefusal(.etagMismatch) {
        _ = try await Self.update(house, Agency(code: own, name: "Sở"), ["name"], etag: "1")
      }
      let token = try await house.caller(.supervisor)
      await expectRefusal(.principalNotAllowed) {
        _ = try await house.agencies(as: token).updateAgency(
          UpdateAgencyRequest(
            agency: Agency(code: own, name: "Sở"),
            updateMask: GoogleProtobuf.FieldMask(paths: ["name"])
          )
        )
      }
    }
  }

  @Test("Every change stays in the history, the youngest first", arguments: StoreAdapter.all)
  func history(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      for name in ["Sở Tư pháp I", "Sở Tư pháp II"] {
        house.pass(Instant.hour)
        _ = try await Self.update(house, Agency(code: Self.department, name: name), ["name"])
      }
      let client = house.agencies(as: house.administrator)
      let all = try await client.getAgencyHistory(GetAgencyHistoryRequest(code: Self.department))
      #expect(
        all.changes.map { $0.agency?.name } == ["Sở Tư pháp II", "Sở Tư pháp I", "Sở Tư pháp"]
      )
      #expect(all.changes.first?.changeTime == house.clock.now().timestamp)
      let first = try await client.getAgencyHistory(
        GetAgencyHistoryRequest(code: Self.department, pageSize: 2)
      )
      let rest = try await client.getAgencyHistory(
        GetAgencyHistoryRequest(
          code: Self.department,
          pageSize: 2,
          pageToken: first.nextPageToken
        )
      )
      #expect(first.changes + rest.changes == all.changes)
      #expect(rest.nextPageToken.isEmpty)
      await expectRefusal(.notFound) {
        _ = try await client.getAgencyHistory(GetAgencyHistoryRequest(code: "H10.77"))
      }
    }
  }

  @Test("Many agencies come in the order of the request; one that is missing refuses all")
  func batch() async throws {
    try await StoreAdapter.memory.withHouse { house in
      let client = house.agencies(as: house.administrator)
      let codes = ["000.31.30.H10", "000.00.01.H10", "000.31.30.H10"]
      let found = try await client.batchGetAgencies(BatchGetAgenciesRequest(codes: codes))
      #expect(found.agencies.map(\.code) == codes)
      let error = await expectRefusal(.notFound) {
        _ = try await client.batchGetAgencies(BatchGetAgenciesRequest(codes: codes + ["H10.77"]))
      }
      #expect(error?.values["name"] == "H10.77")
      await expectRefusal(.invalidFields) {
        _ = try await client.batchGetAgencies(
          BatchGetAgenciesRequest(codes: Array(repeating: codes[0], count: 501))
        )
      }
    }
  }

  @Test("An import with a mask leaves the other fields of an agency alone")
  func importMask() async throws {
    try await StoreAdapter.memory.withHouse { house in
      let client = house.agencies(as: house.administrator)
      _ = try await Self.update(
        house,
        Agency(
          code: Self.department,
          beneficiaryAccount: BeneficiaryAccount(bankCode: "VCB", accountNumber: "1")
        ),
        ["beneficiary_account"]
      )
      let row = AgencyRow(
        line: 2,
        agency: Agency(
          code: Self.department,
          name: "Sở Tư pháp",
          level: .province,
          kind: .resolving
        )
      )
      func run(_ mask: [String]?) async throws -> ImportCounts? {
        try await client.importAgencies { writer in
          try await writer.write(
            ImportAgenciesRequest(
              rows: [row],
              updateMask: mask.map { GoogleProtobuf.FieldMask(paths: $0) }
            )
          )
        }.counts
      }
      #expect(try await run(["name", "level"])?.unchanged == 1)
      await expectRefusal(.invalidFields) { _ = try await run(["code"]) }
      #expect(try await run(nil)?.updated == 1)
      let gap = try await client.listAgencies(
        ListAgenciesRequest(parentCode: "", withoutPayment: true)
      )
      #expect(gap.agencies.map(\.code).contains(Self.department))
    }
  }
}
