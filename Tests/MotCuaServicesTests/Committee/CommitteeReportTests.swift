import Crypto
import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Index, scorecards, gaps, levels and snapshots over the contract")
struct CommitteeReportTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 31))

  @Test(
    "The index adds up, names who reported, and leaves out what is not known",
    arguments: Ground.allCases
  )
  func index(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    house.set(8, 31, 12)
    func index() async throws -> ServiceIndex {
      try await house.statistics.getServiceIndex(
        GetServiceIndexRequest(period: Self.august),
        options: house.by(.supervisor)
      )
    }
    let bare = try await index()
    #expect(bare.retrospective)
    #expect(bare.maximum == 10_000)
    let subs = Dictionary(
      bare.groups.flatMap(\.subIndices).map { ($0.code, $0) },
      uniquingKeysWith: { $1 }
    )
    #expect(subs["1.4"]?.applicable == false)
    #expect(subs["5.4"]?.applicable == false)
    // One of two dossiers at level 3 or 4 came online: 50 % is the cap.
    #expect(
      subs["3.3"]?.rate
        == Rate(numerator: 1, denominator: 2, denominatorName: "received_online_service")
    )
    #expect(subs["3.3"]?.points == 400)
    // Both pending dossiers are late by the end of the month, which is zero and applies.
    #expect(subs["2.1"]?.applicable == true)
    #expect(subs["2.1"]?.points == 0)
    #expect(subs["4.3"]?.points == 600)
    let applicable = bare.groups.flatMap(\.subIndices).filter(\.applicable)
    #expect(bare.points == applicable.reduce(0) { $0 + $1.points })
    #expect(bare.applicableMaximum == applicable.reduce(0) { $0 + $1.maximum })
    #expect(bare.points == bare.groups.reduce(0) { $0 + $1.points })
    #expect(
      bare.rescaledPoints
        == (bare.points * 20_000 + bare.applicableMaximum) / (bare.applicableMaximum * 2)
    )
    var report = IndicatorTests.indicator(.dossiersSynchronised, value: 1, total: 3)
    report.period = Self.august
    _ = try await house.statistics.recordIndicator(
      RecordIndicatorRequest(indicator: report),
      options: house.by(.supervisor)
    )
    let told = try await index()
    let synchronised = told.groups.flatMap(\.subIndices).first { $0.code == "1.4" }
    #expect(synchronised?.points == 200)
    #expect(synchronised?.source == "Báo cáo 55/BC-STTTT")
    #expect(synchronised?.sourceDate == Date(year: 2020, month: 8, day: 3))
    let unknown = try await refusal {
      try await house.statistics.getServiceIndex(
        GetServiceIndexRequest(period: Self.august, version: "999"),
        options: house.by(.supervisor)
      )
    }
    #expect(unknown?.reason == .notFound)
  }

  @Test("An officer's card counts his steps, an agency's its dossiers", arguments: Ground.allCases)
  func cards(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    _ = try await house.statistics.setTarget(
      SetTargetRequest(target: TargetTests.target()),
      options: house.by(.administrator)
    )
    house.set(8, 31, 12)
    func card(
      _ request: GetScorecardRequest,
      _ person: Person = .supervisor
    ) async throws
      -> Scorecard
    {
      try await house.statistics.getScorecard(request, options: house.by(person))
    }
    let agency = try await card(
      GetScorecardRequest(period: Self.august, agencyCode: DossierProvince.department)
    )
    #expect(agency.subject == .agency)
    #expect(agency.received == 1)
    #expect(agency.receivedLevel34Online == 1)
    let online = try #require(agency.lines.first { $0.metric == "online_of_level34" })
    #expect(online.targetCode == "BP-2020-ONLINE")
    #expect(online.state == .met)
    #expect(agency.lines.first { $0.metric == "on_time" }?.targetCode == "")
    let officer = try await card(GetScorecardRequest(period: Self.august, officerCode: "CB-3"))
    #expect(officer.subject == .officer)
    #expect(officer.received == 1)
    #expect(officer.onlineByApplicant == 1)
    let centre = try await card(GetScorecardRequest(period: Self.august, officerCode: "CB-8"))
    #expect(centre.received == 1)
    #expect(centre.receivedOnline == 0)
    #expect(centre.refused == 1)
    let none = try await refusal { try await card(GetScorecardRequest(period: Self.august)) }
    #expect(none?.fields == ["agency_code"])
    let strange = try await refusal {
      try await card(GetScorecardRequest(period: Self.august, officerCode: "CB-6"), .desk)
    }
    let missing = try await refusal {
      try await card(GetScorecardRequest(period: Self.august, officerCode: "CB-99"), .desk)
    }
    #expect(strange == missing)
    #expect(strange?.reason == .notFound)
  }

  @Test("A head's card covers what he heads", arguments: Ground.allCases)
  func head(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    var record = try #require(
      house.store.directory.agencies.first { $0.code.text == DossierProvince.district }
    )
    record.headOfficer = "CB-6"
    let envelope = MutationEnvelope(principalID: 0, method: "test", now: house.clock.now())
    _ = try await house.store.perform(ImportAgencies(agencies: [record]), as: envelope) { _ in [] }
    house.set(8, 31, 12)
    let card = try await house.statistics.getScorecard(
      GetScorecardRequest(period: Self.august, headCode: "CB-6"),
      options: house.by(.supervisor)
    )
    #expect(card.subject == .head)
    #expect(card.agencyCodes == [DossierProvince.district])
    #expect(card.received == 1)
  }

  @Test("Each kind of gap is found where it is", arguments: Ground.allCases)
  func gaps(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    func gaps(_ request: ListGapsRequest, _ person: Person = .supervisor) async throws -> [Gap] {
      let page = try await house.statistics.listGaps(request, options: house.by(person))
      #expect(page.totalSize >= Int64(page.gaps.count))
      return page.gaps
    }
    let templates = try await gaps(ListGapsRequest(kind: .withoutTemplate))
    #expect(templates.contains { $0.part == "GT-1 Đơn đề nghị" })
    #expect(!templates.contains { $0.part.hasPrefix("GT-2") })
    #expect(!templates.contains { $0.procedureCode == DossierProvince.paper })
    let steps = try await gaps(ListGapsRequest(kind: .withoutInternalStep))
    #expect(Set(steps.map(\.procedureCode)).contains(DossierProvince.license))
    #expect(!steps.contains { $0.procedureCode == DossierProvince.draft })
    let assignees = try await gaps(
      ListGapsRequest(kind: .withoutAssignee, agencyCode: DossierProvince.commune)
    )
    #expect(assignees.count == 4)
    #expect(try await gaps(ListGapsRequest(kind: .paperAfterOnline)).isEmpty)
    #expect(try await gaps(ListGapsRequest(kind: .withoutAccount)).isEmpty)
    let own = try await gaps(ListGapsRequest(kind: .withoutInternalStep), .communeDesk)
    #expect(own.map(\.agencyCode) == [DossierProvince.commune])
    _ = try await house.statistics.setTarget(
      SetTargetRequest(target: TargetTests.target()),
      options: house.by(.administrator)
    )
    house.set(8, 8, 8)
    let below = try await gaps(
      ListGapsRequest(kind: .agencyBelowTarget, targetCode: "BP-2020-ONLINE")
    )
    #expect(below.map(\.agencyCode) == [DossierProvince.district])
    #expect(below.first?.rate?.numerator == 0)
  }

  @Test("Gaps come page by page, each once", arguments: Ground.allCases)
  func gapPages(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var token = ""
    var found: [String] = []
    var total: Int64 = 0
    repeat {
      let page = try await house.statistics.listGaps(
        ListGapsRequest(kind: .withoutAssignee, pageSize: 3, pageToken: token),
        options: house.by(.supervisor)
      )
      found += page.gaps.map { "\($0.procedureCode) \($0.agencyCode) \($0.part)" }
      total = page.totalSize
      token = page.nextPageToken
    } while !token.isEmpty
    #expect(Int64(found.count) == total)
    #expect(Set(found).count == found.count)
  }

  @Test(
    "Levels stand beside their earlier selves, payment in three numbers",
    arguments: Ground.allCases
  )
  func levels(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    house.set(8, 10, 8)
    let answer = try await house.statistics.compareLevels(
      CompareLevelsRequest(period: StatisticsTests.period((8, 7), (8, 7))),
      options: house.by(.supervisor)
    )
    #expect(answer.comparedWith == StatisticsTests.period((8, 6), (8, 6)))
    #expect(answer.levels.map(\.level) == [.province, .district, .commune])
    #expect(answer.levels.map(\.received) == [0, 1, 0])
    #expect(answer.levels.map(\.previousReceived) == [1, 0, 0])
    let whole = try await house.statistics.compareLevels(
      CompareLevelsRequest(period: Self.august),
      options: house.by(.supervisor)
    )
    let province = try #require(whole.levels.first)
    #expect(province.paidByDossiers?.numerator == 1)
    #expect(province.paidByAmount?.numerator == 50_000)
    #expect(
      province.paidByProcedures
        == Rate(numerator: 1, denominator: 1, denominatorName: "procedures_fee_bearing")
    )
  }

  @Test(
    "A snapshot keeps the bytes of its answer, whatever happens later",
    arguments: Ground.allCases
  )
  func snapshots(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    house.set(8, 8, 8)
    let query = GetSummaryRequest(period: Self.august)
    let request = CreateSnapshotRequest(
      code: "HOP-2020-08-08",
      purpose: "Họp Ban Chỉ đạo",
      meetingDate: Date(year: 2020, month: 8, day: 8),
      query: .summary,
      request: try ServerCoding.encode(query),
      requestId: Requests.id(5)
    )
    let made = try await house.statistics.createSnapshot(request, options: house.by(.supervisor))
    let live = try await house.statistics.getSummary(query, options: house.by(.supervisor))
    #expect(try ServerCoding.decode(GetSummaryResponse.self, made.answer) == live)
    #expect(
      made.answerSha256
        == SHA256.hash(data: made.answer).map { byte in
          let digits = String(byte, radix: 16)
          return digits.count < 2 ? "0" + digits : digits
        }.joined()
    )
    #expect(made.principalId == Int64(Person.supervisor.rawValue))
    _ = try await house.received()
    let kept = try await house.statistics.getSnapshot(
      GetSnapshotRequest(code: "HOP-2020-08-08"),
      options: house.by(.supervisor)
    )
    #expect(kept == made)
    let moved = try await house.statistics.getSummary(query, options: house.by(.supervisor))
    #expect(moved != live)
    // The repeat is answered from what was kept; another request for the code is refused.
    let again = try await house.statistics.createSnapshot(request, options: house.by(.supervisor))
    #expect(again == made)
    var second = request
    second.requestId = Requests.id(6)
    let taken = try await refusal {
      try await house.statistics.createSnapshot(second, options: house.by(.supervisor))
    }
    #expect(taken?.reason == .alreadyExists)
    let list = try await house.statistics.listSnapshots(
      ListSnapshotsRequest(),
      options: house.by(.supervisor)
    )
    #expect(list.snapshots.map(\.answer) == [[]])
    #expect(list.snapshots.map(\.code) == ["HOP-2020-08-08"])
    let missing = try await refusal {
      try await house.statistics.getSnapshot(
        GetSnapshotRequest(code: "HOP"),
        options: house.by(.supervisor)
      )
    }
    #expect(missing?.reason == .notFound)
  }

  @Test("Every kind of answer can be frozen", arguments: Ground.allCases)
  func everySnapshot(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    house.set(8, 8, 8)
    let options = house.by(.supervisor)
    let period = Self.august
    let asked: [SnapshotQuery: [UInt8]] = [
      .summary: try ServerCoding.encode(GetSummaryRequest(period: period)),
      .ranking: try ServerCoding.encode(RankAgenciesRequest(period: period, measure: .pending)),
      .daily: try ServerCoding.encode(QueryDailyRequest(period: period)),
      .targetProgress: try ServerCoding.encode(GetTargetProgressRequest()),
      .serviceIndex: try ServerCoding.encode(GetServiceIndexRequest(period: period)),
      .levels: try ServerCoding.encode(CompareLevelsRequest(period: period)),
      .report: try ServerCoding.encode(GetReportRequest(form: .ii06b, period: period)),
      .query: try ServerCoding.encode(QueryStatisticsRequest(period: period, groupBy: .agency)),
      .scorecard: try ServerCoding.encode(
        GetScorecardRequest(period: period, agencyCode: DossierProvince.department)
      ),
      .violations: try ServerCoding.encode(
        CountViolationsRequest(filter: ViolationFilter(period: period), groupBy: .agency)
      ),
    ]
    var frozen: [SnapshotQuery: [UInt8]] = [:]
    for query in SnapshotQuery.allCases where query != .unspecified {
      let request = CreateSnapshotRequest(
        code: query.name,
        purpose: "Họp",
        meetingDate: Date(year: 2020, month: 8, day: 8),
        query: query,
        request: try #require(asked[query], "\(query)")
      )
      let made = try await house.statistics.createSnapshot(request, options: options)
      #expect(!made.answer.isEmpty || query == .violations, "\(query)")
      frozen[query] = made.answer
    }
    _ = try await house.received()
    for (query, answer) in frozen {
      let kept = try await house.statistics.getSnapshot(
        GetSnapshotRequest(code: query.name),
        options: options
      )
      #expect(kept.answer == answer, "\(query)")
    }
    let report = try ServerCoding.decode(Report.self, try #require(frozen[.report]))
    #expect(report.total?.received == 2)
  }

  @Test("A snapshot of no request, or of a wrong one, is refused", arguments: Ground.allCases)
  func wrongSnapshots(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    for bytes: [UInt8] in [[], [255, 255]] {
      let refused = try await refusal {
        try await house.statistics.createSnapshot(
          CreateSnapshotRequest(
            code: "HOP",
            purpose: "Họp",
            meetingDate: Date(year: 2020, month: 8, day: 8),
            query: .summary,
            request: bytes
          ),
          options: house.by(.supervisor)
        )
      }
      #expect(refused?.fields == ["request"])
    }
  }
}
