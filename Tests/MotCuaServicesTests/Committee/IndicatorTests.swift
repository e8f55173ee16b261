import MotCuaAPI
import MotCuaServices
import RPCCore
import Testing

@Suite("Reported figures over the contract")
struct IndicatorTests {
  typealias Ground = DossierHouse.Ground

  static func indicator(
    _ kind: IndicatorKind,
    value: Int64,
    total: Int64 = 0,
    agency: String = DossierProvince.root,
    days: (Int32, Int32) = (1, 31)
  ) -> Indicator {
    Indicator(
      kind: kind,
      agencyCode: agency,
      period: Period(
        from: Date(year: 2020, month: 7, day: days.0),
        to: Date(year: 2020, month: 7, day: days.1)
      ),
      value: value,
      total: total,
      unit: "đợt",
      source: "Báo cáo 55/BC-STTTT",
      reportedOn: Date(year: 2020, month: 8, day: 3)
    )
  }

  private func record(
    _ house: DossierHouse,
    _ indicator: Indicator,
    etag: String = "",
    by person: Person = .supervisor
  ) async throws -> Indicator {
    try await house.statistics.recordIndicator(
      RecordIndicatorRequest(indicator: indicator, etag: etag),
      options: house.by(person)
    )
  }

  @Test(
    "The article's 3 trainings, 4 agencies and 7 districts are told again",
    arguments: Ground.allCases
  )
  func article(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let told: [(IndicatorKind, Int64)] = [
      (.trainings, 3), (.trainedProvincialAgencies, 4), (.trainedDistricts, 7),
    ]
    for (kind, value) in told {
      _ = try await record(house, Self.indicator(kind, value: value))
    }
    let list = try await house.statistics.listIndicators(
      ListIndicatorsRequest(),
      options: house.by(.administrator)
    )
    #expect(Set(list.indicators.map(\.kind)) == Set(told.map(\.0)))
    for (kind, value) in told {
      #expect(list.indicators.first { $0.kind == kind }?.value == value)
    }
    #expect(list.indicators.allSatisfy { $0.principalId != 0 && $0.recordTime != nil })
  }

  @Test("A correction keeps the earlier entry", arguments: Ground.allCases)
  func correction(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let first = try await record(house, Self.indicator(.trainings, value: 2))
    #expect(first.etag == "1")
    let second = try await record(house, Self.indicator(.trainings, value: 3), etag: "1")
    #expect(second.etag == "2")
    let stale = try await refusal {
      try await record(house, Self.indicator(.trainings, value: 4), etag: "1")
    }
    #expect(stale?.reason == .etagMismatch)
    func values(_ includeSuperseded: Bool, _ pageSize: Int32 = 0) async throws -> [[Int64]] {
      var pages: [[Int64]] = []
      var token = ""
      repeat {
        let page = try await house.statistics.listIndicators(
          ListIndicatorsRequest(
            includeSuperseded: includeSuperseded,
            pageSize: pageSize,
            pageToken: token
          ),
          options: house.by(.supervisor)
        )
        pages.append(page.indicators.flatMap { [$0.value, $0.superseded ? 1 : 0] })
        token = page.nextPageToken
      } while !token.isEmpty
      return pages
    }
    #expect(try await values(false) == [[3, 0]])
    #expect(try await values(true) == [[3, 0, 2, 1]])
    #expect(try await values(true, 1) == [[3, 0], [2, 1]])
  }

  @Test("Kind, agency and days choose", arguments: Ground.allCases)
  func filters(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await record(house, Self.indicator(.screens, value: 1, days: (1, 15)))
    _ = try await record(house, Self.indicator(.screens, value: 2, days: (16, 31)))
    _ = try await record(
      house,
      Self.indicator(.scanners, value: 3, agency: DossierProvince.district)
    )
    func values(_ request: ListIndicatorsRequest, _ person: Person) async throws -> [Int64] {
      try await house.statistics.listIndicators(request, options: house.by(person)).indicators
        .map(\.value)
    }
    #expect(try await values(ListIndicatorsRequest(kind: .screens), .supervisor) == [1, 2])
    #expect(
      try await values(ListIndicatorsRequest(agencyCode: DossierProvince.district), .supervisor)
        == [3]
    )
    let late = Period(
      from: Date(year: 2020, month: 7, day: 16),
      to: Date(year: 2020, month: 7, day: 20)
    )
    #expect(
      try await values(ListIndicatorsRequest(kind: .screens, period: late), .supervisor) == [2]
    )
    #expect(try await values(ListIndicatorsRequest(), .districtDesk) == [3])
  }

  @Test("An officer reports for his own agency alone", arguments: Ground.allCases)
  func scope(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let own = Self.indicator(.volunteers, value: 5, agency: DossierProvince.district)
    #expect(try await record(house, own, by: .districtDesk).value == 5)
    let other = try await refusal {
      try await record(house, Self.indicator(.volunteers, value: 5), by: .districtDesk)
    }
    #expect(other?.reason == .outOfScope)
    var more = own
    more.value = 9
    more.total = 8
    let fields = try await refusal { try await record(house, more, by: .districtDesk) }
    #expect(fields?.fields == ["indicator.value"])
  }
}
