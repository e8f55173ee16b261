import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Paper where a service is online")
struct DossierPaperTests {
  typealias Ground = DossierHouse.Ground

  private static let period = StatisticsTests.period((8, 1), (8, 31))

  /// A house in which the province's rule about paper is this one.
  private func house(
    _ ground: Ground,
    _ mode: MotCuaStore.PaperMode
  ) async throws -> DossierHouse {
    let house = try await DossierHouse(ground)
    let code = try #require(AgencyCode(DossierProvince.root))
    var root = try #require(house.store.directory.agency(code))
    root.paperPolicies = [
      PaperPolicyRecord(
        mode: mode,
        exemptions: [.init(code: "NO_DEVICE", text: "Không có thiết bị")]
      )
    ]
    let department = try #require(AgencyCode(DossierProvince.department))
    var below = try #require(house.store.directory.agency(department))
    below.headOfficer = "CB-5"
    try await perform(ImportAgencies(agencies: [root, below]), house)
    return house
  }

  private func perform(_ command: some StoreCommand, _ house: DossierHouse) async throws {
    let envelope = MutationEnvelope(principalID: 0, method: "test", now: house.clock.now())
    _ = try await house.store.perform(command, as: envelope) { _ in [] }
  }

  private func list(
    _ house: DossierHouse,
    as person: Person = .supervisor,
    _ filter: ViolationFilter = ViolationFilter()
  ) async throws -> [Violation] {
    var filter = filter
    filter.period = Self.period
    return try await house.statistics.listViolations(
      ListViolationsRequest(filter: filter),
      options: house.by(person)
    ).violations
  }

  @Test(
    "ENFORCE refuses paper, tells the exemptions and keeps the attempt",
    arguments: Ground.allCases
  )
  func enforce(_ ground: Ground) async throws {
    let house = try await house(ground, .enforce)
    for channel in [MotCuaAPI.Channel.direct, .post] {
      var request = Requests.receive(by: channel)
      request.requestId = Requests.id(Int(channel.rawValue))
      for _ in 0..<3 {
        await expectRefusal(.paperRefused) {
          _ = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
        }
      }
      let error = await expectRefusal(.paperRefused) {
        _ = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
      }
      #expect(error?.code == .failedPrecondition)
      #expect(error?.values == ["exemptions": "NO_DEVICE"])
    }
    let attempts = try await list(house)
    #expect(attempts.map(\.channel) == [.post, .direct])
    #expect(attempts.map(\.kind) == [.paperRefused, .paperRefused])
    #expect(attempts.map(\.dossierCode) == ["", ""])
    #expect(attempts.map(\.officerCode) == ["CB-3", "CB-3"])
    #expect(attempts.map(\.headOfficerCode) == ["CB-5", "CB-5"])
    #expect(attempts.allSatisfy { $0.agencyCode == DossierProvince.department })
    #expect(attempts.allSatisfy { $0.procedureCode == DossierProvince.license })
    #expect(attempts.first?.occurredAt != nil)
  }

  @Test(
    "Cards of agency, head and officer tell the paper that was refused",
    arguments: Ground.allCases
  )
  func scorecards(_ ground: Ground) async throws {
    let house = try await house(ground, .enforce)
    await expectRefusal(.paperRefused) {
      _ = try await house.dossiers.receiveDossier(Requests.receive(), options: house.by(.desk))
    }
    let subjects = [
      GetScorecardRequest(period: Self.period, agencyCode: DossierProvince.department),
      GetScorecardRequest(period: Self.period, headCode: "CB-5"),
      GetScorecardRequest(period: Self.period, officerCode: "CB-3"),
      GetScorecardRequest(period: Self.period, officerCode: "CB-5"),
      GetScorecardRequest(period: Self.period, agencyCode: DossierProvince.commune),
    ]
    var told: [[Int64]] = []
    for request in subjects {
      let card = try await house.statistics.getScorecard(request, options: house.by(.supervisor))
      told.append([card.violations, card.paperRefused, card.paperTaken, card.paperDemanded])
    }
    #expect(told == [[1, 1, 0, 0], [1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]])
  }

