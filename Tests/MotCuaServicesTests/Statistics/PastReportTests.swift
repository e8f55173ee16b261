import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("Reports of the past keep their names, sectors and procedures")
struct PastReportTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 8))

  /// What is asked about the past, as bytes.
  private static func answers(
    _ house: DossierHouse,
    asOf: Instant,
    knownAt: Int64
  ) async throws -> [[UInt8]] {
    var answers: [[UInt8]] = []
    for form: ReportForm in [.ii06a, .ii06b, .ii07b, .btp07a] {
      let report = try await house.statistics.getReport(
        GetReportRequest(
          form: form,
          period: august,
          asOf: asOf.timestamp,
          knownAt: knownAt
        ),
        options: house.by(.supervisor)
      )
      answers.append(try ServerCoding.encode(report))
    }
    for dimension: StatisticsDimension in [.agency, .level, .sector, .procedure] {
      let rows = try await house.statistics.queryStatistics(
        QueryStatisticsRequest(
          period: august,
          asOf: asOf.timestamp,
          knownAt: knownAt,
          groupBy: dimension,
          withPrevious: true
        ),
        options: house.by(.supervisor)
      )
      answers.append(try ServerCoding.encode(rows))
    }
    let ranking = try await house.statistics.rankAgencies(
      RankAgenciesRequest(
        period: august,
        measure: .online,
        asOf: asOf.timestamp,
        knownAt: knownAt
      ),
      options: house.by(.supervisor)
    )
    answers.append(try ServerCoding.encode(ranking))
    let summary = try await house.statistics.getSummary(
      GetSummaryRequest(period: august, asOf: asOf.timestamp, knownAt: knownAt),
      options: house.by(.supervisor)
    )
    answers.append(try ServerCoding.encode(summary))
    return answers
  }

  private static func rename(_ house: DossierHouse, _ agency: Agency, _ path: String) async throws {
    _ = try await house.agencies.updateAgency(
      UpdateAgencyRequest(agency: agency, updateMask: .init(paths: [path])),
      options: house.by(.administrator)
    )
  }

  private static func revise(_ house: DossierHouse, _ name: String, _ sector: String) async throws {
    _ = try await house.procedures.updateProcedure(
      UpdateProcedureRequest(
        procedure: Procedure(
          code: DossierProvince.license,
          name: name,
          sectors: [Sector(name: sector)]
        ),
        updateMask: .init(paths: ["name", "sectors"])
      ),
      options: house.by(.administrator)
    )
  }

  @Test(
    "New names, sectors, revisions and procedures change no report of an earlier instant",
    arguments: Ground.allCases
  )
  func bytes(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    let asOf = Instant(ict: DossierHouse.day(8, 8), minute: 10 * 60)
    house.set(8, 8, 11)
    let knownAt = house.store.lastSequence
    let before = try await Self.answers(house, asOf: asOf, knownAt: knownAt)
    for day in 9...11 {
      house.set(8, day, 9)
      let department = Agency(code: DossierProvince.department, name: "Sở mới \(day)")
      try await Self.rename(house, department, "name")
      try await Self.revise(house, "Cấp giấy phép, lần \(day)", "Lĩnh vực \(day)")
    }
    let district = Agency(code: DossierProvince.district, level: .province)
    try await Self.rename(house, district, "level")
    _ = try await house.procedures.suspendProcedure(
      SuspendProcedureRequest(
        code: DossierProvince.wordy,
        decision: Decision(number: "77/QĐ-UBND")
      ),
      options: house.by(.administrator)
    )
    house.set(8, 12, 9)
    let after = try await Self.answers(house, asOf: asOf, knownAt: knownAt)
    for place in before.indices { #expect(after[place] == before[place], "answer \(place)") }
    // What is asked of today has the names of today.
    let now = try await house.statistics.getReport(
      GetReportRequest(form: .ii06b, period: StatisticsTests.period((8, 1), (8, 31))),
      options: house.by(.supervisor)
    )
    let names = now.groups.flatMap(\.rows).map(\.agencyName)
    #expect(names.contains("Sở mới 11"))
    #expect(now.groups.map(\.level) == [.province])
    let sectors = try await house.statistics.getReport(
      GetReportRequest(form: .ii06a, period: StatisticsTests.period((8, 1), (8, 31))),
      options: house.by(.supervisor)
    )
    #expect(sectors.groups.flatMap(\.rows).map(\.sectorName).contains("Lĩnh vực 11"))
  }

  @Test("A number of an old sector still has its dossiers", arguments: Ground.allCases)
  func drillDown(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await Self.revise(house, "Cấp giấy phép", "Đất đai")
    try await StatisticsTests.fill(house)
    let asOf = Instant(ict: DossierHouse.day(8, 8), minute: 0)
    house.set(8, 9, 9)
    try await Self.revise(house, "Cấp giấy phép", "Xây dựng")
    let report = try await house.statistics.getReport(
      GetReportRequest(form: .ii06a, period: Self.august, asOf: asOf.timestamp),
      options: house.by(.supervisor)
    )
    let row = try #require(report.groups.flatMap(\.rows).first)
    #expect(row.sectorName == "Đất đai")
    let sum = report.groups.flatMap(\.rows).reduce(0) { $0 + ($1.counts?.received ?? 0) }
    let list = try await house.dossiers.listDossiers(
      ListDossiersRequest(
        figure: FigureFilter(
          figure: "received",
          form: .ii06a,
          period: Self.august,
          asOf: asOf.timestamp,
          sectorCode: row.sectorCode
        )
      ),
      options: house.by(.supervisor)
    )
    #expect(list.total == sum && sum > 0)
  }
}
