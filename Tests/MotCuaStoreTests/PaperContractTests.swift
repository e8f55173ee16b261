import MotCuaDomain
import MotCuaStore
import Testing

@Suite("What every store does with paper where a service is online")
struct PaperContractTests {
  private static let now = House.at("2020-08-06 09:15")
  private static let august = ViolationQuery(
    from: House.at("2020-08-01 00:00"),
    before: House.at("2020-09-01 00:00"),
    kinds: Set(ViolationKind.allCases)
  )

  private func receive(
    _ house: House,
    exemption: String = "",
    identity: String = "070090000001"
  ) -> ReceiveDossier {
    ReceiveDossier(
      filing: house.filing(identity: identity),
      channel: .direct,
      paperExemption: exemption,
      actor: House.desk
    )
  }

  /// A house whose department follows a rule, and has a head.
  private func house(_ adapter: Adapter, _ mode: PaperMode) async throws -> House {
    let house = try await House(adapter)
    var department = try #require(house.store.directory.agency(House.department))
    department.headOfficer = "GD01"
    department.paperPolicies = [
      PaperPolicyRecord(
        mode: mode,
        exemptions: [.init(code: "NO_DEVICE", text: "Không có thiết bị")]
      )
    ]
    try await house.perform(ImportAgencies(agencies: [department]))
    return house
  }

  private func records(_ house: House) async throws -> [ViolationRecord] {
    try await house.store.violations(Self.august, before: nil, limit: 100).items
  }

  private func audits(_ house: House) async throws -> Int {
    try await house.store.auditEntries(AuditQuery(), before: nil, limit: 500).items.count
  }

  @Test("WARN takes the dossier and records the violation", arguments: Adapter.allCases)
  func warn(_ adapter: Adapter) async throws {
    let house = try await house(adapter, .warn)
    let dossier = try await house.perform(receive(house), at: Self.now)
    #expect(dossier.state == .received)
    #expect(dossier.paperKind == .paperTaken)
    #expect(try await house.store.dossier(dossier.code, in: .all, on: .pool) == dossier)
    let record = ViolationRecord(
      id: 1,
      kind: .paperTaken,
      at: Self.now,
      agency: House.department,
      officer: "CB001",
      head: "GD01",
      procedure: House.open,
      dossier: dossier.code,
      channel: .direct
    )
    #expect(try await records(house) == [record])
  }