  @Test("An exemption must be one of the rule", arguments: Ground.allCases)
  func exemption(_ ground: Ground) async throws {
    let house = try await house(ground, .enforce)
    var request = Requests.receive()
    request.paperExemptionCode = "TIRED"
    let error = await expectRefusal(.exemptionUnknown) {
      _ = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    }
    #expect(error?.code == .invalidArgument)
    #expect(error?.values == ["allowed": "NO_DEVICE"])
    request.paperExemptionCode = "NO_DEVICE"
    let taken = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    #expect(taken.paperKind == .paperExempted)
    #expect(taken.paperExemptionCode == "NO_DEVICE")
    #expect(try await list(house).isEmpty)
    let exempted = try await list(house, ViolationFilter(kinds: [.paperExempted]))
    #expect(exempted.map(\.dossierCode) == [taken.code])
    #expect(exempted.map(\.exemptionCode) == ["NO_DEVICE"])
  }

  @Test("What is online or not at level 3 or 4 is no paper to refuse", arguments: Ground.allCases)
  func untouched(_ ground: Ground) async throws {
    let house = try await house(ground, .enforce)
    // Level 2, at the desk only; the same level at a commune.
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(DossierProvince.paper),
      options: house.by(.desk)
    )
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(at: DossierProvince.commune),
      options: house.by(.communeDesk)
    )
    // At the desk, but online in the owner's name.
    var assisted = Requests.submit()
    assisted.submissionKind = .assisted
    assisted.assistance = Assistance(
      assistantName: "Cán bộ hướng dẫn",
      capacity: .officer,
      consent: true,
      reason: .noDevice
    )
    _ = try await house.dossiers.submitDossier(assisted, options: house.by(.desk))
    _ = try await house.dossiers.refuseDossierAtDesk(
      RefuseDossierAtDeskRequest(
        procedureCode: DossierProvince.license,
        agencyCode: DossierProvince.department,
        channel: .direct,
        applicant: Requests.applicant(),
        reason: "Không thuộc thẩm quyền"
      ),
      options: house.by(.desk)
    )
    let all = ViolationFilter(kinds: [.paperTaken, .paperRefused, .paperDemanded, .paperExempted])
    #expect(try await list(house, all).isEmpty)
  }

  @Test("Since Decree 42/2022 the rule speaks of PARTIAL and FULL", arguments: Ground.allCases)
  func extents(_ ground: Ground) async throws {
    let house = try await house(ground, .enforce)
    for (extent, isRefused) in [(ServiceExtent.infoOnly, false), (.partial, true), (.full, true)] {
      let offering = OfferingRecord(
        procedure: try #require(ProcedureCode(DossierProvince.license)),
        agency: try #require(AgencyCode(DossierProvince.department)),
        levels: [OfferingLevelRecord(level: .extent(extent))],
        receivesOnline: true
      )
      try await perform(SetOffering(offering: offering), house)
      let refused = try await refusal {
        try await house.dossiers.receiveDossier(Requests.receive(), options: house.by(.desk))
      }
      #expect((refused?.reason == .paperRefused) == isRefused)
    }
  }

  @Test(
    "An attempt took no effect, and its id serves when the rule is lifted",
    arguments: Ground.allCases
  )
  func lifted(_ ground: Ground) async throws {
    let house = try await house(ground, .enforce)
    var request = Requests.receive()
    let time = UInt64(house.clock.now().milliseconds)
    request.requestId = RequestID(high: time << 16 | 0x7000, low: 0x8000_0000_0000_0049).uuid
    func state() async throws -> OperationState {
      try await house.admin.getOperationOutcome(
        GetOperationOutcomeRequest(
          method: "motcua.v1.DossierService/ReceiveDossier",
          requestId: request.requestId
        ),
        options: house.by(.desk)
      ).state
    }
    await expectRefusal(.paperRefused) {
      _ = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    }
    #expect(try await state() == .notApplied)
    let code = try #require(AgencyCode(DossierProvince.root))
    var root = try #require(house.store.directory.agency(code))
    root.paperPolicies = []
    try await perform(ImportAgencies(agencies: [root]), house)
    let taken = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    #expect(taken.paperKind == .unspecified)
    #expect(try await state() == .applied)
    let again = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    #expect(again == taken)
    #expect(try await list(house).count == 1)
  }

  @Test("A dry run under ENFORCE is refused and records nothing", arguments: Ground.allCases)
  func dryRun(_ ground: Ground) async throws {
    let house = try await house(ground, .enforce)
    var request = Requests.receive()
    request.validateOnly = true
    await expectRefusal(.paperRefused) {
      _ = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    }
    #expect(try await list(house).isEmpty)
  }

  @Test("A supplement that asks for paper says whether it was declared", arguments: Ground.allCases)
  func demanded(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let asked = try await house.dossiers.requestSupplement(
      RequestSupplementRequest(
        code: born.code,
        reason: "Nộp bản giấy",
        componentCodes: ["GT-2"],
        paperRequested: true
      ),
      options: house.by(.desk)
    )
    #expect(asked.supplement?.paperRequested == true)
    #expect(asked.supplement?.paperDeclared == false)
    let records = try await list(house)
    #expect(records.map(\.kind) == [.paperDemanded])
    #expect(records.map(\.dossierCode) == [born.code])
    #expect(records.map(\.officerCode) == ["CB-3"])
  }

  @Test("Everyone sees and counts his own scope, page by page", arguments: Ground.allCases)
  func scope(_ ground: Ground) async throws {
    let house = try await house(ground, .warn)
    for _ in 0..<3 {
      let taken = try await house.dossiers.receiveDossier(
        Requests.receive(),
        options: house.by(.desk)
      )
      #expect(taken.paperKind == .paperTaken)
    }
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(at: DossierProvince.district),
      options: house.by(.districtDesk)
    )
    #expect(try await list(house).count == 4)
    #expect(try await list(house, as: .desk).count == 3)
    #expect(try await list(house, as: .districtDesk).count == 1)
    #expect(try await list(house, as: .communeDesk).isEmpty)
    let province = ViolationFilter(agencyCode: DossierProvince.root)
    #expect(try await list(house, province).isEmpty)
    var whole = province
    whole.includeSubordinates = true
    #expect(try await list(house, whole).count == 4)
    await expectRefusal(.outOfScope) {
      _ = try await list(house, as: .desk, ViolationFilter(agencyCode: DossierProvince.district))
    }
    try await expectPages(house)
    try await expectCounts(house)
  }

  private func expectPages(_ house: DossierHouse) async throws {
    var ask = ListViolationsRequest(filter: ViolationFilter(period: Self.period), pageSize: 3)
    var seen: [Int64] = []
    repeat {
      let page = try await house.statistics.listViolations(ask, options: house.by(.supervisor))
      seen += page.violations.map(\.id)
      ask.pageToken = page.nextPageToken
    } while !ask.pageToken.isEmpty
    #expect(seen == [4, 3, 2, 1])
    let first = ListViolationsRequest(filter: ViolationFilter(period: Self.period), pageSize: 3)
    var next = first
    next.pageToken = try await house.statistics.listViolations(
      first,
      options: house.by(.supervisor)
    ).nextPageToken
    next.filter?.officerCode = "CB-3"
    await expectRefusal(.pageTokenMismatch) {
      _ = try await house.statistics.listViolations(next, options: house.by(.supervisor))
    }
  }

  private func expectCounts(_ house: DossierHouse) async throws {
    func groups(
      _ by: MotCuaAPI.ViolationGrouping,
      _ person: Person
    ) async throws
      -> [ViolationGroup]
    {
      try await house.statistics.countViolations(
        CountViolationsRequest(filter: ViolationFilter(period: Self.period), groupBy: by),
        options: house.by(person)
      ).groups
    }
    #expect(
      try await groups(.agency, .supervisor)
        == [
          ViolationGroup(
            code: DossierProvince.department,
            name: "Cơ quan \(DossierProvince.department)",
            violations: 3,
            paperTaken: 3
          ),
          ViolationGroup(
            code: DossierProvince.district,
            name: "Cơ quan \(DossierProvince.district)",
            violations: 1,
            paperTaken: 1
          ),
        ]
    )
    #expect(try await groups(.officer, .desk).map(\.code) == ["CB-3"])
    let heads = try await groups(.head, .supervisor)
    #expect(heads.map(\.code) == ["", "CB-5"])
    #expect(heads.map(\.violations) == [1, 3])
    #expect(try await list(house, ViolationFilter(headOfficerCode: "CB-5")).count == 3)
    #expect(try await list(house, ViolationFilter(withoutHead: true)).count == 1)
    let both = try await refusal {
      try await list(house, ViolationFilter(headOfficerCode: "CB-5", withoutHead: true))
    }
    #expect(both?.fields == ["filter.head_officer_code"])
  }
}
