import MotCuaAPI
import MotCuaServices
import RPCCore
import RPCMessages
import Testing

@Suite("Every number of procedures has its procedures")
struct ProcedureFigureTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 31))

  /// How many procedures a list has, page by page, and what it says of them.
  private static func listed(
    _ house: DossierHouse,
    _ filter: ProcedureFigureFilter,
    competentLevel: AgencyLevel = .unspecified
  ) async throws -> Int64 {
    var count: Int64 = 0
    var request = ListProceduresRequest(
      competentLevel: competentLevel,
      pageSize: 2,
      figure: filter
    )
    repeat {
      let page = try await house.procedures.listProcedures(request, options: house.by(.supervisor))
      count += Int64(page.procedures.count)
      request.pageToken = page.nextPageToken
      if request.pageToken.isEmpty { #expect(page.total == count) }
    } while !request.pageToken.isEmpty
    return count
  }

  private static func expectCounts(
    _ house: DossierHouse,
    agency: String = "",
    asOf: GoogleProtobuf.Timestamp? = nil
  ) async throws -> Int64 {
    let summary = try await house.statistics.getSummary(
      GetSummaryRequest(
        period: august,
        scope: agency.isEmpty ? nil : StatisticsScope(agencyCode: agency),
        asOf: asOf
      ),
      options: house.by(.supervisor)
    )
    let counts = summary.current?.procedures ?? ProcedureCounts()
    let told: [(ProcedureFigure, Int64)] = [
      (.procedures, counts.procedures), (.level3, counts.proceduresLevel3),
      (.level4, counts.proceduresLevel4), (.level34, counts.proceduresLevel34),
      (.integrated, counts.proceduresIntegrated),
      (.integratedLevel34, counts.proceduresIntegratedLevel34),
    ]
    for (figure, value) in told {
      let filter = ProcedureFigureFilter(
        figure: figure,
        asOf: summary.current?.asOf,
        agencyCode: agency
      )
      #expect(try await listed(house, filter) == value, "\(figure) \(agency)")
    }
    return counts.procedures
  }

  @Test(
    "Those of a summary, of the province and of an agency, now and before",
    arguments: Ground.allCases
  )
  func summary(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let start = DossierHouse.start
    house.set(8, 10, 9)
    let before = try await Self.expectCounts(house)
    #expect(before > 2)
    let own = try await Self.expectCounts(house, agency: DossierProvince.commune)
    #expect(own > 0 && own < before)
    _ = try await house.procedures.setOffering(
      SetOfferingRequest(
        offering: Offering(
          procedureCode: DossierProvince.license,
          agencyCode: DossierProvince.commune,
          deskAgencyCode: DossierProvince.centre,
          levels: [OfferingLevel(level: .level4)],
          validTo: DossierHouse.day(8, 1).date
        )
      ),
      options: house.by(.administrator)
    )
    #expect(try await Self.expectCounts(house, agency: DossierProvince.commune) == own - 1)
    _ = try await Self.expectCounts(house, asOf: start.timestamp)
  }

  @Test("Those of II.07b, group by group", arguments: Ground.allCases)
  func form(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let report = try await house.statistics.getReport(
      GetReportRequest(form: .ii07b, period: Self.august),
      options: house.by(.supervisor)
    )
    let total = try #require(report.procedureTotal)
    #expect(total.procedures > 2)
    func expect(
      _ counts: ProcedureReportCounts,
      _ level: AgencyLevel,
      isWithout: Bool = false
    ) async throws {
      let told: [(ProcedureFigure, Int64)] = [
        (.ii07bProcedures, counts.procedures),
        (.ii07bReceivedAtOneStop, counts.receivedAtOneStop),
        (.ii07bInternalProcesses, counts.internalProcesses),
      ]
      for (figure, value) in told {
        let filter = ProcedureFigureFilter(
          figure: figure,
          asOf: report.asOf,
          withoutCompetentLevel: isWithout
        )
        let listed = try await Self.listed(house, filter, competentLevel: level)
        #expect(listed == value, "\(figure) \(level)")
      }
    }
    try await expect(total, .unspecified)
    for group in report.groups {
      try await expect(
        try #require(group.procedures),
        group.level,
        isWithout: group.level == .unspecified
      )
    }
  }

  @Test("Those of a tree of agencies, of a level, and none of an agency elsewhere")
  func scope() async throws {
    let house = try await DossierHouse(.memory)
    func listed(_ filter: ProcedureFigureFilter) async throws -> Int64 {
      var filter = filter
      filter.figure = .procedures
      return try await Self.listed(house, filter)
    }
    let alone = try await listed(ProcedureFigureFilter(agencyCode: DossierProvince.root))
    let tree = try await listed(
      ProcedureFigureFilter(agencyCode: DossierProvince.root, includeSubordinates: true)
    )
    let all = try await listed(ProcedureFigureFilter())
    #expect(alone == 0 && tree == all && all > 2)
    let communes = try await listed(ProcedureFigureFilter(level: .commune))
    #expect(communes > 0 && communes < all)
    let strange = try await refusal {
      try await house.procedures.listProcedures(
        ListProceduresRequest(
          figure: ProcedureFigureFilter(figure: .level4, agencyCode: DossierProvince.department)
        ),
        options: house.by(.districtDesk)
      )
    }
    #expect(strange?.reason == .outOfScope)
  }

  @Test("Who sees no statistics sees none of their numbers")
  func refusals() async throws {
    let house = try await DossierHouse(.memory)
    let request = ListProceduresRequest(figure: ProcedureFigureFilter(figure: .level4))
    let refused = try await refusal {
      try await house.procedures.listProcedures(request, options: house.by(.applicant))
    }
    #expect(refused == Refusal(.permissionDenied, .principalNotAllowed))
    let none = try await refusal {
      try await house.procedures.listProcedures(
        ListProceduresRequest(figure: ProcedureFigureFilter(figure: .unrecognized(99))),
        options: house.by(.supervisor)
      )
    }
    #expect(none?.fields == ["figure.figure"])
  }
}