  @Test("ENFORCE refuses and records the attempt and nothing else", arguments: Adapter.allCases)
  func enforce(_ adapter: Adapter) async throws {
    let house = try await house(adapter, .enforce)
    let audited = try await audits(house)
    await #expect(throws: StoreError.refused(.paperRefused(exemptions: ["NO_DEVICE"]))) {
      try await house.perform(receive(house), at: Self.now)
    }
    let record = try #require(try await records(house).first)
    #expect(record.kind == .paperRefused)
    #expect(record.dossier == nil)
    #expect(record.officer == "CB001")
    #expect(record.head == "GD01")
    #expect(record.at == Self.now)
    #expect(try await audits(house) == audited + 1)
    #expect(try await house.store.dossierCount(DossierQuery(), in: .all) == 0)
    #expect(try await house.store.recount().cells == 0)
    // The number that the attempt would have had goes to the next dossier.
    let next = try await house.perform(
      SubmitDossier(filing: house.filing(), actor: House.portal),
      at: Self.now
    )
    #expect(next.code.sequence == 1)
  }

  @Test(
    "An attempt is one record for each request, not for each repeat",
    arguments: Adapter.allCases
  )
  func repeats(_ adapter: Adapter) async throws {
    let house = try await house(adapter, .enforce)
    let id = RequestID(high: 1, low: 7)
    func attempt(_ body: UInt8, dry: Bool = false) async {
      await #expect(throws: StoreError.refused(.paperRefused(exemptions: ["NO_DEVICE"]))) {
        try await house.perform(
          receive(house),
          at: Self.now,
          requestID: id,
          body: [body],
          validateOnly: dry
        )
      }
    }
    await attempt(1, dry: true)
    #expect(try await records(house).isEmpty)
    await attempt(1)
    let audited = try await audits(house)
    await attempt(1)
    await attempt(1)
    #expect(try await records(house).count == 1)
    #expect(try await audits(house) == audited)
    // Another body under the same identity is another attempt: a refusal does not use it up.
    await attempt(2)
    #expect(try await records(house).count == 2)
    let taken = try await house.perform(
      receive(house, exemption: "NO_DEVICE"),
      at: Self.now,
      requestID: id,
      body: [3]
    )
    #expect(taken.code.sequence == 1)
    #expect(try await records(house).map(\.kind) == [.paperExempted, .paperRefused, .paperRefused])
  }

  @Test("Repeats that come at once are one record", arguments: Adapter.allCases)
  func concurrent(_ adapter: Adapter) async throws {
    let house = try await house(adapter, .enforce)
    let command = receive(house)
    let refused = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<32 {
        group.addTask {
          do throws(StoreError) {
            try await house.perform(
              command,
              at: Self.now,
              requestID: RequestID(high: 9, low: UInt64(number % 4)),
              body: [1]
            )
            return false
          } catch {
            return error == .refused(.paperRefused(exemptions: ["NO_DEVICE"]))
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(refused == 32)
    #expect(try await records(house).count == 4)
  }

  @Test("Without an identity each attempt is its own record", arguments: Adapter.allCases)
  func withoutIdentity(_ adapter: Adapter) async throws {
    let house = try await house(adapter, .enforce)
    for _ in 0..<3 {
      await #expect(throws: StoreError.self) {
        try await house.perform(receive(house), at: Self.now)
      }
    }
    #expect(try await records(house).map(\.id) == [3, 2, 1])
  }

  @Test("An exemption of the rule lifts it and is on record", arguments: Adapter.allCases)
  func exemption(_ adapter: Adapter) async throws {
    for mode in [PaperMode.warn, .enforce] {
      let house = try await house(adapter, mode)
      await #expect(
        throws: StoreError.precondition(.exemptionUnknown(allowed: ["NO_DEVICE"]))
      ) {
        try await house.perform(receive(house, exemption: "OTHER"), at: Self.now)
      }
      #expect(try await records(house).isEmpty)
      let dossier = try await house.perform(
        receive(house, exemption: "NO_DEVICE"),
        at: Self.now
      )
      #expect(dossier.paperKind == .paperExempted)
      #expect(dossier.paperExemption == "NO_DEVICE")
      #expect(try await house.store.dossier(dossier.code, in: .all, on: .pool) == dossier)
      let records = try await records(house)
      #expect(records.map(\.kind) == [.paperExempted])
      #expect(records.map(\.exemption) == ["NO_DEVICE"])
      #expect(records.map(\.dossier) == [dossier.code])
    }
  }

  @Test(
    "Other refusals, refusals at the desk and histories leave nothing",
    arguments: Adapter.allCases
  )
  func others(_ adapter: Adapter) async throws {
    let house = try await house(adapter, .enforce)
    var suspended = receive(house)
    suspended.filing.procedure = House.closed
    await #expect(throws: StoreError.refused(.procedureNotPublished)) {
      try await house.perform(suspended, at: Self.now)
    }
    let refusal = RefuseDossierAtDesk(
      filing: house.filing(),
      channel: .direct,
      reason: "Không thuộc thẩm quyền",
      actor: House.desk
    )
    #expect(try await house.perform(refusal, at: Self.now).state == .refused)
    var history = receive(house, identity: "070090000002")
    history.actor.isHistory = true
    history.filing.at = House.at("2020-08-05 08:00")
    #expect(try await house.perform(history, at: Self.now).state == .received)
    #expect(try await records(house).isEmpty)
  }

  @Test(
    "Paper demanded after an online submission is declared or a violation",
    arguments: Adapter.allCases
  )
  func demanded(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    func ask(
      _ dossier: DossierRecord,
      _ codes: [String],
      paper: Bool = true
    ) async throws -> Bool? {
      try await house.perform(
        RequestSupplement(
          target: house.target(dossier),
          reason: "Nộp bản giấy",
          componentCodes: codes,
          isPaperRequested: paper,
          deadline: CivilDate("2020-08-20")
        ),
        at: Self.now
      ).supplement?.isPaperDeclared
    }
    let undeclared = try await house.started()
    #expect(try await ask(undeclared, ["TP01"]) == false)
    _ = try await ask(try await house.started(), ["TP01"], paper: false)
    var content = House.content("Đăng ký khai sinh")
    content.components[1].isPaperRequiredAfterOnline = true
    try await house.perform(
      ImportProcedures(drafts: [ProcedureDraft(code: House.open, content: content)])
    )
    #expect(try await ask(try await house.started(), ["TP02"]) == true)
    #expect(try await ask(try await house.started(), []) == true)
    let other = try await house.started()
    #expect(try await ask(other, ["TP01"]) == false)
    let desk = try await house.perform(receive(house), at: Self.now)
    #expect(try await ask(desk, ["TP01"]) == false)
    let records = try await records(house)
    #expect(records.map(\.kind) == [.paperDemanded, .paperDemanded])
    #expect(records.map(\.dossier) == [other.code, undeclared.code])
    #expect(records.map(\.channel) == [.online, .online])
  }

  @Test(
    "Lists go page by page, and every count is the length of a list",
    arguments: Adapter.allCases
  )
  func lists(_ adapter: Adapter) async throws {
    let house = try await house(adapter, .warn)
    for number in 0..<7 {
      var command = receive(house, exemption: number % 3 == 0 ? "NO_DEVICE" : "")
      command.filing.agency = number % 2 == 0 ? House.department : House.commune
      command.actor.officer = number < 5 ? "CB00\(number % 2)" : nil
      try await house.perform(command, at: Self.now + Int64(number))
    }
    let all = try await records(house)
    var paged: [ViolationRecord] = []
    var last: Int64?
    repeat {
      let page = try await house.store.violations(Self.august, before: last, limit: 3)
      paged += page.items
      last = page.next
    } while last != nil
    #expect(paged == all)
    #expect(all.count == 7)
    for grouping in ViolationGrouping.allCases {
      let counts = try await house.store.violationCounts(Self.august, by: grouping)
      #expect(counts.map(\.code) == counts.map(\.code).sorted())
      for count in counts {
        var query = Self.august
        let person: ViolationQuery.Person = count.code.isEmpty ? .nobody : .officer(count.code)
        switch grouping {
        case .agency: query.agencies = [House.code(count.code)]
        case .officer: query.officer = person
        case .head: query.head = person
        }
        for kind in ViolationKind.allCases {
          query.kinds = [kind]
          let found = try await house.store.violations(query, before: nil, limit: 100).items.count
          #expect(Int64(found) == count.counts[kind] ?? 0)
        }
      }
      #expect(counts.reduce(0) { $0 + $1.counts.values.reduce(0, +) } == 7)
    }
    var query = Self.august
    query.procedure = House.closed
    #expect(try await house.store.violations(query, before: nil, limit: 9).items.isEmpty)
    query = Self.august
    query.before = Self.now + 3
    #expect(try await house.store.violations(query, before: nil, limit: 9).items.count == 3)
  }

  @Test("The record of an attempt survives the store's end")
  func durable() async throws {
    let folder = try TemporaryFolder()
    let configuration = StoreConfiguration(folder: folder.path)
    let before = try SQLiteStore(configuration)
    let house = House(over: before)
    try await house.furnish()
    var department = try #require(before.directory.agency(House.department))
    department.paperPolicies = [PaperPolicyRecord(mode: .enforce)]
    try await house.perform(ImportAgencies(agencies: [department]))
    await #expect(throws: StoreError.refused(.paperRefused(exemptions: []))) {
      try await house.perform(receive(house), at: Self.now)
    }
    let written = try await records(house)
    before.close()
    let after = try SQLiteStore(configuration)
    defer { after.close() }
    #expect(try await records(House(over: after)) == written)
    #expect(written.count == 1)
    #expect(try await after.verifyAudit(nil).brokenID == nil)
  }
}
