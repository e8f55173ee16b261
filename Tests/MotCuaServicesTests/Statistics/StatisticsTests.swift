import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Figures over the contract")
struct StatisticsTests {
  typealias Ground = DossierHouse.Ground

  static func period(_ from: (Int, Int), _ to: (Int, Int)) -> Period {
    Period(
      from: DossierHouse.day(from.0, from.1).date,
      to: DossierHouse.day(to.0, to.1).date
    )
  }

  /// Two online dossiers of the department on 6 August, one accepted; one on paper by the district
  /// on 7 August; one refused at the desk.
  static func fill(_ house: DossierHouse) async throws {
    var paid = Requests.submit()
    paid.fees = [Requests.online("T-1")]
    paid.requestId = Requests.id(1)
    let first = try await house.dossiers.submitDossier(paid, options: house.by(.portal))
    _ = try await house.dossiers.submitDossier(Requests.submit(), options: house.by(.applicant))
    house.set(8, 6, 10)
    _ = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: first.code),
      options: house.by(.desk)
    )
    house.set(8, 7, 9)
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(at: DossierProvince.district),
      options: house.by(.centreDesk)
    )
    _ = try await house.dossiers.refuseDossierAtDesk(
      RefuseDossierAtDeskRequest(
        procedureCode: DossierProvince.license,
        agencyCode: DossierProvince.district,
        channel: .direct,
        applicant: Requests.applicant(),
        reason: "Thiếu"
      ),
      options: house.by(.centreDesk)
    )
  }

  private func summary(
    _ house: DossierHouse,
    _ period: Period,
    scope: StatisticsScope? = nil,
    by person: Person = .supervisor
  ) async throws -> MotCuaAPI.StatisticsSummary {
    let response = try await house.statistics.getSummary(
      GetSummaryRequest(period: period, scope: scope),
      options: house.by(person)
    )
    return try #require(response.current)
  }

  @Test(
    "A summary counts by the instant of reception and names denominators",
    arguments: Ground.allCases
  )
  func counts(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await Self.fill(house)
    house.set(8, 8, 8)
    let figures = try await summary(house, Self.period((8, 6), (8, 7)))
    let dossiers = try #require(figures.dossiers)
    #expect(dossiers.submitted == 4)
    #expect(dossiers.received == 2)
    #expect(dossiers.receivedOnline == 1)
    #expect(dossiers.receivedDirect == 1)
    #expect(dossiers.receivedLevel34 == 2)
    #expect(dossiers.receivedLevel34Online == 1)
    #expect(dossiers.onlineByApplicant == 1)
    #expect(dossiers.refused == 1)
    #expect(dossiers.waiting == 1)
    #expect(dossiers.pending == 2)
    #expect(dossiers.feeBearing == 1)
    #expect(dossiers.feeOnlineAmountVnd == 50_000)
    #expect(
      figures.dossierRates?.onlineOfLevel34
        == MotCuaAPI.Rate(numerator: 1, denominator: 2, denominatorName: "received_level34")
    )
    #expect(
      figures.dossierRates?.returnedByPost
        == MotCuaAPI.Rate(numerator: 0, denominator: 0, denominatorName: "returned")
    )
    #expect(figures.asOf == Instant(ict: DossierHouse.day(8, 8), minute: 0).adding(-1).timestamp)
    #expect(figures.knownAt == 5)
    #expect(figures.levels.map(\.level) == [.province, .district, .commune])
    #expect(figures.levels.map(\.dossiers?.received) == [1, 1, 0])
  }

  @Test("What is carried over and received is resolved or pending", arguments: Ground.allCases)
  func balance(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await Self.fill(house)
    house.set(8, 20, 8)
    for (from, to) in [((8, 1), (8, 5)), ((8, 6), (8, 6)), ((8, 7), (8, 14)), ((8, 15), (8, 20))] {
      let counts = try #require(try await summary(house, Self.period(from, to)).dossiers)
      #expect(counts.carriedOver + counts.received == counts.resolved + counts.pending)
      #expect(counts.pendingInTime + counts.pendingOverdue == counts.pending)
    }
  }

  @Test(
    "A dossier is late at the end of the day after its due day, in the past too",
    arguments: Ground.allCases
  )
  func overdue(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await Self.fill(house)
    // Due on Thursday the 13th and Friday the 14th.
    house.set(8, 20, 8)
    func late(_ day: Int) async throws -> Int64? {
      try await summary(house, Self.period((8, 1), (8, day))).dossiers?.pendingOverdue
    }
    #expect(try await late(13) == 0)
    #expect(try await late(14) == 1)
    #expect(try await late(15) == 2)
    #expect(try await late(25) == 2)
  }

  @Test(
    "A limit in hours is late from its instant, not from the end of its day",
    arguments: Ground.allCases
  )
  func hours(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    house.set(8, 6, 10)
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(DossierProvince.hours),
      options: house.by(.desk)
    )
    let period = Self.period((8, 6), (8, 10))
    // Eight working hours from 10:00 on Thursday: 10:00 on Friday.
    house.set(8, 7, 9, 59)
    let before = try await summary(house, period)
    #expect(before.dossiers?.pendingOverdue == 0)
    #expect(before.asOf == Instant(ict: DossierHouse.day(8, 7), minute: 599).timestamp)
    let ranked = try await house.statistics.rankAgencies(
      RankAgenciesRequest(period: period, measure: .overdueOfPending),
      options: house.by(.supervisor)
    )
    #expect(ranked.ranks.map(\.rate?.numerator) == [0])
    house.set(8, 7, 10)
    #expect(try await summary(house, period).dossiers?.pendingOverdue == 1)
  }

  @Test("A period to come counts what stands now")
  func future() async throws {
    let house = try await DossierHouse(.memory)
    try await Self.fill(house)
    let counts = try #require(
      try await summary(house, Self.period((9, 1), (9, 30))).dossiers
    )
    #expect(counts.carriedOver == 2)
    #expect(counts.received == 0)
    #expect(counts.pending == 2)
    #expect(counts.pendingOverdue == 0)
  }

  @Test(
    "A caller's numbers cover his scope; a question beyond it is refused",
    arguments: Ground.allCases
  )
  func scope(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await Self.fill(house)
    let period = Self.period((8, 1), (8, 31))
    let own = try await summary(house, period, by: .districtDesk)
    #expect(own.dossiers?.received == 1)
    #expect(own.levels.map(\.level) == [.district, .commune])
    #expect(own.procedures?.procedures == 1)
    let foreign = try await refusal {
      try await summary(
        house,
        period,
        scope: StatisticsScope(agencyCode: DossierProvince.department),
        by: .districtDesk
      )
    }
    #expect(foreign == Refusal(.permissionDenied, .outOfScope))
    let unknown = try await refusal {
      try await summary(house, period, scope: StatisticsScope(agencyCode: "000.00.77.H10"))
    }
    #expect(unknown == Refusal(.failedPrecondition, .agencyNotFound))
    let level = try await summary(house, period, scope: StatisticsScope(level: .province))
    #expect(level.dossiers?.received == 1)
    let below = StatisticsScope(agencyCode: DossierProvince.district, includeSubordinates: true)
    #expect(try await summary(house, period, scope: below).levels.count == 2)
    let applicant = try await refusal { try await summary(house, period, by: .applicant) }
    #expect(applicant == Refusal(.permissionDenied, .principalNotAllowed))
  }

  @Test("A procedure counts by its highest level within the scope")
  func procedures() async throws {
    let house = try await DossierHouse(.memory)
    let period = Self.period((8, 1), (8, 31))
    let all = try #require(try await summary(house, period).procedures)
    // The draft does not count; the licence is at level 4 in the department.
    #expect(all.procedures == 5)
    #expect(all.proceduresLevel4 == 1)
    #expect(all.proceduresLevel3 == 3)
    #expect(all.proceduresLevel34 == 4)
    let district = try #require(
      try await summary(
        house,
        period,
        scope: StatisticsScope(agencyCode: DossierProvince.district)
      ).procedures
    )
    #expect(district.proceduresLevel3 == 1)
    #expect(district.proceduresLevel4 == 0)
  }

  @Test("What the catalogue counts is new with each of its changes")
  func catalogue() async throws {
    let house = try await DossierHouse(.memory)
    let period = Self.period((8, 1), (8, 31))
    for _ in 0..<2 { #expect(try await summary(house, period).procedures?.procedures == 5) }
    let code = try #require(ProcedureCode("1.000009"))
    var content = ProcedureContent(name: "Cấp giấy mới", state: .published)
    content.channels = [ProcedureChannelRecord(channel: .online)]
    let envelope = MutationEnvelope(principalID: 0, method: "test", now: house.clock.now())
    let drafts = [ProcedureDraft(code: code, content: content)]
    _ = try await house.store.perform(ImportProcedures(drafts: drafts), as: envelope) { _ in [] }
    #expect(try await summary(house, period).procedures?.procedures == 5)
    for (level, higher) in [(MotCuaDomain.ServiceLevel.level3, 1), (.level4, 2)] {
      let offering = OfferingRecord(
        procedure: code,
        agency: try #require(AgencyCode(DossierProvince.department)),
        levels: [OfferingLevelRecord(level: .legacy(level))],
        receivesOnline: true
      )
      _ = try await house.store.perform(ImportOfferings(offerings: [offering]), as: envelope) {
        _ in []
      }
      let counts = try #require(try await summary(house, period).procedures)
      #expect(counts.procedures == 6)
      #expect(counts.proceduresLevel4 == Int64(higher))
    }
  }

  @Test("Periods that end before they begin or are too long are refused")
  func periods() async throws {
    let house = try await DossierHouse(.memory)
    let backwards = try await refusal { try await summary(house, Self.period((8, 2), (8, 1))) }
    #expect(backwards?.fields == ["period.to"])
    let long = Period(
      from: CivilDate.newYear(2010).date,
      to: CivilDate.newYear(2010).addingDays(3660).date
    )
    #expect(try await refusal { try await summary(house, long) }?.fields == ["period.to"])
    let daily = Period(
      from: CivilDate.newYear(2020).date,
      to: CivilDate.newYear(2020).addingDays(1100).date
    )
    let days = try await refusal {
      try await house.statistics.queryDaily(
        QueryDailyRequest(period: daily),
        options: house.by(.supervisor)
      )
    }
    #expect(days?.fields == ["period.to"])
    let absent = try await refusal {
      try await house.statistics.getSummary(GetSummaryRequest(), options: house.by(.supervisor))
    }
    #expect(absent?.fields == ["period"])
  }

  @Test("Days are all there; what is to come is zero", arguments: Ground.allCases)
  func daily(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await Self.fill(house)
    let response = try await house.statistics.queryDaily(
      QueryDailyRequest(period: Self.period((8, 5), (8, 9))),
      options: house.by(.supervisor)
    )
    let days = response.days.compactMap(\.dossiers)
    #expect(response.days.map(\.date?.day) == [5, 6, 7, 8, 9])
    #expect(days.map(\.received) == [0, 1, 1, 0, 0])
    #expect(days.map(\.carriedOver) == [0, 0, 1, 0, 0])
    #expect(days.map(\.pending) == [0, 1, 2, 0, 0])
    #expect(days.map(\.waiting) == [0, 1, 1, 0, 0])
    #expect(days.map(\.submitted) == [0, 2, 2, 0, 0])
  }
}

extension Instant {
  fileprivate func adding(_ milliseconds: Int64) -> Instant { self + milliseconds }
}
