import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("The numbers on a head's card have their dossiers")
struct HeadFigureTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 31))
  private static let head = "CB-5"

  private static func setHead(
    _ house: DossierHouse,
    of agency: String,
    _ officer: String
  ) async throws {
    _ = try await house.agencies.updateAgency(
      UpdateAgencyRequest(
        agency: Agency(code: agency, headOfficerCode: officer),
        updateMask: .init(paths: ["head_officer_code"])
      ),
      options: house.by(.administrator)
    )
  }

  private static func receive(
    _ house: DossierHouse,
    at agency: String,
    by person: Person
  ) async throws {
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(at: agency),
      options: house.by(person)
    )
  }

  /// A head of two agencies, of the district only until the 11th: three dossiers are of his days, one
  /// of them completed and rated, one more refused.
  private static func fill(_ house: DossierHouse) async throws {
    house.set(8, 3, 8)
    try await setHead(house, of: DossierProvince.department, head)
    try await setHead(house, of: DossierProvince.district, head)
    try await StatisticsTests.fill(house)
    let ended = try await house.returned()
    _ = try await house.dossiers.rateDossier(
      RateDossierRequest(code: ended.code, score: 4),
      options: house.by(.applicant)
    )
    house.set(8, 12, 8)
    try await setHead(house, of: DossierProvince.district, "CB-6")
    try await receive(house, at: DossierProvince.district, by: .centreDesk)
    _ = try await house.agencies.updateAgency(
      UpdateAgencyRequest(
        agency: Agency(code: DossierProvince.department, name: "Sở có tên mới"),
        updateMask: .init(paths: ["name"])
      ),
      options: house.by(.administrator)
    )
    house.set(8, 20, 9)
    try await receive(house, at: DossierProvince.department, by: .desk)
  }

  private static func counts(_ card: Scorecard) -> [(name: String, value: Int64)] {
    [
      ("received", card.received), ("received_online", card.receivedOnline),
      ("online_by_applicant", card.onlineByApplicant), ("online_assisted", card.onlineAssisted),
      ("online_by_officer", card.onlineByOfficer), ("received_level34", card.receivedLevel34),
      ("received_level34_online", card.receivedLevel34Online), ("resolved", card.resolved),
      ("resolved_late", card.resolvedLate), ("supplement_requested", card.supplementRequested),
      ("refused", card.refused), ("rated", card.rated),
    ]
  }

  @Test("Every count has as many dossiers, listed and explained", arguments: Ground.allCases)
  func drillDown(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await Self.fill(house)
    house.set(8, 31, 12)
    let options = house.by(.supervisor)
    let card = try await house.statistics.getScorecard(
      GetScorecardRequest(period: Self.august, headCode: Self.head),
      options: options
    )
    #expect(card.agencyCodes == [DossierProvince.department, DossierProvince.district].sorted())
    // Two of the department, the one that was returned, and the district's of the 7th; not that of
    // the 12th.
    #expect(card.received == 4 && card.resolved == 1 && card.rated == 1 && card.refused == 1)
    for (name, value) in Self.counts(card) {
      let filter = FigureFilter(figure: name, period: Self.august, headCode: Self.head)
      var listed: [String] = []
      var request = ListDossiersRequest(pageSize: 2, figure: filter)
      repeat {
        let page = try await house.dossiers.listDossiers(request, options: options)
        #expect(page.total == value, "\(name)")
        listed += page.dossiers.map(\.code)
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty
      #expect(Int64(listed.count) == value, "\(name)")
      #expect(Set(listed).count == listed.count, "\(name)")
      let told = try await house.statistics.explainFigure(
        ExplainFigureRequest(figure: filter),
        options: options
      )
      #expect(told.value == value && told.figure?.headCode == Self.head, "\(name)")
    }
    let received = try await house.statistics.explainFigure(
      ExplainFigureRequest(
        figure: FigureFilter(figure: "received", period: Self.august, headCode: Self.head)
      ),
      options: options
    )
    // What stands at an instant is nothing that days have.
    #expect(received.leavesOut.map(\.figure) == ["refused", "withdrawn_before_reception"])
    #expect(received.leavesOut.first?.value == 1)
  }

  @Test("The list stays after the agencies have gone to others", arguments: Ground.allCases)
  func pinned(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await Self.fill(house)
    house.set(8, 31, 12)
    let filter = FigureFilter(
      figure: "received",
      period: Self.august,
      asOf: house.clock.now().timestamp,
      knownAt: house.store.lastSequence,
      headCode: Self.head
    )
    func list() async throws -> [String] {
      try await house.dossiers.listDossiers(
        ListDossiersRequest(pageSize: 500, figure: filter),
        options: house.by(.supervisor)
      )
      .dossiers.map(\.code)
    }
    let before = try await list()
    house.set(9, 1, 9)
    try await Self.setHead(house, of: DossierProvince.department, "CB-4")
    try await Self.receive(house, at: DossierProvince.department, by: .desk)
    #expect(try await list() == before)
    #expect(before.count == 4)
  }

  @Test("What does not go with a head is refused with its field")
  func refusals() async throws {
    let house = try await DossierHouse(.memory)
    try await Self.fill(house)
    func refused(_ change: (inout FigureFilter) -> Void) async throws -> Refusal? {
      var filter = FigureFilter(figure: "received", period: Self.august, headCode: Self.head)
      change(&filter)
      return try await refusal {
        try await house.statistics.explainFigure(
          ExplainFigureRequest(figure: filter),
          options: house.by(.supervisor)
        )
      }
    }
    let wrong: [(field: String, refusal: Refusal?)] = [
      ("agency_code", try await refused { $0.agencyCode = DossierProvince.department }),
      ("level", try await refused { $0.level = .province }),
      ("officer_code", try await refused { $0.officerCode = "CB-4" }),
      ("structure", try await refused { $0.structure = .rolledUpToPresent }),
      ("head_code", try await refused { $0.figure = "pending" }),
    ]
    for (field, refusal) in wrong { #expect(refusal?.fields == ["figure.\(field)"]) }
    let form = try await refused { ($0.form, $0.figure) = (.ii06a, "refused") }
    #expect(form?.fields.contains("figure.form") == true)
    #expect(try await refused { $0.headCode = "CB-99" }?.reason == .notFound)
  }
}
