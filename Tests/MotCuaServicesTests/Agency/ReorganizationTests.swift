import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Agencies that end and those that take over")
struct ReorganizationTests {
  typealias Ground = DossierHouse.Ground

  static let merged = "H10.77"
  static let decision = "12/NQ-HĐND"

  static func date(_ month: Int32, _ day: Int32) -> MotCuaAPI.Date {
    MotCuaAPI.Date(year: 2020, month: month, day: day)
  }

  static func agency(_ code: String, _ name: String = "Sở Hợp nhất") -> Agency {
    Agency(
      code: code,
      name: name,
      level: .province,
      kind: .resolving,
      parentCode: DossierProvince.root
    )
  }

  /// The department and the district become one new agency.
  static func merger(_ id: Int = 1, dry: Bool = false) -> ReorganizeAgenciesRequest {
    ReorganizeAgenciesRequest(
      date: date(8, 20),
      decision: decision,
      newAgencies: [agency(merged)],
      successions: [
        PlannedSuccession(oldCode: DossierProvince.department, newCode: merged, kind: .merged),
        PlannedSuccession(oldCode: DossierProvince.district, newCode: merged, kind: .merged),
      ],
      requestId: Requests.id(id),
      validateOnly: dry
    )
  }

  /// One dossier late, one returned, one completed, one in time, one waiting; the clock at 20 August.
  private func furnish(_ house: DossierHouse) async throws -> [String: String] {
    var codes: [String: String] = [:]
    codes["late"] = try await house.started().code
    codes["returned"] = try await house.returned().code
    let done = try await house.started()
    try await house.complete(done.code)
    codes["completed"] = done.code
    house.set(8, 19, 9)
    codes["open"] = try await house.started().code
    codes["waiting"] = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    ).code
    house.set(8, 20, 9)
    return codes
  }

  private func counts(
    _ house: DossierHouse,
    _ code: String,
    _ structure: StatisticsStructure = .asItWas
  ) async throws -> DossierCounts {
    let answer = try await house.statistics.getSummary(
      GetSummaryRequest(
        period: StatisticsTests.period((8, 1), (8, 31)),
        scope: StatisticsScope(agencyCode: code, structure: structure)
      ),
      options: house.by(.administrator)
    )
    return answer.current?.dossiers ?? DossierCounts()
  }

  private func reorganize(
    _ house: DossierHouse,
    _ request: ReorganizeAgenciesRequest
  ) async throws -> ReorganizeAgenciesResponse {
    try await house.agencies.reorganizeAgencies(request, options: house.by(.administrator))
  }

  @Test("A dry run tells what would move, and nothing does", arguments: Ground.allCases)
  func dryRun(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let codes = try await furnish(house)
    let told = try await reorganize(house, Self.merger(1, dry: true))
    #expect(told.totals?.dossiers == 4)
    #expect(told.totals?.pending == 2)
    #expect(told.totals?.waiting == 1)
    #expect(told.moves.map(\.oldCode) == [DossierProvince.department, DossierProvince.district])
    #expect(told.createdCodes == [Self.merged])
    #expect(try await house.dossier(codes["open"] ?? "").agencyCode == DossierProvince.department)
    await expectRefusal(.notFound) {
      _ = try await house.agencies.getAgency(
        GetAgencyRequest(code: Self.merged),
        options: house.by(.administrator)
      )
    }
    let done = try await reorganize(house, Self.merger(2))
    #expect(done == told)
  }

  @Test("Open dossiers move with their codes, states and due dates", arguments: Ground.allCases)
  func move(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let codes = try await furnish(house)
    let before = try await house.fullDossier(codes["open"] ?? "")
    _ = try await reorganize(house, Self.merger())
    let after = try await house.fullDossier(codes["open"] ?? "", as: .districtDesk)
    #expect(after.code == before.code)
    #expect(after.agencyCode == Self.merged)
    #expect(after.responsibleAgencyCode == Self.merged)
    #expect(after.birthAgencyCode == DossierProvince.department)
    #expect(after.state == before.state)
    #expect(after.dueAt == before.dueAt)
    let step = try #require(after.history.last)
    #expect(step.action == .transfer)
    #expect(step.note == Self.decision)
    #expect(step.actorKind == .administrator)
    #expect(step.fromState == step.toState)
    #expect(step.oldResolvingAgencyCode == DossierProvince.department)
    #expect(step.newResolvingAgencyCode == Self.merged)
    #expect(step.oldDueAt == nil && step.newDueAt == nil)
    let returned = try await house.dossier(codes["returned"] ?? "", as: .districtDesk)
    #expect(returned.agencyCode == DossierProvince.department)
    #expect(returned.birthAgencyCode == "")
    // The one who wrote waits with the successor, and its officers go on.
    let waiting = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: codes["waiting"] ?? ""),
      options: house.by(.desk)
    )
    #expect(waiting.agencyCode == Self.merged)
    let track = try await house.dossiers.trackDossier(
      TrackDossierRequest(code: before.code, identitySuffix: "0001"),
      options: house.by(nil)
    )
    #expect(track.agencyName == "Sở Hợp nhất")
    #expect(try await house.store.recount().differences == [])
  }

  @Test("Balances move on the day, what was counted stays", arguments: Ground.allCases)
  func figures(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let codes = try await furnish(house)
    let eve = try await counts(house, DossierProvince.department)
    #expect([eve.received, eve.pending, eve.pendingOverdue, eve.waiting] == [4, 2, 1, 1])
    _ = try await reorganize(house, Self.merger())
    let old = try await counts(house, DossierProvince.department)
    #expect([old.received, old.resolved, old.transferredOut] == [4, 2, 2])
    #expect([old.pending, old.pendingOverdue, old.waiting] == [0, 0, 0])
    var new = try await counts(house, Self.merged)
    #expect([new.received, new.transferredIn, new.pending] == [0, 2, 2])
    #expect([new.pendingOverdue, new.waiting] == [1, 1])
    house.set(8, 21, 9)
    try await house.complete(codes["late"] ?? "")
    new = try await counts(house, Self.merged)
    #expect([new.resolved, new.resolvedLate, new.pending, new.pendingOverdue] == [1, 1, 1, 0])
    #expect(
      new.carriedOver + new.received + new.reopened + new.transferredIn
        == new.resolved + new.transferredOut + new.pending
    )
    let days = try await house.statistics.queryDaily(
      QueryDailyRequest(
        period: StatisticsTests.period((8, 18), (8, 21)),
        scope: StatisticsScope(agencyCode: DossierProvince.department)
      ),
      options: house.by(.administrator)
    ).days.compactMap(\.dossiers)
    #expect(days.map(\.pending) == [1, 2, 0, 0])
    #expect(try await house.store.recount().differences == [])
  }

  @Test("The province counts the same by either structure", arguments: Ground.allCases)
  func structures(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await furnish(house)
    let eve = try await counts(house, DossierProvince.department)
    _ = try await reorganize(house, Self.merger())
    var totals: [DossierCounts?] = []
    for structure in [StatisticsStructure.asItWas, .rolledUpToPresent] {
      let answer = try await house.statistics.getSummary(
        GetSummaryRequest(
          period: StatisticsTests.period((8, 1), (8, 31)),
          scope: StatisticsScope(structure: structure)
        ),
        options: house.by(.administrator)
      )
      totals.append(answer.current?.dossiers)
    }
    #expect(totals[0] == totals[1])
    let rolled = try await counts(house, Self.merged, .rolledUpToPresent)
    #expect(
      [rolled.received, rolled.resolved, rolled.pending, rolled.pendingOverdue]
        == [eve.received, eve.resolved, eve.pending, eve.pendingOverdue]
    )
    // A code that ended stands for its heir.
    #expect(try await counts(house, DossierProvince.district, .rolledUpToPresent) == rolled)
    let ranks = try await house.statistics.rankAgencies(
      RankAgenciesRequest(
        period: StatisticsTests.period((8, 1), (8, 31)),
        measure: .overdueOfPending,
        structure: .rolledUpToPresent
      ),
      options: house.by(.administrator)
    ).ranks
    #expect(ranks.map(\.agencyCode) == [Self.merged])
    #expect(ranks.first?.rate?.denominator == 2)
  }

  @Test("Old codes are still found, and who took over is told", arguments: Ground.allCases)
  func oldCodes(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await furnish(house)
    _ = try await reorganize(house, Self.merger())
    let old = try await house.agencies.getAgency(
      GetAgencyRequest(code: DossierProvince.department),
      options: house.by(.desk)
    )
    #expect(old.validTo == Self.date(8, 19))
    let history = try await house.agencies.getAgencyHistory(
      GetAgencyHistoryRequest(code: Self.merged),
      options: house.by(.administrator)
    )
    #expect(history.changes.first?.agency?.validFrom == Self.date(8, 20))
    #expect(history.successors == [])
    #expect(
      history.predecessors.map(\.oldCode).sorted()
        == [DossierProvince.department, DossierProvince.district]
    )
    #expect(history.predecessors.allSatisfy { $0.heir && $0.decision == Self.decision })
    let before = try await house.agencies.getAgencyHistory(
      GetAgencyHistoryRequest(code: DossierProvince.district),
      options: house.by(.administrator)
    )
    #expect(before.successors.map(\.newCode) == [Self.merged])
    for (predecessors, count) in [(false, 4), (true, 5)] {
      let list = try await house.dossiers.listDossiers(
        ListDossiersRequest(agencyCode: Self.merged, includePredecessors: predecessors),
        options: house.by(.districtDesk)
      )
      #expect(list.dossiers.count == count)
    }
    // The commune stood below the district, and stands below its heir now.
    let commune = try await house.agencies.getAgency(
      GetAgencyRequest(code: DossierProvince.commune),
      options: house.by(.administrator)
    )
    #expect(commune.parentCode == Self.merged)
    let officer = try await house.agencies.getOfficer(
      GetOfficerRequest(code: "CB-3"),
      options: house.by(.administrator)
    )
    #expect(officer.agencyCode == Self.merged)
  }

  @Test("The successor offers what the old ones offered; they do so no more")
  func offerings() async throws {
    let house = try await DossierHouse(.memory)
    _ = try await furnish(house)
    let told = try await reorganize(house, Self.merger())
    #expect(told.moves.first?.counts?.offerings == 6)
    #expect(told.moves.last?.counts?.offerings == 0)
    await expectRefusal(.notOffered) {
      _ = try await house.dossiers.submitDossier(
        Requests.submit(),
        options: house.by(.applicant)
      )
    }
    let born = try await house.dossiers.submitDossier(
      Requests.submit(at: Self.merged),
      options: house.by(.applicant)
    )
    #expect(born.code.hasPrefix(Self.merged))
    #expect(born.serviceLevel == .level4)
  }

  @Test("A repeat is answered as the first one was, and moves nothing twice")
  func once() async throws {
    let house = try await DossierHouse(.memory)
    _ = try await furnish(house)
    let first = try await reorganize(house, Self.merger(5))
    let position = house.store.lastSequence
    #expect(try await reorganize(house, Self.merger(5)) == first)
    #expect(house.store.lastSequence == position)
    await expectRefusal(.alreadyExists) { _ = try await reorganize(house, Self.merger(6)) }
  }
}
