import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("Reports and figures over the contract")
struct ReportTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 31))

  private static func report(
    _ house: DossierHouse,
    _ form: ReportForm,
    _ period: Period = august,
    asOf: Instant? = nil,
    knownAt: Int64 = 0
  ) async throws -> Report {
    try await house.statistics.getReport(
      GetReportRequest(form: form, period: period, asOf: asOf?.timestamp, knownAt: knownAt),
      options: house.by(.supervisor)
    )
  }

  /// A dossier returned, one stopped, one late and pending, one pending, and those of the others.
  private static func fill(_ house: DossierHouse) async throws -> String {
    try await StatisticsTests.fill(house)
    _ = try await house.returned()
    let stopped = try await house.started()
    _ = try await house.dossiers.stopDossier(
      StopDossierRequest(code: stopped.code, reason: "Trùng"),
      options: house.by(.head)
    )
    _ = try await house.started()
    house.set(8, 25, 9)
    _ = try await house.started()
    return stopped.code
  }

  private static func expectBalance(_ counts: ReportCounts?) throws {
    let counts = try #require(counts)
    #expect(
      counts.received
        == counts.receivedOnline + counts.receivedOtherwise + counts.carriedOver
    )
    #expect(
      counts.resolved == counts.resolvedEarly + counts.resolvedOnTime + counts.resolvedLate
    )
    #expect(counts.pending == counts.pendingInTime + counts.pendingOverdue)
    #expect(counts.received == counts.resolved + counts.pending)
  }

  @Test("Both forms give the same total and carry their dates", arguments: Ground.allCases)
  func forms(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await Self.fill(house)
    let bySector = try await Self.report(house, .ii06a)
    let byAgency = try await Self.report(house, .ii06b)
    #expect(bySector.total == byAgency.total)
    #expect(bySector.name == "II.06a/VPCP/KSTT")
    #expect(bySector.retrospective)
    #expect(bySector.inForceFrom == Date(year: 2020, month: 10, day: 21))
    #expect(bySector.columns.prefix(11).map(\.number) == (3...13).map(String.init))
    let total = try #require(bySector.total)
    #expect(total.received == 6)
    #expect(total.receivedOnline == 1)
    #expect(total.resolved == 2)
    #expect(total.stopped == 1)
    #expect(total.pending == 4)
    #expect(total.pendingOverdue == 3)
    #expect(total.refused == 1)
    #expect(total.waitingOverdue == 1 || total.waitingInTime == 1)
    for report in [bySector, byAgency] {
      for group in report.groups {
        try Self.expectBalance(group.total)
        for row in group.rows { try Self.expectBalance(row.counts) }
        #expect(group.rows.map(\.number) == Array(1...Int32(group.rows.count)))
      }
    }
    let wide = try await Self.report(house, .btp07a)
    #expect(wide.total == bySector.total)
    #expect(wide.name == "07a/BTP/KSTT")
  }

  @Test("A resumption changes no report of the days before it", arguments: Ground.allCases)
  func past(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let stopped = try await Self.fill(house)
    let first = StatisticsTests.period((8, 1), (8, 24))
    let before = try await Self.report(house, .ii06a, first)
    house.set(8, 26, 9)
    _ = try await house.dossiers.resumeDossier(
      ResumeDossierRequest(code: stopped, reason: "Nhầm"),
      options: house.by(.supervisor)
    )
    let after = try await Self.report(house, .ii06a, first)
    #expect(after.total == before.total)
    let pinned = try await Self.report(house, .ii06a, first, knownAt: before.knownAt)
    #expect(pinned == before)
    let next = try await Self.report(house, .ii06a, StatisticsTests.period((8, 25), (8, 31)))
    #expect(next.total?.reopened == 1)
    #expect(next.total?.carriedOver == (before.total?.pending ?? 0) + 1)
    try Self.expectBalance(next.total)
    // As of the evening before, nobody knew.
    let eve = Instant(ict: DossierHouse.day(8, 26), minute: 0) - 1
    let early = try await Self.report(house, .ii06a, asOf: eve)
    #expect(early.total?.stopped == 1)
    #expect(early.asOf == eve.timestamp)
    let whole = try await Self.report(house, .ii06a)
    #expect(whole.total?.stopped == 0)
  }

  @Test("Procedures are counted by their competent level", arguments: Ground.allCases)
  func procedures(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    // Of the five that are published the source says one's level.
    _ = try await house.procedures.updateProcedure(
      UpdateProcedureRequest(
        procedure: Procedure(code: DossierProvince.license, competentLevel: .district),
        updateMask: .init(paths: ["competent_level"])
      ),
      options: house.by(.administrator)
    )
    let report = try await Self.report(house, .ii07b)
    #expect(report.groups.map(\.level) == [.district, .unspecified])
    #expect(report.groups.map(\.procedures?.procedures) == [1, 4])
    #expect(report.procedureTotal?.procedures == 5)
    #expect(report.total == nil)
    #expect(report.columns.map(\.field).first == "procedures")
  }

  @Test(
    "A form says when its period begins before it or ends after it",
    arguments: [
      ("2020-10-20", "2020-12-31", true, false), ("2020-10-21", "2025-02-28", false, false),
      ("2025-02-01", "2025-03-01", false, true),
    ]
  )
  func inForce(_ from: String, _ to: String, retrospective: Bool, superseded: Bool) async throws {
    let house = try await DossierHouse(.memory)
    let first = try #require(CivilDate(from)?.date)
    let last = try #require(CivilDate(to)?.date)
    let report = try await Self.report(house, .ii06a, Period(from: first, to: last))
    #expect(report.retrospective == retrospective)
    #expect(report.superseded == superseded)
  }

  @Test("Every figure has as many dossiers as it says", arguments: Ground.allCases)
  func drillDown(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await Self.fill(house)
    let summary = try await house.statistics.getSummary(
      GetSummaryRequest(period: Self.august),
      options: house.by(.supervisor)
    )
    let counts = try #require(summary.current?.dossiers)
    let total = try #require(try await Self.report(house, .ii06a).total)
    let told: [(ReportForm, String, Int64)] = [
      (.unspecified, "submitted", counts.submitted), (.unspecified, "received", counts.received),
      (.unspecified, "resolved", counts.resolved), (.unspecified, "pending", counts.pending),
      (.unspecified, "pending_overdue", counts.pendingOverdue),
      (.unspecified, "refused", counts.refused), (.unspecified, "waiting", counts.waiting),
      (.unspecified, "fee_bearing", counts.feeBearing),
      (.ii06a, "received", total.received), (.ii06b, "pending_overdue", total.pendingOverdue),
      (.ii06a, "stopped", total.stopped), (.ii06a, "refused", total.refused),
    ]
    for (form, name, value) in told {
      let filter = FigureFilter(figure: name, form: form, period: Self.august)
      var listed = 0
      var token = ""
      repeat {
        let page = try await house.dossiers.listDossiers(
          ListDossiersRequest(pageSize: 2, pageToken: token, figure: filter),
          options: house.by(.supervisor)
        )
        #expect(page.total == value, "\(name)")
        listed += page.dossiers.count
        token = page.nextPageToken
      } while !token.isEmpty
      #expect(Int64(listed) == value, "\(name)")
      let told = try await house.statistics.explainFigure(
        ExplainFigureRequest(figure: filter),
        options: house.by(.supervisor)
      )
      #expect(told.value == value, "\(name)")
      #expect(told.figure?.knownAt == house.store.lastSequence)
      #expect(!told.counts.isEmpty && !told.countsEn.isEmpty)
    }
  }

  @Test("A group by level, one without a level too, has its dossiers", arguments: Ground.allCases)
  func drillDownByLevel(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await Self.fill(house)
    _ = try await house.procedures.setOffering(
      SetOfferingRequest(
        offering: Offering(
          procedureCode: DossierProvince.license,
          agencyCode: DossierProvince.department,
          levels: [OfferingLevel(level: .full)],
          receivesOnline: true,
          receivesByPost: true
        )
      ),
      options: house.by(.administrator)
    )
    _ = try await house.started()
    let rows = try await Self.rows(
      house,
      QueryStatisticsRequest(period: Self.august, groupBy: .serviceLevel)
    )
    #expect(rows.contains { $0.key == "0" })
    #expect(rows.contains { $0.key != "0" })
    for row in rows {
      let level = Int32(row.key).map { MotCuaAPI.ServiceLevel(rawValue: $0) }
      var query = QueryStatisticsRequest(period: Self.august)
      var filter = FigureFilter(figure: "received", period: Self.august)
      if let level, level != .unspecified {
        query.serviceLevel = level
        filter.serviceLevel = level
      } else {
        query.withoutServiceLevel = true
        filter.withoutServiceLevel = true
      }
      #expect(try await Self.rows(house, query).map(\.dossiers) == [row.dossiers], "\(row.key)")
      let page = try await house.dossiers.listDossiers(
        ListDossiersRequest(pageSize: 500, figure: filter),
        options: house.by(.supervisor)
      )
      #expect(page.total == row.dossiers?.received, "\(row.key)")
      #expect(Int64(page.dossiers.count) == page.total, "\(row.key)")
    }
  }

  @Test(
    "What an officer did has its dossiers, in a query and on his card",
    arguments: Ground.allCases
  )
  func drillDownByOfficer(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await Self.fill(house)
    let rated = try await house.returned()
    _ = try await house.dossiers.rateDossier(
      RateDossierRequest(code: rated.code, score: 4),
      options: house.by(.applicant)
    )
    let before = house.store.lastSequence
    house.set(8, 26, 9)
    _ = try await house.returned()
    let rows = try await Self.rows(
      house,
      QueryStatisticsRequest(period: Self.august, groupBy: .officer)
    )
    #expect(rows.count > 2)
    #expect(rows.reduce(0) { $0 + ($1.dossiers?.rated ?? 0) } == 1)
    var earlier: [Int64] = []
    for row in rows {
      let counts = try #require(row.dossiers)
      let card = try await house.statistics.getScorecard(
        GetScorecardRequest(period: Self.august, officerCode: row.key),
        options: house.by(.supervisor)
      )
      let told: [(String, Int64, Int64)] = [
        ("received", counts.received, card.received),
        ("received_online", counts.receivedOnline, card.receivedOnline),
        ("online_by_applicant", counts.onlineByApplicant, card.onlineByApplicant),
        ("online_assisted", counts.onlineAssisted, card.onlineAssisted),
        ("received_level34", counts.receivedLevel34, card.receivedLevel34),
        ("resolved", counts.resolved, card.resolved),
        ("resolved_late", counts.resolvedLate, card.resolvedLate),
        ("supplement_requested", counts.supplementRequested, card.supplementRequested),
        ("refused", counts.refused, card.refused), ("rated", counts.rated, card.rated),
      ]
      for (name, value, onCard) in told {
        #expect(value == onCard, "\(row.key) \(name)")
        let page = try await house.dossiers.listDossiers(
          ListDossiersRequest(
            pageSize: 500,
            figure: FigureFilter(figure: name, period: Self.august, officerCode: row.key)
          ),
          options: house.by(.supervisor)
        )
        #expect(page.total == value, "\(row.key) \(name)")
        #expect(Int64(page.dossiers.count) == value, "\(row.key) \(name)")
      }
      #expect(card.ratingSum == counts.rated * 4, "\(row.key)")
      let past = try await house.statistics.getScorecard(
        GetScorecardRequest(period: Self.august, officerCode: row.key, knownAt: before),
        options: house.by(.supervisor)
      )
      #expect(past.knownAt == before)
      earlier.append(counts.resolved - past.resolved)
    }
    #expect(earlier.reduce(0, +) == 1)
  }

  @Test("What does not go together is refused with its field", arguments: Ground.allCases)
  func refusals(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    func refused(_ filter: FigureFilter, _ field: String) async throws {
      let error = await #expect(throws: RPCError.self) {
        _ = try await house.statistics.explainFigure(
          ExplainFigureRequest(figure: filter),
          options: house.by(.supervisor)
        )
      }
      #expect(error?.code == .invalidArgument, "\(field)")
    }
    try await refused(FigureFilter(figure: "nothing", period: Self.august), "figure")
    try await refused(
      FigureFilter(figure: "received", form: .ii06a, period: Self.august, channel: .online),
      "channel"
    )
    try await refused(
      FigureFilter(figure: "pending", period: Self.august, officerCode: "CB001"),
      "officer_code"
    )
    try await refused(
      FigureFilter(figure: "received", period: Self.august, knownAt: 999),
      "known_at"
    )
    try await refused(
      FigureFilter(
        figure: "received",
        period: Self.august,
        serviceLevel: .level4,
        withoutServiceLevel: true
      ),
      "without_service_level"
    )
    try await refused(
      FigureFilter(
        figure: "received",
        form: .ii06a,
        period: Self.august,
        withoutServiceLevel: true
      ),
      "channel"
    )
    let error = await #expect(throws: RPCError.self) {
      _ = try await house.dossiers.listDossiers(
        ListDossiersRequest(
          overdueOnly: true,
          figure: FigureFilter(figure: "received", period: Self.august)
        ),
        options: house.by(.supervisor)
      )
    }
    #expect(error?.code == .invalidArgument)
  }

  @Test("Late dossiers are listed as they are counted", arguments: Ground.allCases)
  func overdue(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await Self.fill(house)
    let late = try await house.statistics.listOverdue(
      ListOverdueRequest(kind: .pending, pageSize: 2),
      options: house.by(.supervisor)
    )
    #expect(late.total == 3)
    #expect(late.dossiers.count == 2)
    #expect(!late.nextPageToken.isEmpty)
    #expect(late.dossiers.allSatisfy { $0.daysLate > 0 && $0.dueAt != nil })
    let resolved = try await house.statistics.listOverdue(
      ListOverdueRequest(kind: .resolved, period: Self.august),
      options: house.by(.supervisor)
    )
    #expect(resolved.total == 0)
  }

  @Test("A query adds up to the summary, whatever makes a group", arguments: Ground.allCases)
  func query(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await Self.fill(house)
    let summary = try await house.statistics.getSummary(
      GetSummaryRequest(period: Self.august),
      options: house.by(.supervisor)
    )
    let whole = try #require(summary.current?.dossiers)
    let dimensions: [StatisticsDimension] = [
      .unspecified, .agency, .level, .sector, .procedure, .channel, .serviceLevel, .officer,
    ]
    for dimension in dimensions {
      let rows = try await Self.rows(
        house,
        QueryStatisticsRequest(period: Self.august, groupBy: dimension)
      )
      let resolved = rows.reduce(0) { $0 + ($1.dossiers?.resolved ?? 0) }
      #expect(resolved == whole.resolved, "\(dimension)")
      guard dimension != .officer else { continue }
      let pending = rows.reduce(0) { $0 + ($1.dossiers?.pending ?? 0) }
      let overdue = rows.reduce(0) { $0 + ($1.dossiers?.pendingOverdue ?? 0) }
      #expect(pending == whole.pending, "\(dimension)")
      #expect(overdue == whole.pendingOverdue, "\(dimension)")
    }
    let fortnights = try await Self.rows(
      house,
      QueryStatisticsRequest(period: Self.august, interval: .fortnight)
    )
    #expect(fortnights.map { $0.period?.to?.day } == [16, 30, 31])
    #expect(fortnights.reduce(0) { $0 + ($1.dossiers?.received ?? 0) } == whole.received)
    let compared = try await Self.rows(
      house,
      QueryStatisticsRequest(period: StatisticsTests.period((8, 16), (8, 31)), withPrevious: true)
    )
    #expect(compared.first?.previous?.received == 5)
    #expect(compared.first?.dossiers?.received == 1)
  }

  @Test("Fortnights keep their Monday when the policy changes", arguments: Ground.allCases)
  func fortnightAnchor(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await Self.fill(house)
    var request = QueryStatisticsRequest(
      period: Self.august,
      interval: .fortnight,
      pageSize: 1
    )
    func page() async throws -> QueryStatisticsResponse {
      try await house.statistics.queryStatistics(request, options: house.by(.supervisor))
    }
    let first = try await page()
    let monday = Date(year: 2020, month: 1, day: 6)
    #expect(first.fortnightAnchor == monday)
    let moved = try await house.statistics.setStatisticsPolicy(
      SetStatisticsPolicyRequest(
        policy: StatisticsPolicy(fortnightAnchor: Date(year: 2020, month: 1, day: 13))
      ),
      options: house.by(.supervisor)
    )
    #expect(moved.fortnightAnchor?.day == 13)
    request.pageToken = first.nextPageToken
    let second = try await page()
    #expect(second.fortnightAnchor == monday)
    let parts = (first.rows + second.rows).map { $0.period?.to?.day }
    request.pageToken = ""
    #expect(try await page().fortnightAnchor?.day == 13)
    request.fortnightAnchor = monday
    request.pageSize = 2
    #expect(try await page().rows.map { $0.period?.to?.day } == parts)
    request.interval = .month
    #expect(try await page().fortnightAnchor == nil)
  }

  @Test(
    "A query by officer refuses the period before, which it has not",
    arguments: Ground.allCases
  )
  func officersBefore(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let refused = try await refusal {
      try await Self.rows(
        house,
        QueryStatisticsRequest(period: Self.august, groupBy: .officer, withPrevious: true)
      )
    }
    #expect(refused?.fields == ["with_previous"])
  }

  /// All rows, two on a page.
  private static func rows(
    _ house: DossierHouse,
    _ request: QueryStatisticsRequest
  ) async throws -> [StatisticsRow] {
    var request = request
    request.pageSize = 2
    var rows: [StatisticsRow] = []
    repeat {
      let page = try await house.statistics.queryStatistics(
        request,
        options: house.by(.supervisor)
      )
      rows += page.rows
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return rows
  }
}
