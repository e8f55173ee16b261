import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import ProtobufEngine
import RPCCore
import RPCMessages
import Testing

@Suite("The life of a procedure, revision by revision")
struct ProcedureLifeTests {
  static let code = "1.999001"

  static func day(_ month: Int32, _ day: Int32) -> MotCuaAPI.Date {
    MotCuaAPI.Date(year: 2020, month: month, day: day)
  }

  /// A procedure with every part that the law asks for.
  static let whole = Procedure(
    code: code,
    name: "Cấp giấy phép mẫu",
    sectors: [Sector(code: "G15-TP07", name: "Hộ tịch")],
    competentLevel: .province,
    executingAgencies: ["Sở Tư pháp"],
    subjects: ["Công dân Việt Nam"],
    components: [Component(code: "TP1", name: "Tờ khai", originalCount: 1, mandatory: true)],
    channels: [
      ProcedureChannel(
        channel: .online,
        timeLimit: MotCuaAPI.TimeLimit(quantityMilli: 5000, unit: .workingDay),
        fees: [
          Fee(
            kind: .charge,
            amountVnd: 8000,
            amountStated: true,
            exemptions: [Exemption(subject: "Người có công", basis: "Luật Hộ tịch, Điều 11")]
          )
        ]
      )
    ],
    legalBases: [LegalBasis(number: "60/2014/QH13", title: "Luật Hộ tịch")],
    results: ["Giấy phép"],
    requirements: "Không",
    steps: [ProcedureStep(name: "Nộp hồ sơ", text: "Tại bộ phận một cửa")],
    internalSteps: [
      InternalStep(
        name: "Thẩm định",
        duty: .resolution,
        timeLimit: MotCuaAPI.TimeLimit(quantityMilli: 3000, unit: .workingDay)
      )
    ],
    guidance: "Nộp trước 15 giờ thì được tính trong ngày.",
    templates: [Template(name: "Mẫu 01", componentCode: "TP1", uri: "https://example.vn/01.docx")]
  )

  static func create(
    _ house: ServiceHouse,
    _ procedure: Procedure = whole
  ) async throws -> Procedure {
    try await house.procedures(as: house.administrator)
      .createProcedure(CreateProcedureRequest(procedure: procedure))
  }

  static func update(
    _ house: ServiceHouse,
    _ procedure: Procedure,
    _ paths: [String],
    from day: MotCuaAPI.Date? = nil,
    etag: String = "",
    validateOnly: Bool = false
  ) async throws -> Procedure {
    try await house.procedures(as: house.administrator).updateProcedure(
      UpdateProcedureRequest(
        procedure: procedure,
        updateMask: GoogleProtobuf.FieldMask(paths: paths),
        effectiveFrom: day,
        validateOnly: validateOnly,
        etag: etag
      )
    )
  }

  static func publish(
    _ house: ServiceHouse,
    from day: MotCuaAPI.Date? = nil
  ) async throws -> Procedure {
    try await house.procedures(as: house.administrator).publishProcedure(
      PublishProcedureRequest(
        code: code,
        decision: Decision(number: "1299/QĐ-UBND", date: Self.day(6, 12)),
        effectiveFrom: day,
        madePublicOn: Self.day(6, 15)
      )
    )
  }

