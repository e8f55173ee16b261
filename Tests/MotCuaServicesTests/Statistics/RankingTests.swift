import MotCuaAPI
import MotCuaDomain
import RPCCore
import Testing

@Suite("Rankings of agencies")
struct RankingTests {
  typealias Ground = DossierHouse.Ground

  /// Department: 1 of 2 online; district: 2 of 4; commune: 0 of 1.
  private func fill(_ house: DossierHouse) async throws {
    let plan: [(agency: String, desk: Person, online: Int, paper: Int)] = [
      (DossierProvince.department, .desk, 1, 1),
      (DossierProvince.district, .districtDesk, 2, 2),
      (DossierProvince.commune, .communeDesk, 0, 1),
    ]
    for (agency, desk, online, paper) in plan {
      for _ in 0..<online {
        let born = try await house.dossiers.submitDossier(
          Requests.submit(at: agency),
          options: house.by(.applicant)
        )
        _ = try await house.dossiers.acceptDossier(
          AcceptDossierRequest(code: born.code),
          options: house.by(desk)
        )
      }
      for _ in 0..<paper {
        _ = try await house.dossiers.receiveDossier(
          Requests.receive(at: agency),
          options: house.by(desk)
        )
      }
    }
  }

  private func request(
    _ change: (inout RankAgenciesRequest) -> Void = { _ in }
  ) -> RankAgenciesRequest {
    var request = RankAgenciesRequest(
      period: StatisticsTests.period((8, 1), (8, 31)),
      measure: .online
    )
    change(&request)
    return request
  }

  private func ranked(
    _ house: DossierHouse,
    _ request: RankAgenciesRequest,
    by person: Person = .supervisor
  ) async throws -> [String] {
    try await house.statistics.rankAgencies(request, options: house.by(person)).ranks
      .map { "\($0.rank) \($0.agencyCode)" }
  }

