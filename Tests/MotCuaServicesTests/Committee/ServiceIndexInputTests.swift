import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("What goes into the service index")
struct ServiceIndexInputTests {
  typealias Ground = DossierHouse.Ground

  private static func index(
    _ house: DossierHouse
  ) async throws -> [String: ServiceSubIndex] {
    let index = try await house.statistics.getServiceIndex(
      GetServiceIndexRequest(period: StatisticsTests.period((8, 1), (8, 31))),
      options: house.by(.supervisor)
    )
    let all = index.groups.flatMap(\.subIndices)
    return Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
  }

  @Test("The mean time is known and has no points", arguments: Ground.allCases)
  func meanTime(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let none = try await Self.index(house)
    #expect(none["2.2"]?.informative == true && none["2.2"]?.meanOf == 0)
    let first = try await house.started()
    let second = try await house.started()
    house.set(8, 7, 9, 15)
    try await house.complete(first.code)
    house.set(8, 10, 9, 15)
    try await house.complete(second.code)
    let time = try #require(try await Self.index(house)["2.2"])
    // One day and four days.
    #expect(time.meanSeconds == 5 * 86_400 / 2 && time.meanOf == 2)
    #expect(time.present && !time.applicable && time.maximum == 0 && time.rate == nil)
  }

  @Test("A rating of 1 or 2 is a complaint of 5.4", arguments: Ground.allCases)
  func ratings(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var codes: [String] = []
    for _ in 0..<3 { codes.append(try await house.returned().code) }
    #expect(try await Self.index(house)["5.4"]?.applicable == false)
    for (code, score) in zip(codes, [2, 3] as [Int32]) {
      _ = try await house.dossiers.rateDossier(
        RateDossierRequest(code: code, score: score),
        options: house.by(.applicant)
      )
    }
    let rate = try await Self.index(house)["5.4"]?.rate
    #expect(rate?.numerator == 2 && rate?.denominator == 3)
    var report = IndicatorTests.indicator(.dossiersComplained, value: 1)
    report.period = StatisticsTests.period((8, 1), (8, 31))
    _ = try await house.statistics.recordIndicator(
      RecordIndicatorRequest(indicator: report),
      options: house.by(.supervisor)
    )
    house.set(8, 31, 23)
    #expect(try await Self.index(house)["5.4"]?.rate?.numerator == 1)
  }

  @Test("What 2.1 and 5.4 are made of has its dossiers", arguments: Ground.allCases)
  func drillDown(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await house.dossiers.setDossierPolicy(
      SetDossierPolicyRequest(
        policy: .init(supplementRequestsMax: 2, extensionsMax: 1, extensionNoticeDays: 3)
      ),
      options: house.by(.administrator)
    )
    let often = try await house.started().code
    for day in 6...7 {
      house.set(8, day, 9, 30)
      _ = try await house.dossiers.requestSupplement(
        RequestSupplementRequest(
          code: often,
          reason: "Thiếu",
          deadline: DossierHouse.day(8, 31).date
        ),
        options: house.by(.desk)
      )
      _ = try await house.dossiers.provideSupplement(
        ProvideSupplementRequest(code: often, note: "Đây"),
        options: house.by(.desk)
      )
    }
    _ = try await house.started()
    let rated = try await house.returned()
    _ = try await house.dossiers.rateDossier(
      RateDossierRequest(code: rated.code, score: 2),
      options: house.by(.applicant)
    )
    func told(_ figure: String, channel: MotCuaAPI.Channel = .unspecified) async throws -> Int64 {
      let filter = FigureFilter(
        figure: figure,
        period: StatisticsTests.period((8, 1), (8, 31)),
        channel: channel
      )
      let list = try await house.dossiers.listDossiers(
        ListDossiersRequest(pageSize: 500, figure: filter),
        options: house.by(.supervisor)
      )
      let explained = try await house.statistics.explainFigure(
        ExplainFigureRequest(figure: filter),
        options: house.by(.supervisor)
      )
      #expect(list.total == explained.value && Int64(list.dossiers.count) == list.total)
      return list.total
    }
    let index = try await Self.index(house)
    #expect(try await told("in_time_supplemented_often") == 1)
    #expect(try await told("resolved_and_pending") == 3)
    #expect(try await told("dissatisfied") == 1)
    #expect(try await told("dissatisfied", channel: .post) == 0)
    #expect(index["2.1"]?.rate?.denominator == 3 && index["2.1"]?.rate?.numerator == 2)
    #expect(index["5.4"]?.rate?.numerator == 0)
  }

