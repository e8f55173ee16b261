import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Reports of a period with a reorganisation")
struct ReorganisedReportTests {
  typealias Ground = DossierHouse.Ground

  private static func row(
    _ house: DossierHouse,
    _ period: Period,
    _ agency: String
  ) async throws -> ReportCounts {
    let report = try await house.statistics.getReport(
      GetReportRequest(form: .ii06b, period: period),
      options: house.by(.administrator)
    )
    let rows = report.groups.flatMap(\.rows)
    return rows.first { $0.agencyCode == agency }?.counts ?? ReportCounts()
  }

  @Test(
    "A dossier counts once, for who has it, and each agency carries on",
    arguments: Ground.allCases
  )
  func transfers(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await house.started()
    let ended = try await house.started()
    try await house.complete(ended.code)
    house.set(8, 19, 9)
    _ = try await house.started()
    house.set(8, 20, 9)
    let first = StatisticsTests.period((8, 1), (8, 18))
    let second = StatisticsTests.period((8, 19), (8, 31))
    let eve = try await Self.row(house, first, DossierProvince.department)
    _ = try await house.agencies.reorganizeAgencies(
      ReorganizationTests.merger(),
      options: house.by(.administrator)
    )
    // The past is as it was told.
    #expect(try await Self.row(house, first, DossierProvince.department) == eve)
    let old = try await Self.row(house, second, DossierProvince.department)
    let new = try await Self.row(house, second, ReorganizationTests.merged)
    #expect(eve.pending == 1)
    #expect(old.carriedOver == eve.pending + old.reopened - old.transferredOut)
    #expect([old.received, old.resolved, old.pending, old.transferredOut] == [0, 0, 0, 1])
    #expect(new.carriedOver == new.reopened + new.transferredIn - new.transferredOut)
    #expect([new.received, new.carriedOver, new.pending, new.transferredIn] == [2, 1, 2, 1])
    #expect(new.received == new.resolved + new.pending)
    let whole = try await house.statistics.getReport(
      GetReportRequest(form: .ii06a, period: second),
      options: house.by(.administrator)
    ).total
    #expect(whole?.transferredIn == 1 && whole?.transferredOut == 1)
    for (agency, name, value) in [
      (DossierProvince.department, "transferred_out", old.transferredOut),
      (ReorganizationTests.merged, "transferred_in", new.transferredIn),
      (ReorganizationTests.merged, "pending", new.pending),
    ] {
      let told = try await house.statistics.explainFigure(
        ExplainFigureRequest(
          figure: FigureFilter(figure: name, form: .ii06b, period: second, agencyCode: agency)
        ),
        options: house.by(.administrator)
      )
      #expect(told.value == value, "\(name)")
    }
    // What the old agency had in August is still found behind its number.
    let gone = try await house.statistics.explainFigure(
      ExplainFigureRequest(
        figure: FigureFilter(
          figure: "pending",
          period: first,
          agencyCode: DossierProvince.department
        )
      ),
      options: house.by(.administrator)
    )
    #expect(gone.value == 1)
  }
}