  @Test("Equal rates share a place, the larger denominator first", arguments: Ground.allCases)
  func order(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await fill(house)
    let district = DossierProvince.district
    let department = DossierProvince.department
    let commune = DossierProvince.commune
    #expect(
      try await ranked(house, request())
        == ["1 \(district)", "1 \(department)", "3 \(commune)"]
    )
    #expect(
      try await ranked(house, request { $0.ascending = true })
        == ["1 \(commune)", "2 \(district)", "2 \(department)"]
    )
    #expect(try await ranked(house, request { $0.minDenominator = 3 }) == ["1 \(district)"])
    #expect(try await ranked(house, request { $0.belowBasisPoints = 5000 }) == ["1 \(commune)"])
    #expect(try await ranked(house, request { $0.belowBasisPoints = 5001 }).count == 3)
    #expect(try await ranked(house, request { $0.level = .district }) == ["1 \(district)"])
    // The commune's service is at level 2, so the measure does not apply to it.
    #expect(try await ranked(house, request { $0.measure = .onlineOfLevel34 }).count == 2)
    #expect(try await ranked(house, request { $0.measure = .onTime }) == [])
  }

  @Test("Pages keep the places of the whole ranking", arguments: Ground.allCases)
  func pages(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await fill(house)
    var ask = request { $0.pageSize = 1 }
    var seen: [String] = []
    repeat {
      let page = try await house.statistics.rankAgencies(ask, options: house.by(.supervisor))
      seen += page.ranks.map { "\($0.rank) \($0.agencyCode)" }
      ask.pageToken = page.nextPageToken
    } while !ask.pageToken.isEmpty
    #expect(seen == (try await ranked(house, request())))
    #expect(seen.count == 3)
    let first = try await house.statistics.rankAgencies(ask, options: house.by(.supervisor))
    var foreign = request { $0.measure = .onTime }
    foreign.pageToken = first.nextPageToken
    let refused = try await refusal { try await ranked(house, foreign) }
    #expect(refused == Refusal(.invalidArgument, .pageTokenMismatch))
  }

  @Test("Counts rank too, with those who have none of them", arguments: Ground.allCases)
  func counts(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await fill(house)
    let district = DossierProvince.district
    let department = DossierProvince.department
    let commune = DossierProvince.commune
    #expect(
      try await ranked(house, request { $0.measure = .received })
        == ["1 \(district)", "2 \(department)", "3 \(commune)"]
    )
    let online = request {
      $0.measure = .receivedOnline
      $0.ascending = true
    }
    #expect(
      try await ranked(house, online) == ["1 \(commune)", "2 \(department)", "3 \(district)"]
    )
    let answer = try await house.statistics.rankAgencies(online, options: house.by(.supervisor))
    #expect(answer.ranks.map(\.count) == [0, 1, 2])
    #expect(answer.ranks.allSatisfy { $0.rate == nil })
    #expect(
      try await ranked(house, request { ($0.measure, $0.minDenominator) = (.received, 2) })
        == ["1 \(district)", "2 \(department)"]
    )
    // All that stand in the same place share it, in the order of their codes.
    #expect(
      try await ranked(house, request { $0.measure = .refused })
        == [department, commune, district].sorted().map { "1 \($0)" }
    )
    let refused = try await refusal {
      try await ranked(house, request { ($0.measure, $0.belowBasisPoints) = (.pending, 5000) })
    }
    #expect(refused?.fields == ["below_basis_points"])
  }

  @Test("Every count of a summary ranks as a query by agency has it", arguments: Ground.allCases)
  func figures(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await fill(house)
    try await StatisticsTests.fill(house)
    let ended = try await house.returned()
    _ = try await house.dossiers.rateDossier(
      RateDossierRequest(code: ended.code, score: 4),
      options: house.by(.applicant)
    )
    let rows = try await house.statistics.queryStatistics(
      QueryStatisticsRequest(period: request().period, groupBy: .agency),
      options: house.by(.supervisor)
    ).rows
    let counts: [(name: String, value: (DossierCounts) -> Int64)] = [
      ("received_direct", \.receivedDirect), ("fee_amount_vnd", \.feeAmountVnd),
      ("rating_sum", \.ratingSum), ("received", \.received),
      ("resolved_and_pending", { $0.resolved + $0.pending }),
    ]
    for (name, value) in counts {
      let answer = try await house.statistics.rankAgencies(
        request { ($0.measure, $0.figure) = (.unspecified, name) },
        options: house.by(.supervisor)
      )
      let told = rows.map { ($0.key, $0.dossiers.map(value) ?? 0) }
        .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      #expect(answer.ranks.map(\.agencyCode) == told.map(\.0), "\(name)")
      #expect(answer.ranks.map(\.count) == told.map(\.1), "\(name)")
      #expect(answer.ranks.contains { $0.count > 0 }, "\(name)")
    }
  }

  @Test("A ranking goes by one measure or one figure")
  func oneOrder() async throws {
    let house = try await DossierHouse(.memory)
    func refused(_ change: (inout RankAgenciesRequest) -> Void) async throws -> [String]? {
      try await refusal { try await ranked(house, request(change)) }?.fields
    }
    #expect(try await refused { $0.figure = "received" } == ["figure"])
    for name in ["speed", "dissatisfied"] {
      let wrong = try await refused { ($0.measure, $0.figure) = (.unspecified, name) }
      #expect(wrong == ["figure"], "\(name)")
    }
    let below = try await refused {
      ($0.measure, $0.figure, $0.belowBasisPoints) = (.unspecified, "received", 5_000)
    }
    #expect(below == ["below_basis_points"])
  }

  @Test("A ranking covers the caller's scope, and needs a measure")
  func scope() async throws {
    let house = try await DossierHouse(.memory)
    try await fill(house)
    #expect(
      try await ranked(house, request(), by: .districtDesk)
        == ["1 \(DossierProvince.district)", "2 \(DossierProvince.commune)"]
    )
    let refused = try await refusal {
      try await ranked(house, request { $0.measure = .unspecified })
    }
    #expect(refused?.fields == ["measure"])
  }
}
