import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("The committee's questions about the past have the same answers later")
struct PastCommitteeTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 8))
  private static let at = Instant(ict: DossierHouse.day(8, 8), minute: 8 * 60)

  private static func perform(_ house: DossierHouse, _ command: some StoreCommand) async throws {
    let envelope = MutationEnvelope(principalID: 1, method: "test", now: house.clock.now())
    _ = try await house.store.perform(command, as: envelope) { _ in [] }
  }

  private static func index(
    _ house: DossierHouse,
    knownAt: Int64,
    agency: String = DossierProvince.district,
    recordedBy: GoogleProtobuf.Timestamp? = nil
  ) async throws -> ServiceIndex {
    try await house.statistics.getServiceIndex(
      GetServiceIndexRequest(
        period: august,
        agencyCode: agency,
        includeSubordinates: true,
        asOf: at.timestamp,
        knownAt: knownAt,
        recordedBy: recordedBy
      ),
      options: house.by(.supervisor)
    )
  }

  private static func levels(
    _ house: DossierHouse,
    knownAt: Int64
  ) async throws -> CompareLevelsResponse {
    try await house.statistics.compareLevels(
      CompareLevelsRequest(period: august, asOf: at.timestamp, knownAt: knownAt),
      options: house.by(.supervisor)
    )
  }

  private static func progress(
    _ house: DossierHouse,
    recordedBy: GoogleProtobuf.Timestamp? = nil
  ) async throws -> GetTargetProgressResponse {
    try await house.statistics.getTargetProgress(
      GetTargetProgressRequest(
        asOf: DossierHouse.day(8, 8).date,
        pageSize: 500,
        knownAt: 5,
        recordedBy: recordedBy
      ),
      options: house.by(.supervisor)
    )
  }

  private static func report(_ house: DossierHouse, _ value: Int64) async throws {
    for kind: IndicatorKind in [.portalsMobile, .dossiersSynchronised] {
      var indicator = IndicatorTests.indicator(
        kind,
        value: value,
        total: 30,
        agency: DossierProvince.district
      )
      if kind == .dossiersSynchronised { indicator.period = august }
      _ = try await house.statistics.recordIndicator(
        RecordIndicatorRequest(indicator: indicator),
        options: house.by(.supervisor)
      )
    }
  }

  /// Everything around the figures changes: offerings, a procedure, agencies, reports and dossiers.
  private static func change(_ house: DossierHouse) async throws {
    let license = try #require(ProcedureCode(DossierProvince.license))
    let district = try #require(AgencyCode(DossierProvince.district))
    var offering = try #require(house.store.catalogue.offering(license, district))
    offering.validTo = DossierHouse.day(7, 31)
    offering.levels = []
    try await perform(house, SetOffering(offering: offering))
    var late = offering
    late.procedure = try #require(ProcedureCode(DossierProvince.wordy))
    late.validFrom = DossierHouse.day(1, 1)
    late.validTo = nil
    late.etag = 0
    try await perform(house, SetOffering(offering: late))
    try await perform(
      house,
      ChangeProcedureState(
        code: license,
        action: .repeal,
        decision: DecisionRecord(number: "9/QĐ", date: house.clock.now().ictDate)
      )
    )
    let commune = try #require(AgencyCode(DossierProvince.commune))
    var moved = try #require(house.store.directory.agency(commune))
    moved.parent = AgencyCode(DossierProvince.root)
    moved.level = .province
    try await perform(house, ImportAgencies(agencies: [moved]))
  }

  @Test("The index and the levels stay, and refuse a position to come", arguments: Ground.allCases)
  func stay(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(at: DossierProvince.commune),
      options: house.by(.communeDesk)
    )
    house.set(8, 9, 9)
    let known = house.store.lastSequence
    let index = try await Self.index(house, knownAt: known)
    let levels = try await Self.levels(house, knownAt: known)
    #expect(index.knownAt == known && index.asOf == Self.at.timestamp)
    #expect(index.recordedBy == index.asOf)
    let offered = index.groups.flatMap(\.subIndices).first { $0.code == "3.1" }
    #expect(offered?.rate?.denominator ?? 0 > 0)
    #expect(levels.levels.map(\.received) == [1, 1, 1])
    house.set(8, 10, 9)
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(at: DossierProvince.district),
      options: house.by(.centreDesk)
    )
    try await Self.change(house)
    house.set(9, 1, 9)
    #expect(try await Self.index(house, knownAt: known) == index)
    #expect(try await Self.levels(house, knownAt: known) == levels)
    for refused in [
      try await refusal { try await Self.index(house, knownAt: 1_000) },
      try await refusal { try await Self.levels(house, knownAt: 1_000) },
    ] {
      #expect(refused?.fields == ["known_at"])
    }
  }

  @Test("What people report counts as it was recorded by an instant", arguments: Ground.allCases)
  func recorded(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    house.set(8, 12, 9)
    try await Self.report(house, 3)
    let index = try await Self.index(house, knownAt: 5)
    let progress = try await Self.progress(house)
    #expect(index.recordedBy == house.clock.now().timestamp)
    #expect(progress.recordedBy == house.clock.now().timestamp)
    house.set(8, 20, 9)
    try await Self.report(house, 4)
    // A correction counts, and who gives the instant has what he had.
    #expect(try await Self.progress(house) != progress)
    #expect(try await Self.progress(house, recordedBy: progress.recordedBy) == progress)
    let again = try await Self.index(house, knownAt: 5, recordedBy: index.recordedBy)
    #expect(again == index)
    let early = Instant(ict: DossierHouse.day(8, 11), minute: 0).timestamp
    let before = try await Self.progress(house, recordedBy: early)
    #expect(before.progress.allSatisfy { $0.source.isEmpty })
    #expect(before.recordedBy == before.asOf)
  }

  @Test(
    "A target that is raised later is not held against an earlier day",
    arguments: Ground.allCases
  )
  func raised(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    func set(_ basisPoints: Int32) async throws {
      var target = TargetTests.target()
      target.basisPoints = basisPoints
      _ = try await house.statistics.setTarget(
        SetTargetRequest(target: target),
        options: house.by(.administrator)
      )
    }
    func card() async throws -> Scorecard {
      try await house.statistics.getScorecard(
        GetScorecardRequest(
          period: Self.august,
          agencyCode: DossierProvince.department,
          asOf: Self.at.timestamp,
          knownAt: 5
        ),
        options: house.by(.supervisor)
      )
    }
    house.set(8, 8, 7)
    try await set(4_000)
    house.set(8, 9, 9)
    let progress = try await Self.progress(house)
    let score = try await card()
    #expect(progress.progress.contains { $0.target?.basisPoints == 4_000 && $0.state == .met })
    try await set(9_000)
    #expect(try await Self.progress(house) == progress)
    #expect(try await card() == score)
  }

  @Test(
    "A card and a list of gaps keep to the targets recorded by an instant",
    arguments: Ground.allCases
  )
  func setLater(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    let known = house.store.lastSequence
    func card(_ recordedBy: GoogleProtobuf.Timestamp? = nil) async throws -> Scorecard {
      try await house.statistics.getScorecard(
        GetScorecardRequest(
          period: Self.august,
          agencyCode: DossierProvince.district,
          asOf: Self.at.timestamp,
          knownAt: known,
          recordedBy: recordedBy
        ),
        options: house.by(.supervisor)
      )
    }
    func gaps(_ recordedBy: GoogleProtobuf.Timestamp? = nil) async throws -> ListGapsResponse {
      try await house.statistics.listGaps(
        ListGapsRequest(
          kind: .agencyBelowTarget,
          asOf: DossierHouse.day(8, 8).date,
          knownAt: known,
          recordedBy: recordedBy
        ),
        options: house.by(.supervisor)
      )
    }
    house.set(8, 9, 9)
    let score = try await card()
    let below = try await gaps()
    #expect(score.recordedBy == score.asOf && below.recordedBy == below.asOf)
    #expect(below.gaps.isEmpty && below.knownAt == known)
    house.set(8, 10, 9)
    _ = try await house.statistics.setTarget(
      SetTargetRequest(target: TargetTests.target()),
      options: house.by(.administrator)
    )
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(at: DossierProvince.district),
      options: house.by(.centreDesk)
    )
    let later = try await card()
    #expect(later.lines.contains { $0.targetCode == "BP-2020-ONLINE" })
    #expect(later.recordedBy == house.clock.now().timestamp)
    #expect(try await gaps().gaps.map(\.agencyCode) == [DossierProvince.district])
    #expect(try await gaps().gaps.first?.rate?.denominator == 1)
    #expect(try await card(score.recordedBy) == score)
    #expect(try await gaps(below.recordedBy) == below)
    let refused = try await refusal {
      try await house.statistics.listGaps(
        ListGapsRequest(kind: .agencyBelowTarget, knownAt: 1_000),
        options: house.by(.supervisor)
      )
    }
    #expect(refused?.fields == ["known_at"])
  }

  @Test(
    "The first page of progress says when the youngest target was set, wherever it stands",
    arguments: Ground.allCases
  )
  func progressRecorded(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    func page(
      _ token: String = "",
      recordedBy: GoogleProtobuf.Timestamp? = nil
    ) async throws -> GetTargetProgressResponse {
      try await house.statistics.getTargetProgress(
        GetTargetProgressRequest(
          asOf: DossierHouse.day(8, 8).date,
          pageSize: 2,
          pageToken: token,
          knownAt: 5,
          recordedBy: recordedBy
        ),
        options: house.by(.supervisor)
      )
    }
    house.set(8, 10, 9)
    _ = try await house.statistics.setTarget(
      SetTargetRequest(target: TargetTests.target("ZZ")),
      options: house.by(.administrator)
    )
    let set = house.clock.now().timestamp
    house.set(8, 12, 9)
    let first = try await page()
    #expect(first.recordedBy == set)
    #expect(!first.progress.contains { $0.target?.code == "ZZ" } && !first.nextPageToken.isEmpty)
    var codes: [String] = []
    var token = ""
    repeat {
      let next = try await page(token, recordedBy: first.recordedBy)
      codes += next.progress.map { $0.target?.code ?? "" }
      token = next.nextPageToken
    } while !token.isEmpty
    #expect(codes.last == "ZZ")
  }

  @Test(
    "Pages of progress keep the point of time of the first, of a day of the past too",
    arguments: Ground.allCases,
    [nil, DossierHouse.day(8, 6).date]
  )
  func progressPages(_ ground: Ground, day: Date?) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    house.set(8, 8, 8)
    let whole = try await house.statistics.getTargetProgress(
      GetTargetProgressRequest(asOf: day),
      options: house.by(.supervisor)
    )
    var request = GetTargetProgressRequest(asOf: day, pageSize: 2)
    var found: [TargetProgress] = []
    repeat {
      let page = try await house.statistics.getTargetProgress(
        request,
        options: house.by(.supervisor)
      )
      #expect(page.asOf == whole.asOf && page.knownAt == whole.knownAt)
      found += page.progress
      request.pageToken = page.nextPageToken
      // Between the pages dossiers come, figures are reported and a target is set.
      house.clock.set(house.clock.now() + 60_000)
      _ = try await house.received()
      try await Self.report(house, Int64(found.count))
      _ = try await house.statistics.setTarget(
        SetTargetRequest(target: TargetTests.target("A-\(found.count)")),
        options: house.by(.administrator)
      )
    } while !request.pageToken.isEmpty
    #expect(found == whole.progress)
  }

  @Test("Pages of counts of violations keep the instant of the first", arguments: Ground.allCases)
  func violationPages(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let code = try #require(AgencyCode(DossierProvince.root))
    var root = try #require(house.store.directory.agency(code))
    root.paperPolicies = [PaperPolicyRecord(mode: .warn)]
    try await Self.perform(house, ImportAgencies(agencies: [root]))
    func take() async throws {
      for (agency, desk) in [
        (DossierProvince.department, Person.desk), (DossierProvince.district, .districtDesk),
      ] {
        _ = try await house.dossiers.receiveDossier(
          Requests.receive(at: agency),
          options: house.by(desk)
        )
      }
    }
    func page(_ token: String, size: Int32 = 1) async throws -> CountViolationsResponse {
      try await house.statistics.countViolations(
        CountViolationsRequest(
          filter: ViolationFilter(period: StatisticsTests.period((8, 1), (8, 31))),
          groupBy: .agency,
          pageSize: size,
          pageToken: token
        ),
        options: house.by(.supervisor)
      )
    }
    try await take()
    let whole = try await page("", size: 50)
    #expect(whole.groups.map(\.violations) == [1, 1])
    let first = try await page("")
    house.set(8, 6, 11)
    try await take()
    let second = try await page(first.nextPageToken)
    #expect(first.groups + second.groups == whole.groups)
    #expect(second.asOf == first.asOf && second.nextPageToken.isEmpty)
    #expect(try await page("", size: 50).groups.map(\.violations) == [2, 2])
  }
}