  @Test("A dossier whose every fee is 0 bears none", arguments: Ground.allCases)
  func fees(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    func receive(_ fees: [DossierFee]) async throws {
      var request = Requests.receive()
      request.fees = fees
      request.requestId = Requests.id(fees.count * 10 + Int(fees.last?.amountVnd ?? 0))
      _ = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    }
    try await receive([Requests.cash(0)])
    #expect(try await Self.index(house)["4.3"]?.applicable == false)
    try await house.payOnline(try await house.received().code, 20_000)
    try await receive([Requests.cash(0), Requests.cash()])
    let rate = try await Self.index(house)["4.3"]?.rate
    #expect(rate?.numerator == 1 && rate?.denominator == 2)
    #expect(try await house.august().feeBearing == 2)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("Dossiers to be synchronised are those received at least", arguments: Ground.allCases)
  func synchronised(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    for _ in 0..<4 { _ = try await house.received() }
    var report = IndicatorTests.indicator(.dossiersSynchronised, value: 1, total: 1)
    report.period = StatisticsTests.period((8, 1), (8, 31))
    _ = try await house.statistics.recordIndicator(
      RecordIndicatorRequest(indicator: report),
      options: house.by(.supervisor)
    )
    house.set(8, 31, 23)
    let rate = try await Self.index(house)["1.4"]?.rate
    #expect(rate?.numerator == 1 && rate?.denominator == 4)
  }

  @Test("A result that was revoked is no electronic result", arguments: Ground.allCases)
  func revoked(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    func complete(_ code: String, isElectronic: Bool) async throws {
      var result = Requests.result()
      result.electronic = isElectronic
      if isElectronic {
        result.sha256 = String(repeating: "ab", count: 32)
        result.certificateSerial = "01"
      }
      _ = try await house.dossiers.completeDossier(
        CompleteDossierRequest(code: code, results: [result]),
        options: house.by(.head)
      )
    }
    let kept = try await house.started()
    let made = try await house.started()
    try await complete(kept.code, isElectronic: true)
    try await complete(made.code, isElectronic: true)
    #expect(try await Self.index(house)["6.1"]?.rate?.numerator == 2)
    _ = try await house.dossiers.reworkDossier(
      ReworkDossierRequest(code: made.code, reason: "Sai"),
      options: house.by(.supervisor)
    )
    try await complete(made.code, isElectronic: false)
    let rate = try await Self.index(house)["6.1"]?.rate
    #expect(rate?.numerator == 1 && rate?.denominator == 2)
    #expect(try await Self.index(house)["6.4"]?.rate?.denominator == 2)
  }

  @Test("Agencies of the centre are a level, and no procedures of the province")
  func central() async throws {
    let house = try await DossierHouse(.memory)
    let code = try #require(AgencyCode("000.00.80.H10"))
    let paper = try #require(ProcedureCode(DossierProvince.draft))
    let envelope = MutationEnvelope(
      principalID: 0,
      method: "test",
      now: Instant(ict: CivilDate.newYear(2020), minute: 9 * 60)
    )
    let branch = AgencyRecord(code: code, name: "Chi cục của Trung ương", level: .central)
    _ = try await house.store.perform(ImportAgencies(agencies: [branch]), as: envelope) { _ in [] }
    let content = ProcedureContent(
      name: "Thủ tục của Trung ương",
      state: .published,
      channels: [ProcedureChannelRecord(channel: .direct)]
    )
    let own = try #require(ProcedureCode("1.000090"))
    let drafts = [ProcedureDraft(code: own, content: content)]
    _ = try await house.store.perform(ImportProcedures(drafts: drafts), as: envelope) { _ in [] }
    let offering = OfferingRecord(procedure: own, agency: code)
    _ = try await house.store.perform(ImportOfferings(offerings: [offering]), as: envelope) {
      _ in []
    }
    _ = try await house.received()
    #expect(house.store.catalogue.procedure(paper) != nil)
    func summary(_ agency: String) async throws -> MotCuaAPI.StatisticsSummary {
      let answer = try await house.statistics.getSummary(
        GetSummaryRequest(
          period: StatisticsTests.period((8, 1), (8, 31)),
          scope: agency.isEmpty ? nil : StatisticsScope(agencyCode: agency)
        ),
        options: house.by(.supervisor)
      )
      return try #require(answer.current)
    }
    let whole = try await summary("")
    #expect(whole.levels.map(\.level) == [.province, .district, .commune, .central])
    #expect(
      whole.levels.reduce(0) { $0 + ($1.dossiers?.received ?? 0) } == whole.dossiers?.received
    )
    #expect(whole.procedures?.procedures == 5 && whole.wholeProvince)
    #expect(try await summary(code.text).procedures?.procedures == 1)
  }
}
