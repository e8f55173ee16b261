import MotCuaAPI
import MotCuaServices
import RPCCore
import Testing

@Suite("Targets over the contract")
struct TargetTests {
  typealias Ground = DossierHouse.Ground

  static func target(_ code: String = "BP-2020-ONLINE") -> Target {
    Target(
      code: code,
      title: "Hồ sơ trực tuyến mức độ 3, 4",
      metric: "online_of_level34",
      comparator: .atLeast,
      basisPoints: 6_000,
      from: Date(year: 2020, month: 8, day: 1),
      deadline: Date(year: 2020, month: 12, day: 31),
      legalBasis: "Kế hoạch 137/KH-UBND"
    )
  }

  private func progress(
    _ house: DossierHouse,
    _ code: String,
    asOf: Date? = nil,
    by person: Person = .supervisor
  ) async throws -> TargetProgress {
    let answer = try await house.statistics.getTargetProgress(
      GetTargetProgressRequest(code: code, asOf: asOf),
      options: house.by(person)
    )
    return try #require(answer.progress.first)
  }

  @Test("A target is set, changed under its etag, and measured", arguments: Ground.allCases)
  func life(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    house.set(8, 8, 8)
    let made = try await house.statistics.setTarget(
      SetTargetRequest(target: Self.target(), requestId: Requests.id(9)),
      options: house.by(.administrator)
    )
    #expect(made.etag == "1")
    #expect(!made.shipped)
    // One of two dossiers came online: 50 % of 60 %, so one more is needed.
    let missed = try await progress(house, "BP-2020-ONLINE")
    #expect(
      missed.rate == Rate(numerator: 1, denominator: 2, denominatorName: "received_level34")
    )
    #expect(missed.state == .missed)
    #expect(missed.distance == 1)
    var softer = Self.target()
    softer.basisPoints = 5_000
    let refused = try await refusal {
      try await house.statistics.setTarget(
        SetTargetRequest(target: softer, etag: "7"),
        options: house.by(.administrator)
      )
    }
    #expect(refused?.reason == .etagMismatch)
    let changed = try await house.statistics.setTarget(
      SetTargetRequest(target: softer, etag: "1"),
      options: house.by(.administrator)
    )
    #expect(changed.etag == "2")
    let met = try await progress(house, "BP-2020-ONLINE")
    #expect(met.state == .met)
    #expect(met.distance == 0)
    // Before anything came in there is nothing to divide by, which is not a miss.
    let early = try await progress(
      house,
      "BP-2020-ONLINE",
      asOf: Date(year: 2020, month: 8, day: 2)
    )
    #expect(early.state == .notApplicable)
  }

  @Test(
    "A repeat answers as the first did, and a dry run keeps nothing",
    arguments: Ground.allCases
  )
  func once(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let dry = try await house.statistics.setTarget(
      SetTargetRequest(target: Self.target(), validateOnly: true),
      options: house.by(.administrator)
    )
    #expect(dry.etag == "1")
    let request = SetTargetRequest(target: Self.target(), requestId: Requests.id(1))
    let first = try await house.statistics.setTarget(request, options: house.by(.administrator))
    let again = try await house.statistics.setTarget(request, options: house.by(.administrator))
    #expect(first == again)
    #expect(again.etag == "1")
  }

  @Test("What Resolution 17/NQ-CP asks for ships, and is not changed", arguments: Ground.allCases)
  func shipped(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let list = try await house.statistics.listTargets(
      ListTargetsRequest(),
      options: house.by(.desk)
    )
    #expect(list.targets.count == 7)
    #expect(list.targets.allSatisfy { $0.shipped && $0.legalBasis.contains("17/NQ-CP") })
    #expect(list.targets.map(\.code) == list.targets.map(\.code).sorted())
    let fields = try await refusal {
      try await house.statistics.setTarget(
        SetTargetRequest(target: Self.target("NQ17-2020-LEVEL-4")),
        options: house.by(.administrator)
      )
    }
    #expect(fields?.fields == ["target.code"])
  }

  @Test(
    "A reported figure is held against its target, with who reported it",
    arguments: Ground.allCases
  )
  func reported(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let code = "NQ17-2020-PORTALS-MOBILE"
    #expect(try await progress(house, code).state == .notApplicable)
    _ = try await house.statistics.recordIndicator(
      RecordIndicatorRequest(
        indicator: IndicatorTests.indicator(.portalsMobile, value: 12, total: 30)
      ),
      options: house.by(.supervisor)
    )
    let missed = try await progress(house, code)
    #expect(missed.state == .missed)
    #expect(missed.distance == 3)
    #expect(missed.source.contains("Báo cáo 55"))
  }

  @Test(
    "Supplements and satisfaction have targets, which a card is held against",
    arguments: Ground.allCases
  )
  func ofCards(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let ended = try await house.returned()
    _ = try await house.dossiers.rateDossier(
      RateDossierRequest(code: ended.code, score: 4),
      options: house.by(.applicant)
    )
    _ = try await house.received()
    for (metric, comparator) in [
      ("satisfaction", TargetComparator.atLeast), ("supplement", .atMost),
    ] {
      var target = Self.target(metric.uppercased())
      target.metric = metric
      target.comparator = comparator
      target.basisPoints = 9_000
      _ = try await house.statistics.setTarget(
        SetTargetRequest(target: target),
        options: house.by(.administrator)
      )
    }
    house.set(8, 31, 12)
    let satisfaction = try await progress(house, "SATISFACTION")
    #expect(
      satisfaction.rate == Rate(numerator: 4, denominator: 5, denominatorName: "rating_max")
    )
    #expect(satisfaction.state == .missed && satisfaction.distance == 1)
    let supplement = try await progress(house, "SUPPLEMENT")
    #expect(supplement.rate == Rate(numerator: 0, denominator: 2, denominatorName: "received"))
    #expect(supplement.state == .met)
    let card = try await house.statistics.getScorecard(
      GetScorecardRequest(
        period: StatisticsTests.period((8, 1), (8, 31)),
        agencyCode: DossierProvince.department
      ),
      options: house.by(.supervisor)
    )
    for (code, progress) in [("SATISFACTION", satisfaction), ("SUPPLEMENT", supplement)] {
      let line = try #require(card.lines.first { $0.targetCode == code })
      #expect(line.rate == progress.rate && line.state == progress.state)
    }
  }

  @Test("Everything that is wrong with a target is told at once", arguments: Ground.allCases)
  func wrong(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var target = Self.target()
    target.metric = "speed"
    target.deadline = Date(year: 2020, month: 7, day: 31)
    let fields = try await refusal {
      try await house.statistics.setTarget(
        SetTargetRequest(target: target),
        options: house.by(.administrator)
      )
    }
    #expect(fields?.fields.sorted() == ["target.deadline", "target.metric"])
    target = Self.target()
    target.agencyCode = "000.00.98.H10"
    let nowhere = try await refusal {
      try await house.statistics.setTarget(
        SetTargetRequest(target: target),
        options: house.by(.administrator)
      )
    }
    #expect(nowhere?.reason == .agencyNotFound)
    let unknown = try await refusal {
      try await house.statistics.getTargetProgress(
        GetTargetProgressRequest(code: "NO-SUCH"),
        options: house.by(.supervisor)
      )
    }
    #expect(unknown?.reason == .notFound)
    let desk = try await refusal {
      try await house.statistics.setTarget(
        SetTargetRequest(target: Self.target()),
        options: house.by(.desk)
      )
    }
    #expect(desk?.reason == .principalNotAllowed)
  }

  @Test("Pages hold together with what ships", arguments: Ground.allCases)
  func pages(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    for code in ["A-1", "Z-1"] {
      _ = try await house.statistics.setTarget(
        SetTargetRequest(target: Self.target(code)),
        options: house.by(.administrator)
      )
    }
    var token = ""
    var codes: [String] = []
    repeat {
      let page = try await house.statistics.listTargets(
        ListTargetsRequest(pageSize: 4, pageToken: token),
        options: house.by(.supervisor)
      )
      codes += page.targets.map(\.code)
      token = page.nextPageToken
    } while !token.isEmpty
    #expect(codes.count == 9)
    #expect(codes == codes.sorted())
  }
}
