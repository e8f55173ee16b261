import MotCuaDomain
import MotCuaStore
import Testing

@Suite("What every store keeps for the steering committee")
struct CommitteeContractTests {
  private static func entry(
    _ code: String,
    _ paper: CommitteePaper = .directive,
    agency: AgencyCode? = House.department,
    day: String = "2020-08-06",
    content: [UInt8] = [1]
  ) -> CommitteeEntry {
    CommitteeEntry(
      paper: paper,
      code: code,
      agency: agency,
      day: CivilDate(day) ?? CivilDate(daysSinceEpoch: 0),
      content: content
    )
  }

  private static func codes(
    _ house: House,
    _ query: CommitteeQuery,
    after key: CommitteeKey? = nil,
    limit: Int = 100
  ) async throws -> [String] {
    try await house.store.committeeEntries(query, after: key, limit: limit)
      .map { "\($0.code):\($0.revision)" }
  }

  @Test("A version is added, and the earlier one is kept", arguments: Adapter.allCases)
  func versions(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let first = try await house.perform(RecordCommitteeEntry(entry: Self.entry("A")))
    #expect(first.revision == 1)
    #expect(first.principalID == 1)
    #expect(first.recordedAt == House.at("2020-08-06 09:15"))
    let second = try await house.perform(
      RecordCommitteeEntry(entry: Self.entry("A", content: [2]), etag: 1),
      at: House.at("2020-08-07 10:00")
    )
    #expect(second.revision == 2)
    #expect(try await house.store.committeeEntry(.directive, "A", on: .pool) == second)
    #expect(try await house.store.committeeEntry(.directive, "B", on: .pool) == nil)
    #expect(try await house.store.committeeEntry(.target, "A", on: .pool) == nil)
    let all = try await house.store.committeeEntries(
      CommitteeQuery(paper: .directive, includesSuperseded: true),
      after: nil,
      limit: 10
    )
    #expect(all == [second, first])
    #expect(try await Self.codes(house, CommitteeQuery(paper: .directive)) == ["A:2"])
  }

  @Test("What was seen is old, taken or nowhere", arguments: Adapter.allCases)
  func refusals(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    try await house.perform(RecordCommitteeEntry(entry: Self.entry("A")))
    await #expect(throws: StoreError.etagMismatch(current: 1)) {
      try await house.perform(RecordCommitteeEntry(entry: Self.entry("A"), etag: 2))
    }
    await #expect(throws: StoreError.alreadyExists(.committee(.directive, "A"))) {
      try await house.perform(RecordCommitteeEntry(entry: Self.entry("A"), isNew: true))
    }
    let nowhere = House.code("000.00.77.H10")
    await #expect(throws: StoreError.precondition(.agencyNotFound(nowhere))) {
      try await house.perform(RecordCommitteeEntry(entry: Self.entry("B", agency: nowhere)))
    }
    try await house.perform(RecordCommitteeEntry(entry: Self.entry("C")), validateOnly: true)
    #expect(try await Self.codes(house, CommitteeQuery(paper: .directive)) == ["A:1"])
  }

  @Test(
    "A list goes by code, by days and by agency, and what is the province's is everybody's",
    arguments: Adapter.allCases
  )
  func lists(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    for entry in [
      Self.entry("B", day: "2020-08-01"), Self.entry("A", agency: House.commune),
      Self.entry("C", agency: nil, day: "2020-08-31"), Self.entry("Z", .target),
    ] {
      try await house.perform(RecordCommitteeEntry(entry: entry))
    }
    try await house.perform(RecordCommitteeEntry(entry: Self.entry("B", day: "2020-08-02")))
    var query = CommitteeQuery(paper: .directive)
    #expect(try await Self.codes(house, query) == ["A:1", "B:2", "C:1"])
    query.agencies = [House.department]
    #expect(try await Self.codes(house, query) == ["B:2", "C:1"])
    query.agencies = []
    #expect(try await Self.codes(house, query) == ["C:1"])
    query.agencies = nil
    query.from = CivilDate("2020-08-02")
    query.to = CivilDate("2020-08-06")
    #expect(try await Self.codes(house, query) == ["A:1", "B:2"])
    query.includesSuperseded = true
    query.from = nil
    #expect(try await Self.codes(house, query) == ["A:1", "B:2", "B:1"])
    let second = CommitteeKey(code: "B", revision: 2)
    #expect(try await Self.codes(house, query, after: second) == ["B:1"])
    #expect(try await Self.codes(house, query, limit: 2) == ["A:1", "B:2"])
  }

  @Test("An officer's work is what his steps say", arguments: Adapter.allCases)
  func officerWork(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let onTime = try await house.started()
    try await house.perform(
      CompleteDossier(
        target: house.target(onTime),
        results: [DossierResultRecord(name: "Giấy", isElectronic: true)]
      ),
      at: House.at("2020-08-10 10:00")
    )
    let late = try await house.started()
    try await house.perform(
      CompleteDossier(target: house.target(late), results: [DossierResultRecord(name: "Giấy")]),
      at: House.at("2020-08-20 10:00")
    )
    func work(
      of officer: String = "CB001",
      to last: String = "2020-08-31 00:00",
      in agencies: Set<AgencyCode>? = nil
    ) async throws -> MeasureCounts {
      let days = ("2020-08-01", "2020-08-31")
      let from = try #require(CivilDate(days.0))
      let to = try #require(CivilDate(days.1))
      let query = FigureDossierQuery(
        measure: .sums { _ in 0 },
        period: try #require(ReportPeriod(from: from, to: to)),
        time: FigureTime(asOf: House.at(last), knownAt: house.store.lastSequence),
        agencies: agencies,
        officer: officer
      )
      return try await house.store.sums(query).summary.counts
    }
    let whole = try await work()
    #expect(whole.total(.received, channel: .online) == 2)
    #expect(whole.total(.received, channel: .online, from: .level3) == 2)
    #expect(whole.resolved() == 2)
    #expect(whole.total(.resolvedLate) == 1)
    #expect(try await work(in: [House.department]) == whole)
    #expect(try await work(in: [House.commune]) == MeasureCounts())
    #expect(try await work(to: "2020-08-10 10:00").resolved() == 1)
    #expect(try await work(of: "CB002") == MeasureCounts())
  }

  @Test("Digital is counted of those that ended with a result", arguments: Adapter.allCases)
  func digitisation(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    for isElectronic in [true, false, true] {
      let dossier = try await house.started()
      try await house.perform(
        CompleteDossier(
          target: house.target(dossier),
          results: [DossierResultRecord(name: "Giấy", isElectronic: isElectronic)]
        ),
        at: House.at("2020-08-10 10:00")
      )
    }
    _ = try await house.started()
    func figures(_ agencies: Set<AgencyCode>, _ to: String) async throws -> DigitisationFigures {
      try await house.store.digitisation(
        agencies: agencies,
        from: House.at("2020-08-01 00:00"),
        to: House.at(to)
      )
    }
    let whole = try await figures([House.department], "2020-08-31 00:00")
    #expect(whole.withResult == 3)
    #expect(whole.electronic == 2)
    #expect(whole.digitised == 0)
    #expect(try await figures([House.department], "2020-08-10 09:59").withResult == 0)
    #expect(try await figures([House.commune], "2020-08-31 00:00").withResult == 0)
  }
}
