import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("Guide, lint, gaps and export")
struct ProcedureReviewTests {
  private static let agency = "000.00.01.H10"
  private static let code = ProcedureLifeTests.code

  private static func furnish(_ house: ServiceHouse, _ offering: Offering? = nil) async throws {
    _ = try await ProcedureLifeTests.create(house)
    _ = try await ProcedureLifeTests.publish(house)
    let client = house.procedures(as: house.administrator)
    _ = try await client.setOffering(
      SetOfferingRequest(
        offering: offering
          ?? Offering(
            procedureCode: code,
            agencyCode: agency,
            deskAgencyCode: "000.00.00.H10",
            levels: [OfferingLevel(level: .level4), OfferingLevel(level: .full)],
            receivesOnline: true
          )
      )
    )
  }

  @Test("A guide tells anyone what to do and where")
  func guide() async throws {
    try await StoreAdapter.memory.withHouse { house in
      try await Self.furnish(house)
      let guide = try await house.procedures(as: nil)
        .getProcedureGuide(GetProcedureGuideRequest(code: Self.code))
      let whole = ProcedureLifeTests.whole
      #expect(guide.open)
      #expect(guide.steps == whole.steps)
      #expect(guide.components == whole.components)
      #expect(guide.templates == whole.templates)
      #expect(guide.channels == whole.channels)
      #expect(guide.guidance == whole.guidance)
      #expect(
        guide.places == [
          GuidePlace(
            agencyCode: Self.agency,
            agencyName: "Sở Tư pháp",
            deskAgencyCode: "000.00.00.H10",
            deskName: "UBND tỉnh Bình Phước",
            receivesOnline: true,
            serviceLevel: .level4,
            serviceExtent: .full
          )
        ]
      )
      await expectRefusal(.invalidFields) {
        _ = try await house.procedures(as: nil)
          .getProcedureGuide(GetProcedureGuideRequest(code: Self.code, caseCode: "x"))
      }
      await expectRefusal(.notFound) {
        _ = try await house.procedures(as: nil)
          .getProcedureGuide(GetProcedureGuideRequest(code: "1.999002"))
      }
    }
  }

  private static func rules(_ house: ServiceHouse) async throws -> [MotCuaAPI.LintRule] {
    try await house.procedures(as: house.administrator)
      .lintProcedure(LintProcedureRequest(code: code)).findings.map(\.rule)
  }

  @Test("A lint finds contradictions between a procedure and its offering, and they go when mended")
  func lint() async throws {
    try await StoreAdapter.memory.withHouse { house in
      try await Self.furnish(house)
      #expect(try await Self.rules(house) == [.deadStep, .level4WithoutPayment])
      let agencies = house.agencies(as: house.administrator)
      _ = try await agencies.createOfficer(
        CreateOfficerRequest(
          officer: Officer(
            code: "CB.1",
            name: "Lê An",
            agencyCode: Self.agency,
            postings: [Posting(agencyCode: Self.agency, duty: .resolution)]
          )
        )
      )
      _ = try await agencies.updateAgency(
        UpdateAgencyRequest(
          agency: Agency(code: Self.agency, eWallet: "vi"),
          updateMask: .init(paths: ["e_wallet"])
        )
      )
      #expect(try await Self.rules(house) == [])
      var changed = ProcedureLifeTests.whole
      changed.templates = []
      changed.components[0].paperRequiredAfterOnline = true
      changed.components[0].caseCode = "x"
      changed.channels[0].channel = .direct
      changed.internalSteps[0].timeLimit?.quantityMilli = 6000
      _ = try await ProcedureLifeTests.update(
        house,
        changed,
        ["templates", "components", "channels", "internal_steps"]
      )
      #expect(
        try await Self.rules(house) == [
          .caseUnknown, .stepsExceedLimit, .onlineWithoutTemplate, .offeredWithoutChannel,
          .paperAfterOnline,
        ]
      )
    }
  }

  @Test("A draft without its parts has errors, in the order of the law")
  func lintDraft() async throws {
    try await StoreAdapter.memory.withHouse { house in
      _ = try await ProcedureLifeTests.create(house, Procedure(code: Self.code, name: "Thiếu"))
      let findings = try await house.procedures(as: house.administrator)
        .lintProcedure(LintProcedureRequest(code: Self.code)).findings
      #expect(
        findings.filter { $0.severity == .error }.map(\.rule) == [
          .stepsMissing, .channelsMissing, .componentsMissing, .timeLimitMissing,
          .subjectsMissing, .agencyMissing,
        ]
      )
      #expect(findings.filter { $0.severity == .warning }.count == 2)
    }
  }

  @Test(
    "A gap goes when an officer is assigned, and comes back when he leaves",
    arguments: StoreAdapter.all
  )
  func gaps(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      try await Self.furnish(house)
      let client = house.procedures(as: house.administrator)
      func gaps(
        _ request: ListAssignmentGapsRequest = ListAssignmentGapsRequest()
      ) async throws
        -> [Duty]
      {
        try await client.listAssignmentGaps(request).gaps.map(\.duty)
      }
      #expect(try await gaps() == [.reception, .guidance, .resolution, .result])
      let assigned = Offering(
        procedureCode: Self.code,
        agencyCode: Self.agency,
        receivesOnline: true,
        assignees: [
          Assignment(duty: .reception, officerCode: "CB.1", validTo: ProcedureLifeTests.day(8, 31))
        ]
      )
      await expectRefusal(.officerNotFound) {
        _ = try await client.setOffering(SetOfferingRequest(offering: assigned))
      }
      _ = try await house.agencies(as: house.administrator).createOfficer(
        CreateOfficerRequest(
          officer: Officer(code: "CB.1", name: "Lê An", agencyCode: Self.agency)
        )
      )
      let set = try await client.setOffering(SetOfferingRequest(offering: assigned))
      #expect(set.assignees == assigned.assignees)
      #expect(try await gaps() == [.guidance, .resolution, .result])
      #expect(try await gaps(ListAssignmentGapsRequest(duty: .reception)) == [])
      #expect(
        try await gaps(
          ListAssignmentGapsRequest(duty: .reception, asOf: ProcedureLifeTests.day(9, 1))
        ) == [.reception]
      )
      await expectRefusal(.invalidFields) {
        _ = try await gaps(ListAssignmentGapsRequest(asOf: ProcedureLifeTests.day(8, 5)))
      }
      let first = try await client.listAssignmentGaps(ListAssignmentGapsRequest(pageSize: 2))
      let rest = try await client.listAssignmentGaps(
        ListAssignmentGapsRequest(pageSize: 2, pageToken: first.nextPageToken)
      )
      #expect((first.gaps + rest.gaps).map(\.duty) == [.guidance, .resolution, .result])
      let token = try await house.caller(
        .officer,
        agencies: ["000.00.02.H10"],
        duties: [.reception]
      )
      let outside = house.procedures(as: token)
      #expect(try await outside.listAssignmentGaps(ListAssignmentGapsRequest()).gaps.isEmpty)
      await expectRefusal(.notFound) {
        _ = try await outside.listAssignmentGaps(
          ListAssignmentGapsRequest(agencyCode: Self.agency)
        )
      }
    }
  }

  @Test("What is exported changes nothing when it is imported again", arguments: StoreAdapter.all)
  func export(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      try await Self.furnish(house)
      try await house.importProcedures([
        .good(2, "1.000001", "Đăng ký khai sinh", sectors: "Hộ tịch; Nuôi con nuôi"),
        .good(3, "1.000002", "Đăng ký kết hôn", state: "SUSPENDED"),
        .good(4, "1.000003", "Chứng thực", state: "UPDATED"),
      ])
      let client = house.procedures(as: house.administrator)
      var rows: [CatalogueRow] = []
      var details: [ProcedureDetails] = []
      for try await message in try await client.exportProcedures(ExportProceduresRequest()) {
        rows += message.catalogueRows
        details += message.detailsRows
      }
      #expect(rows.map(\.code) == ["1.000001", "1.000002", "1.000003", Self.code])
      let before = house.store.catalogue.procedures
      let answer = try await house.importProcedures(rows, details: details)
      #expect(answer.errors.isEmpty)
      #expect(answer.catalogue == ImportCounts(rows: 4, unchanged: 4))
      #expect(answer.details == ImportCounts(rows: 4, unchanged: 4))
      #expect(house.store.catalogue.procedures == before)

      let copy = try await ServiceHouse()
      let created = try await copy.importProcedures(rows, details: details)
      #expect(created.catalogue?.created == 4)
      #expect(copy.store.catalogue.procedures.map(\.content) == before.map(\.content))
    }
  }

  @Test("A rule about paper comes from the offering, the agency, or the agency above")
  func paperPolicy() async throws {
    try await StoreAdapter.memory.withHouse { house in
      let warn = PaperPolicy(mode: .warn, validFrom: ProcedureLifeTests.day(1, 1))
      let enforce = PaperPolicy(
        mode: .enforce,
        validFrom: ProcedureLifeTests.day(9, 1),
        exemptions: [PaperExemption(code: "NO_DEVICE", text: "Người dân không có thiết bị")]
      )
      let agencies = house.agencies(as: house.administrator)
      _ = try await agencies.updateAgency(
        UpdateAgencyRequest(
          agency: Agency(code: "000.00.00.H10", paperPolicies: [warn]),
          updateMask: .init(paths: ["paper_policies"])
        )
      )
      try await Self.furnish(
        house,
        Offering(
          procedureCode: Self.code,
          agencyCode: Self.agency,
          receivesOnline: true,
          paperPolicies: [enforce]
        )
      )
      let procedure = try #require(ProcedureCode(Self.code))
      let agency = try #require(AgencyCode(Self.agency))
      func mode(_ day: String) throws -> MotCuaStore.PaperMode? {
        var state = StoreState()
        state.directory = house.store.directory
        state.catalogue = house.store.catalogue
        return state.paperPolicy(of: procedure, at: agency, on: try #require(CivilDate(day)))?.mode
      }
      #expect(try mode("2019-12-31") == nil)
      #expect(try mode("2020-08-31") == .warn)
      #expect(try mode("2020-09-01") == .enforce)
      await expectRefusal(.invalidFields) {
        _ = try await agencies.updateAgency(
          UpdateAgencyRequest(
            agency: Agency(code: Self.agency, paperPolicies: [warn, enforce]),
            updateMask: .init(paths: ["paper_policies"])
          )
        )
      }
    }
  }
}
