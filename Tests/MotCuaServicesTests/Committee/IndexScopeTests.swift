import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import RPCCore
import RPCMessages
import Testing

@Suite("The index and the forms count what they name, within their scope")
struct IndexScopeTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 31))

  private static func index(
    _ house: DossierHouse,
    of agency: String = "",
    _ period: Period = august
  ) async throws -> [String: ServiceSubIndex] {
    let index = try await house.statistics.getServiceIndex(
      GetServiceIndexRequest(period: period, agencyCode: agency),
      options: house.by(.supervisor)
    )
    let all = index.groups.flatMap(\.subIndices)
    return Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
  }

  private static func change(
    _ house: DossierHouse,
    _ procedure: Procedure,
    _ paths: [String]
  ) async throws {
    _ = try await house.procedures.updateProcedure(
      UpdateProcedureRequest(procedure: procedure, updateMask: .init(paths: paths)),
      options: house.by(.administrator)
    )
  }

  @Test("Publication counts for the agencies that offer the procedure", arguments: Ground.allCases)
  func publication(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let day = Date(year: 2020, month: 8, day: 4)
    try await Self.change(
      house,
      Procedure(
        code: DossierProvince.wordy,
        publication: Decision(number: "12/QĐ-UBND", date: day),
        madePublicOn: day
      ),
      ["publication", "made_public_on"]
    )
    house.set(8, 20, 8)
    let department = try await Self.index(house, of: DossierProvince.department)
    #expect(department["1.2"]?.rate?.denominator == 1)
    #expect(department["1.2"]?.rate?.numerator == 1)
    let district = try await Self.index(house, of: DossierProvince.district)
    #expect(district["1.2"]?.applicable == false)
  }

  @Test("What a reorganisation brought is in 2.1 above and below", arguments: Ground.allCases)
  func reorganised(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    house.set(8, 19, 9)
    _ = try await house.started()
    house.set(8, 20, 9)
    _ = try await house.agencies.reorganizeAgencies(
      ReorganizationTests.merger(),
      options: house.by(.administrator)
    )
    let second = StatisticsTests.period((8, 20), (8, 31))
    let new = try await Self.index(house, of: ReorganizationTests.merged, second)
    #expect(new["2.1"]?.rate?.numerator == 1)
    #expect(new["2.1"]?.rate?.denominator == 1)
    let old = try await Self.index(house, of: DossierProvince.department, second)
    #expect(old["2.1"]?.applicable == false)
  }

  @Test("Services partial and full are online services of 3.3", arguments: Ground.allCases)
  func extents(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await house.procedures.setOffering(
      SetOfferingRequest(
        offering: Offering(
          procedureCode: DossierProvince.license,
          agencyCode: DossierProvince.department,
          levels: [OfferingLevel(level: .full)],
          receivesOnline: true
        )
      ),
      options: house.by(.administrator)
    )
    let online = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    _ = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: online.code),
      options: house.by(.desk)
    )
    _ = try await house.received()
    let rate = try await Self.index(house)["3.3"]?.rate
    #expect(rate?.numerator == 1)
    #expect(rate?.denominator == 2)
    let counts = try await house.august()
    #expect(counts.receivedLevel34 == 0)
    #expect(counts.receivedOnlineService == 2 && counts.receivedOnlineServiceOnline == 1)
  }

  @Test(
    "A level-2 procedure on the National Portal is no level-3 or 4 one",
    arguments: Ground.allCases
  )
  func integrated(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    for code in [DossierProvince.license, DossierProvince.paper] {
      let procedure = Procedure(code: code, integratedSince: Date(year: 2020, month: 1, day: 1))
      try await Self.change(house, procedure, ["integrated_since"])
    }
    let summary = try await house.statistics.getSummary(
      GetSummaryRequest(period: Self.august),
      options: house.by(.supervisor)
    )
    let current = try #require(summary.current)
    #expect(current.procedures?.proceduresIntegrated == 2)
    #expect(current.procedures?.proceduresIntegratedLevel34 == 1)
    #expect(current.procedureRates?.integratedOfLevel34?.numerator == 1)
    #expect(current.wholeProvince)
  }

  @Test("II.07b counts what is offered, and what a desk receives", arguments: Ground.allCases)
  func procedures(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    for code in [DossierProvince.license, DossierProvince.paper, DossierProvince.draft] {
      try await Self.change(
        house,
        Procedure(code: code, competentLevel: .district),
        ["competent_level"]
      )
    }
    func counts(_ agency: String) async throws -> [Int64] {
      let report = try await house.statistics.getReport(
        GetReportRequest(form: .ii07b, period: Self.august, agencyCode: agency),
        options: house.by(.supervisor)
      )
      let total = report.procedureTotal ?? ProcedureReportCounts()
      return [total.procedures, total.receivedAtOneStop, total.internalProcesses]
    }
    // The draft is not published; the district's desk is the centre. Three more have no level.
    #expect(try await counts("") == [5, 1, 0])
    #expect(try await counts(DossierProvince.district) == [1, 1, 0])
    #expect(try await counts(DossierProvince.department) == [5, 0, 0])
    #expect(try await counts(DossierProvince.centre) == [0, 0, 0])
  }

  @Test("Every number of a summary and of a form has its dossiers", arguments: Ground.allCases)
  func everyFigure(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    _ = try await house.returned()
    house.set(8, 25, 9)
    let summary = Mirror(reflecting: try await house.august()).children
    let report = try await house.statistics.getReport(
      GetReportRequest(form: .btp07a, period: Self.august),
      options: house.by(.supervisor)
    )
    let form = Mirror(reflecting: try #require(report.total)).children
    let sums: Set<String> = ["fee_amount_vnd", "fee_online_amount_vnd", "rating_sum"]
    let told =
      summary.map { (ReportForm.unspecified, $0) } + form.map { (ReportForm.btp07a, $0) }
    #expect(told.count > 70)
    for (kind, field) in told {
      guard let label = field.label, let value = field.value as? Int64 else { continue }
      let name = Self.field(label)
      let answer = try await house.statistics.explainFigure(
        ExplainFigureRequest(
          figure: FigureFilter(figure: name, form: kind, period: Self.august)
        ),
        options: house.by(.supervisor)
      )
      if sums.contains(name) {
        #expect((answer.value > 0) == (value > 0), "\(name)")
      } else {
        #expect(answer.value == value, "\(kind) \(name)")
      }
    }
  }

  /// The name of a field as the contract writes it.
  private static func field(_ label: String) -> String {
    label.reduce(into: "") { name, letter in
      name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
  }
}