  @Test(
    "A draft comes back as it was created, and only its keepers see it",
    arguments: StoreAdapter.all
  )
  func draft(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      let made = try await Self.create(house)
      var expected = Self.whole
      expected.state = .draft
      expected.revision = 1
      expected.effectiveFrom = Self.day(8, 6)
      expected.etag = made.etag
      expected.createTime = made.createTime
      expected.updateTime = made.updateTime
      #expect(made == expected)
      await expectRefusal(.alreadyExists) { _ = try await Self.create(house) }
      await expectRefusal(.notFound) {
        _ = try await house.procedures(as: nil).getProcedure(GetProcedureRequest(code: Self.code))
      }
      let published = try await Self.publish(house)
      #expect(published.state == .published)
      #expect(published.revision == 2)
      #expect(published.publication?.number == "1299/QĐ-UBND")
      let seen = try await house.procedures(as: nil)
        .getProcedure(GetProcedureRequest(code: Self.code))
      #expect(seen == published)
    }
  }

  @Test("What is missing hinders the publication and is listed")
  func incomplete() async throws {
    try await StoreAdapter.memory.withHouse { house in
      _ = try await Self.create(house, Procedure(code: Self.code, name: "Thiếu đủ thứ"))
      let error = await expectRefusal(.procedureIncomplete) { _ = try await Self.publish(house) }
      var subjects: [String] = []
      for case .preconditionFailure(let violations) in error?.details ?? [] {
        subjects += violations.map(\.subject)
      }
      #expect(
        subjects == [
          "steps", "channels", "components", "channels", "subjects", "executing_agencies",
        ]
      )
    }
  }

  @Test(
    "A day that is over, and a revision, are answered with the same bytes for ever",
    arguments: StoreAdapter.all
  )
  func asOf(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      _ = try await Self.create(house)
      _ = try await Self.publish(house)
      let client = house.procedures(as: house.administrator)
      house.pass(Instant.day)
      let yesterday = GetProcedureRequest(code: Self.code, asOf: Self.day(8, 6))
      let pinned = GetProcedureRequest(code: Self.code, revision: 2)
      let first = try await client.getProcedure(yesterday).serialized()
      let second = try await client.getProcedure(pinned).serialized()
      var changed = Self.whole
      changed.name = "Cấp giấy phép mẫu (sửa)"
      _ = try await Self.update(house, changed, ["name"])
      _ = try await client.setOffering(
        SetOfferingRequest(
          offering: Offering(
            procedureCode: Self.code,
            agencyCode: "000.00.01.H10",
            levels: [OfferingLevel(level: .level4)]
          )
        )
      )
      house.pass(20 * Instant.day)
      #expect(try await client.getProcedure(yesterday).serialized() == first)
      #expect(try await client.getProcedure(pinned).serialized() == second)
      await expectRefusal(.notFound) {
        _ = try await client.getProcedure(
          GetProcedureRequest(code: Self.code, asOf: Self.day(8, 5))
        )
      }
      await expectRefusal(.notFound) {
        _ = try await client.getProcedure(GetProcedureRequest(code: Self.code, revision: 9))
      }
      await expectRefusal(.invalidFields) {
        _ = try await client.getProcedure(
          GetProcedureRequest(code: Self.code, asOf: Self.day(8, 6), revision: 1)
        )
      }
    }
  }

  @Test("What will be public is not read before its day", arguments: StoreAdapter.all)
  func futureRevision(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      _ = try await Self.create(house)
      let made = try await Self.publish(house, from: Self.day(8, 10))
      let client = house.procedures(
        as: try await house.caller(.officer, agencies: ["000.00.01.H10"])
      )
      let requests = [
        GetProcedureRequest(code: Self.code, revision: made.revision),
        GetProcedureRequest(code: Self.code, asOf: Self.day(8, 11)),
      ]
      for request in requests {
        await expectRefusal(.notFound) { _ = try await client.getProcedure(request) }
      }
      house.pass(4 * Instant.day)
      for request in requests {
        #expect(try await client.getProcedure(request).revision == made.revision)
      }
    }
  }

  @Test("What was public stays readable when it is suspended", arguments: StoreAdapter.all)
  func pastOfSuspended(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      _ = try await Self.create(house)
      _ = try await Self.publish(house)
      let officer = try await house.caller(.officer, agencies: ["000.00.01.H10"])
      house.pass(Instant.day)
      for token in [officer, nil] {
        let client = house.procedures(as: token)
        let past = GetProcedureRequest(code: Self.code, asOf: Self.day(8, 6))
        let first = try await client.getProcedure(past).serialized()
        _ = try? await house.procedures(as: house.administrator).suspendProcedure(
          SuspendProcedureRequest(
            code: Self.code,
            decision: Decision(number: "2/QĐ-UBND", date: Self.day(8, 7))
          )
        )
        #expect(try await client.getProcedure(past).serialized() == first)
        let pinned = GetProcedureRequest(code: Self.code, revision: 2)
        #expect(try await client.getProcedure(pinned).revision == 2)
        await expectRefusal(.notFound) {
          _ = try await client.getProcedure(GetProcedureRequest(code: Self.code))
        }
        await expectRefusal(.notFound) {
          _ = try await client.getProcedure(GetProcedureRequest(code: Self.code, revision: 1))
        }
        let list = try await house.procedures(as: officer)
          .listProcedureRevisions(ListProcedureRevisionsRequest(code: Self.code))
        #expect(list.revisions.map(\.revision) == [2])
      }
    }
  }

  @Test("A revision for a later day waits for it", arguments: StoreAdapter.all)
  func scheduled(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      _ = try await Self.create(house)
      _ = try await Self.publish(house)
      let client = house.procedures(as: house.administrator)
      var changed = Self.whole
      changed.name = "Tên mới"
      let dry = try await Self.update(
        house,
        changed,
        ["name"],
        from: Self.day(9, 1),
        validateOnly: true
      )
      #expect(dry.revision == 3)
      let made = try await Self.update(house, changed, ["name"], from: Self.day(9, 1))
      #expect(made == dry)
      #expect(made.name == "Tên mới")
      func name() async throws -> String {
        try await client.getProcedure(GetProcedureRequest(code: Self.code)).name
      }
      #expect(try await name() == Self.whole.name)
      let all = try await client.listProcedureRevisions(
        ListProcedureRevisionsRequest(code: Self.code)
      )
      #expect(all.revisions.map(\.revision) == [3, 2, 1])
      #expect(
        all.revisions.map(\.effectiveFrom) == [Self.day(9, 1), Self.day(8, 6), Self.day(8, 6)]
      )
      await expectRefusal(.invalidFields) {
        _ = try await Self.update(house, Self.whole, ["name"], from: Self.day(8, 31))
      }
      house.clock.set(
        Instant(ict: CivilDate("2020-09-01") ?? CivilDate(daysSinceEpoch: 0), minute: 1)
      )
      #expect(try await name() == "Tên mới")
      let page = try await client.listProcedures(ListProceduresRequest())
      #expect(page.procedures.map(\.name) == ["Tên mới"])
    }
  }

  @Test("Search goes by the state of the day", arguments: StoreAdapter.all)
  func searchedState(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      _ = try await Self.create(house)
      _ = try await Self.publish(house, from: Self.day(9, 1))
      func found() async throws -> Int {
        try await house.procedures(as: nil)
          .searchProcedures(SearchProceduresRequest(query: Self.code)).hits.count
      }
      #expect(try await found() == 0)
      house.clock.set(Instant(ict: Self.civil(9, 1), minute: 1))
      #expect(try await found() == 1)
      _ = try await house.procedures(as: house.administrator).suspendProcedure(
        SuspendProcedureRequest(
          code: Self.code,
          decision: Decision(number: "77/QĐ-UBND", date: Self.day(9, 1)),
          effectiveFrom: Self.day(9, 3)
        )
      )
      #expect(try await found() == 1)
      house.clock.set(Instant(ict: Self.civil(9, 3), minute: 1))
      #expect(try await found() == 0)
    }
  }

  private static func civil(_ month: Int, _ day: Int) -> CivilDate {
    CivilDate("2020-0\(month)-0\(day)") ?? CivilDate(daysSinceEpoch: 0)
  }

  @Test("States follow one another as the law has it; a decision is named each time")
  func states() async throws {
    try await StoreAdapter.memory.withHouse { house in
      let client = house.procedures(as: house.administrator)
      let decision = Decision(number: "77/QĐ-UBND")
      func suspend(_ decision: Decision?) async throws -> Procedure {
        try await client.suspendProcedure(
          SuspendProcedureRequest(code: Self.code, decision: decision)
        )
      }
      func repeal() async throws -> Procedure {
        try await client.repealProcedure(
          RepealProcedureRequest(code: Self.code, decision: decision)
        )
      }
      await expectRefusal(.notFound) { _ = try await suspend(decision) }
      _ = try await Self.create(house)
      let error = await expectRefusal(.illegalTransition) { _ = try await suspend(decision) }
      #expect(error?.values == ["action": "SUSPEND", "state": "DRAFT"])
      _ = try await Self.publish(house)
      await expectRefusal(.invalidFields) { _ = try await suspend(nil) }
      await expectRefusal(.invalidFields) { _ = try await suspend(Decision()) }
      #expect(try await suspend(decision).ending == decision)
      #expect(try await Self.publish(house).ending == nil)
      #expect(try await repeal().state == .repealed)
      await expectRefusal(.illegalTransition) { _ = try await repeal() }
      await expectRefusal(.illegalTransition) { _ = try await Self.publish(house) }
      await expectRefusal(.illegalTransition) {
        _ = try await Self.update(house, Self.whole, ["name"])
      }
    }
  }

  @Test("A stale etag is refused with the present one, which counts offerings too")
  func etag() async throws {
    try await StoreAdapter.memory.withHouse { house in
      let made = try await Self.create(house)
      var changed = Self.whole
      changed.guidance = "Mới"
      let next = try await Self.update(house, changed, ["guidance"], etag: made.etag)
      #expect(next.etag != made.etag)
      let error = await expectRefusal(.etagMismatch) {
        _ = try await Self.update(house, Self.whole, ["guidance"], etag: made.etag)
      }
      #expect(error?.values["current_etag"] == next.etag)
      #expect(try await Self.update(house, changed, ["guidance"]).revision == next.revision)
    }
  }

  @Test(
    "A difference names the field, the older and the younger value",
    arguments: StoreAdapter.all
  )
  func diff(_ adapter: StoreAdapter) async throws {
    try await adapter.withHouse { house in
      _ = try await Self.create(house)
      var changed = Self.whole
      changed.components[0].name = "Tờ khai mới"
      changed.components.append(Component(code: "TP2", name: "Bản sao", copyCount: 1))
      changed.templates = []
      _ = try await Self.update(house, changed, ["components", "templates"])
      let client = house.procedures(as: house.administrator)
      let diff = try await client.diffProcedureRevisions(
        DiffProcedureRevisionsRequest(code: Self.code)
      )
      #expect(diff.fromRevision == 1)
      #expect(diff.toRevision == 2)
      #expect(
        diff.differences.first
          == FieldDifference(
            path: "components[TP1].name",
            oldValue: "Tờ khai",
            newValue: "Tờ khai mới"
          )
      )
      let paths = diff.differences.map(\.path)
      #expect(paths.contains("components[TP2].copy_count"))
      #expect(paths.contains("templates[Mẫu 01].uri"))
      let same = try await client.diffProcedureRevisions(
        DiffProcedureRevisionsRequest(code: Self.code, fromRevision: 2, toRevision: 2)
      )
      #expect(same.differences.isEmpty)
      await expectRefusal(.invalidFields) {
        _ = try await client.diffProcedureRevisions(
          DiffProcedureRevisionsRequest(code: Self.code, fromRevision: 2, toRevision: 3)
        )
      }
    }
  }
}
