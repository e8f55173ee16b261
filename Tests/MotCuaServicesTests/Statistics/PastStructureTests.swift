import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("What was asked about the past has the same answer after everything has changed")
struct PastStructureTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 8))
  private static let statistics = StatisticsTests.period((8, 1), (8, 31))

  private static func perform(_ house: DossierHouse, _ command: some StoreCommand) async throws {
    let envelope = MutationEnvelope(principalID: 1, method: "test", now: house.clock.now())
    _ = try await house.store.perform(command, as: envelope) { _ in [] }
  }

  private static func change(
    _ house: DossierHouse,
    _ code: String,
    _ action: MotCuaStore.ProcedureAction
  ) async throws {
    try await perform(
      house,
      ChangeProcedureState(
        code: try #require(ProcedureCode(code)),
        action: action,
        decision: DecisionRecord(number: "9/QĐ", date: house.clock.now().ictDate)
      )
    )
  }

  /// What can be asked about the past, as bytes.
  private static func answers(
    _ house: DossierHouse,
    asOf: Instant,
    knownAt: Int64
  ) async throws -> [[UInt8]] {
    let options = house.by(.administrator)
    let client = house.statistics
    let at = asOf.timestamp
    var answers: [[UInt8]] = []
    for (agency, below) in [
      ("", false), (DossierProvince.district, true), (DossierProvince.root, true),
    ] {
      for form: ReportForm in [.ii06a, .ii06b, .ii07b] {
        let report = try await client.getReport(
          GetReportRequest(
            form: form,
            period: august,
            asOf: at,
            knownAt: knownAt,
            agencyCode: agency,
            includeSubordinates: below
          ),
          options: options
        )
        answers.append(try ServerCoding.encode(report))
      }
      let scope = StatisticsScope(agencyCode: agency, includeSubordinates: below)
      let summary = try await client.getSummary(
        GetSummaryRequest(period: august, scope: scope, asOf: at, knownAt: knownAt),
        options: options
      )
      answers.append(try ServerCoding.encode(summary))
      let daily = try await client.queryDaily(
        QueryDailyRequest(period: august, scope: scope, asOf: at, knownAt: knownAt),
        options: options
      )
      answers.append(try ServerCoding.encode(daily))
      for dimension: StatisticsDimension in [.agency, .level, .sector, .procedure] {
        let rows = try await client.queryStatistics(
          QueryStatisticsRequest(
            period: august,
            asOf: at,
            knownAt: knownAt,
            agencyCode: agency,
            includeSubordinates: below,
            groupBy: dimension
          ),
          options: options
        )
        answers.append(try ServerCoding.encode(rows))
      }
    }
    return answers + (try await papers(house, asOf: asOf, knownAt: knownAt))
  }

  private static func papers(
    _ house: DossierHouse,
    asOf: Instant,
    knownAt: Int64
  ) async throws -> [[UInt8]] {
    let options = house.by(.administrator)
    let client = house.statistics
    let at = asOf.timestamp
    var answers: [[UInt8]] = []
    let ranks = try await client.rankAgencies(
      RankAgenciesRequest(period: august, measure: .online, asOf: at, knownAt: knownAt),
      options: options
    )
    answers.append(try ServerCoding.encode(ranks))
    for kind: OverdueKind in [.pending, .waiting] {
      let late = try await client.listOverdue(
        ListOverdueRequest(kind: kind, asOf: at, knownAt: knownAt),
        options: options
      )
      #expect(late.total > 0, "\(kind)")
      answers.append(try ServerCoding.encode(late))
    }
    for request in [
      GetScorecardRequest(
        period: august,
        agencyCode: DossierProvince.district,
        includeSubordinates: true,
        asOf: at,
        knownAt: knownAt
      ),
      GetScorecardRequest(period: august, headCode: "CB-5", asOf: at, knownAt: knownAt),
      GetScorecardRequest(period: august, officerCode: "CB-5", asOf: at, knownAt: knownAt),
    ] {
      var card = try await client.getScorecard(request, options: options)
      // An officer's home is of now.
      if !request.officerCode.isEmpty { card.agencyCodes = [] }
      answers.append(try ServerCoding.encode(card))
    }
    let targets = try await client.getTargetProgress(
      GetTargetProgressRequest(asOf: DossierHouse.day(8, 8).date, knownAt: knownAt),
      options: options
    )
    answers.append(try ServerCoding.encode(targets))
    let violations = try await client.countViolations(
      CountViolationsRequest(
        filter: ViolationFilter(period: august, asOf: at),
        groupBy: .agency
      ),
      options: options
    )
    answers.append(try ServerCoding.encode(violations))
    return answers
  }

  private static func rename(_ house: DossierHouse, _ agency: Agency, _ path: String) async throws {
    _ = try await house.agencies.updateAgency(
      UpdateAgencyRequest(agency: agency, updateMask: .init(paths: [path])),
      options: house.by(.administrator)
    )
  }

  /// Dossiers at all levels by 8 August; one pending late and one waiting too long at that day's end.
  private static func furnish(_ house: DossierHouse) async throws -> String {
    house.set(8, 3, 8)
    let department = Agency(code: DossierProvince.department, headOfficerCode: "CB-5")
    try await rename(house, department, "head_officer_code")
    house.set(8, 3, 9)
    let late = try await house.started(DossierProvince.sameDay)
    try await StatisticsTests.fill(house)
    let ended = try await house.returned()
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(at: DossierProvince.commune),
      options: house.by(.communeDesk)
    )
    house.set(8, 7, 17)
    try await house.runTimers()
    house.set(8, 14, 9)
    _ = try await house.dossiers.rateDossier(
      RateDossierRequest(code: ended.code, score: 4),
      options: house.by(.applicant)
    )
    return late.code
  }

  @Test(
    "After a reorganisation, new names, levels and heads, a repeal, a revision, an extension",
    arguments: Ground.allCases
  )
  func bytes(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let late = try await Self.furnish(house)
    let asOf = Instant(ict: DossierHouse.day(8, 9), minute: 0) - 1
    let knownAt = house.store.lastSequence
    let before = try await Self.answers(house, asOf: asOf, knownAt: knownAt)
    house.set(8, 15, 9)
    _ = try await house.dossiers.extendDueDate(
      ExtendDueDateRequest(
        code: late,
        reason: "Chờ ý kiến",
        dueDate: DossierHouse.day(9, 30).date
      ),
      options: house.by(.head)
    )
    let commune = Agency(code: DossierProvince.commune, name: "Phường mới", level: .district)
    try await Self.rename(house, commune, "name")
    try await Self.rename(house, commune, "level")
    let department = Agency(code: DossierProvince.department, headOfficerCode: "CB-4")
    try await Self.rename(house, department, "head_officer_code")
    try await Self.change(house, DossierProvince.license, .suspend)
    try await Self.change(house, DossierProvince.wordy, .repeal)
    house.set(8, 20, 9)
    _ = try await house.agencies.reorganizeAgencies(
      ReorganizationTests.merger(),
      options: house.by(.administrator)
    )
    house.set(8, 21, 9)
    let after = try await Self.answers(house, asOf: asOf, knownAt: knownAt)
    #expect(before.count == after.count)
    for place in before.indices { #expect(after[place] == before[place], "answer \(place)") }
    // The present has what is now.
    let now = try await house.statistics.getReport(
      GetReportRequest(form: .ii06b, period: Self.statistics),
      options: house.by(.supervisor)
    )
    let names = now.groups.flatMap(\.rows).map(\.agencyName)
    #expect(names.contains("Phường mới") && names.contains("Sở Hợp nhất"))
  }

  @Test("A late dossier is listed as it was, not as it is", arguments: Ground.allCases)
  func overdueThen(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let code = try await Self.furnish(house)
    house.set(8, 15, 9)
    let asOf = house.clock.now()
    func late(_ knownAt: Int64) async throws -> OverdueDossier? {
      try await house.statistics.listOverdue(
        ListOverdueRequest(kind: .pending, asOf: asOf.timestamp, knownAt: knownAt),
        options: house.by(.supervisor)
      ).dossiers.first { $0.code == code }
    }
    let known = house.store.lastSequence
    let before = try #require(try await late(known))
    #expect(before.daysLate == 12)
    #expect(before.state == .inProgress && before.finishedAt == nil)
    house.set(8, 16, 9)
    _ = try await house.dossiers.extendDueDate(
      ExtendDueDateRequest(
        code: code,
        reason: "Chờ ý kiến",
        dueDate: DossierHouse.day(9, 30).date
      ),
      options: house.by(.head)
    )
    house.set(8, 17, 9)
    try await house.complete(code)
    #expect(try await late(known) == before)
    #expect(try await late(0) == before)
  }

  @Test("Rolled up, reports, queries and drill-down say what the ranking says")
  func rolledUp() async throws {
    let house = try await DossierHouse(.memory)
    _ = try await Self.furnish(house)
    house.set(8, 20, 9)
    _ = try await house.agencies.reorganizeAgencies(
      ReorganizationTests.merger(),
      options: house.by(.administrator)
    )
    let options = house.by(.administrator)
    let rank = try #require(
      try await house.statistics.rankAgencies(
        RankAgenciesRequest(
          period: Self.statistics,
          measure: .online,
          structure: .rolledUpToPresent
        ),
        options: options
      ).ranks.first { $0.agencyCode == ReorganizationTests.merged }
    )
    let received = try #require(rank.dossiers?.received)
    #expect(received > 1)
    func filter(_ structure: StatisticsStructure, _ form: ReportForm) -> FigureFilter {
      FigureFilter(
        figure: "received",
        form: form,
        period: Self.statistics,
        agencyCode: ReorganizationTests.merged,
        structure: structure
      )
    }
    let list = try await house.dossiers.listDossiers(
      ListDossiersRequest(figure: filter(.rolledUpToPresent, .unspecified)),
      options: options
    )
    #expect(list.total == received && Int64(list.dossiers.count) == received)
    let bare = try await house.dossiers.listDossiers(
      ListDossiersRequest(figure: filter(.asItWas, .unspecified)),
      options: options
    )
    #expect(bare.total == 0)
    for form: ReportForm in [.ii06a, .ii06b] {
      let report = try await house.statistics.getReport(
        GetReportRequest(
          form: form,
          period: Self.statistics,
          agencyCode: ReorganizationTests.merged,
          structure: .rolledUpToPresent
        ),
        options: options
      )
      let told = try await house.statistics.explainFigure(
        ExplainFigureRequest(figure: filter(.rolledUpToPresent, form)),
        options: options
      )
      #expect(report.total?.received == told.value && told.value > 1)
      #expect(report.groups.map(\.level) == [.province])
    }
    let rows = try await house.statistics.queryStatistics(
      QueryStatisticsRequest(
        period: Self.statistics,
        groupBy: .agency,
        structure: .rolledUpToPresent
      ),
      options: options
    ).rows
    #expect(!rows.map(\.key).contains(DossierProvince.department))
    let row = rows.first { $0.key == ReorganizationTests.merged }
    #expect(row?.dossiers?.received == received)
  }

  @Test("Of a dossier that another agency has now a drill-down tells nothing of its owner")
  func outside() async throws {
    let house = try await DossierHouse(.memory)
    let mine = try await house.started(DossierProvince.hours).code
    let gone = try await house.started().code
    house.set(8, 20, 9)
    _ = try await house.agencies.reorganizeAgencies(
      WatchReorganizationTests.split,
      options: house.by(.administrator)
    )
    let list = try await house.dossiers.listDossiers(
      ListDossiersRequest(
        figure: FigureFilter(
          figure: "received",
          period: Self.statistics,
          agencyCode: DossierProvince.department
        )
      ),
      options: house.by(.desk)
    )
    #expect(list.total == 2)
    let rows = Dictionary(uniqueKeysWithValues: list.dossiers.map { ($0.code, $0) })
    #expect(rows[mine]?.applicant?.name.isEmpty == false)
    #expect(
      rows[gone]
        == Dossier(
          code: gone,
          procedureCode: DossierProvince.license,
          agencyCode: DossierProvince.department
        )
    )
    let late = try await house.statistics.listOverdue(
      ListOverdueRequest(kind: .pending, agencyCode: DossierProvince.department),
      options: house.by(.desk)
    )
    #expect(late.total == 0)
    let then = try await house.statistics.listOverdue(
      ListOverdueRequest(
        kind: .pending,
        asOf: (Instant(ict: DossierHouse.day(8, 20), minute: 0)).timestamp,
        agencyCode: DossierProvince.department
      ),
      options: house.by(.desk)
    )
    let told = try #require(then.dossiers.first { $0.code == gone })
    #expect(told.agencyCode == DossierProvince.department)
    #expect(told.state == .unspecified && told.dueAt == nil && told.holderCode.isEmpty)
  }

  @Test("A head's card counts the days on which he was the head", arguments: Ground.allCases)
  func heads(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    func setHead(_ officer: String) async throws {
      let department = Agency(code: DossierProvince.department, headOfficerCode: officer)
      try await Self.rename(house, department, "head_officer_code")
    }
    house.set(8, 3, 8)
    try await setHead("CB-5")
    _ = try await house.received()
    _ = try await house.received()
    house.set(8, 12, 8)
    try await setHead("CB-4")
    _ = try await house.received()
    house.set(8, 31, 12)
    func card(_ head: String) async throws -> Scorecard {
      try await house.statistics.getScorecard(
        GetScorecardRequest(period: Self.statistics, headCode: head),
        options: house.by(.supervisor)
      )
    }
    #expect(try await card("CB-5").received == 2)
    #expect(try await card("CB-4").received == 1)
    let none = try await refusal { try await card("CB-6") }
    #expect(none?.reason == .notFound)
  }
}
