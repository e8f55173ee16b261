import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("The live feed through reorganisations", .timeLimit(.minutes(15)))
struct WatchReorganizationTests {
  typealias Ground = DossierHouse.Ground

  static let other = "H10.78"

  /// The department is split: the heir takes over all but one procedure.
  static var split: ReorganizeAgenciesRequest {
    ReorganizeAgenciesRequest(
      date: ReorganizationTests.date(8, 20),
      decision: ReorganizationTests.decision,
      newAgencies: [
        ReorganizationTests.agency(ReorganizationTests.merged),
        ReorganizationTests.agency(other, "Sở mới"),
      ],
      successions: [
        PlannedSuccession(
          oldCode: DossierProvince.department,
          newCode: ReorganizationTests.merged,
          kind: .split,
          heir: true
        ),
        PlannedSuccession(
          oldCode: DossierProvince.department,
          newCode: other,
          kind: .split,
          procedureCodes: [DossierProvince.license]
        ),
      ],
      requestId: Requests.id(77)
    )
  }

  static func reorganize(
    _ house: WatchHouse,
    _ request: ReorganizeAgenciesRequest = ReorganizationTests.merger()
  ) async throws {
    house.base.set(8, 20, 9)
    _ = try await house.base.agencies.reorganizeAgencies(
      request,
      options: house.base.by(.administrator)
    )
  }

  private static func reason(_ reader: WatchReader) async throws -> ErrorReason? {
    try await refusal { while try await reader.next() != nil {} }?.reason
  }

  @Test(
    "A dossier leaves the filter of the agency that ends, and enters that of its successor",
    arguments: Ground.allCases
  )
  func transfers(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      let old = try await house.watch(WatchEventsRequest(agencyCode: DossierProvince.department))
      _ = try await old.next()
      let code = try await house.submitted()
      try await Self.reorganize(house)
      // The desk's limit has passed on the way.
      let events = try await old.events(3)
      #expect(events.map(\.action) == [.submit, .noteAcceptanceOverdue, .transfer])
      #expect(events.map(\.leavesScope) == [false, false, true])
      #expect(events.last?.agencyCode == ReorganizationTests.merged)
      // The same again from the store, and from where the successor stands.
      let later = try WatchHouse.another(house)
      let resumed = try await later.watch(
        WatchEventsRequest(agencyCode: DossierProvince.department, resumeToken: old.token)
      )
      #expect(try await resumed.next()?.events == [])
      let new = try await later.watch(
        WatchEventsRequest(agencyCode: ReorganizationTests.merged, withSnapshot: true)
      )
      #expect(try await new.snapshot().map(\.code) == [code])
    }
  }

  @Test(
    "Whoever loses a dossier by a split while a third has it in hand is told",
    arguments: Ground.allCases
  )
  func third(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      let desk = try await house.watch(by: .desk)
      _ = try await desk.next()
      let code = try await house.base.started().code
      _ = try await house.dossiers.forwardDossier(
        ForwardDossierRequest(code: code, agencyCode: DossierProvince.district),
        options: house.base.by(.head)
      )
      try await Self.reorganize(house, Self.split)
      let events = try await desk.events(4)
      #expect(events.map(\.action) == [.receive, .start, .forward, .transfer])
      #expect(events.map(\.leavesScope) == [false, false, false, true])
    }
  }

  @Test(
    "A stream whose agencies are others ends and is begun anew, live and resumed",
    arguments: Ground.allCases
  )
  func otherAgencies(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      let code = try await house.submitted()
      let live = try await house.watch(WatchEventsRequest(withSnapshot: true), by: .desk)
      #expect(try await live.snapshot().map(\.code) == [code])
      let token = live.token
      try await Self.reorganize(house)
      house.clock.advance(seconds: 5)
      house.hub.beat()
      #expect(try await Self.reason(live) == .watchScopeChanged)
      let resumed = try await house.watch(WatchEventsRequest(resumeToken: token), by: .desk)
      #expect(try await Self.reason(resumed) == .watchScopeChanged)
      let anew = try await house.watch(WatchEventsRequest(withSnapshot: true), by: .desk)
      #expect(try await anew.snapshot().map(\.agencyCode) == [ReorganizationTests.merged])
    }
  }

  @Test("Rights are looked at while a snapshot is sent")
  func rightsInSnapshot() async throws {
    try await WatchHouse.with(.memory) { house in
      for _ in 0..<1200 { try await house.submitted() }
      let reader = try await house.watch(WatchEventsRequest(withSnapshot: true), by: .desk)
      _ = try await reader.next()
      house.base.clock.set(Instant(ict: CivilDate.newYear(2031), minute: 0))
      house.clock.advance(seconds: 5)
      var wasWhole = false
      let end = try await refusal {
        while let message = try await reader.next() { wasWhole = !message.inSnapshot }
      }
      #expect(end?.reason == .tokenExpired)
      #expect(!wasWhole)
    }
  }

  @Test("A sign of life that waits is never told behind later changes")
  func beatBehind() async throws {
    try await WatchHouse.with(.memory) { house in
      let reader = try await house.watch()
      _ = try await reader.next()
      // More than the wire holds, so that the stream stands while it is silent.
      for _ in 0..<600 { try await house.submitted() }
      house.clock.advance(seconds: 5)
      house.hub.beat()
      for _ in 0..<20 { try await house.submitted() }
      house.hub.beginDrain()
      var positions: [Int64] = []
      _ = try await refusal {
        while let message = try await reader.next() { positions.append(message.position) }
      }
      #expect(positions == positions.sorted())
    }
  }

  // MARK: Figures on a screen

  private static func summaries(
    _ house: WatchHouse,
    _ person: Person,
    _ scope: StatisticsScope? = nil
  ) async throws -> ResponseMessages<WatchSummaryResponse> {
    try await house.statistics.watchSummary(
      WatchSummaryRequest(period: StatisticsTests.period((8, 1), (8, 31)), scope: scope),
      options: house.base.by(person)
    )
  }

  @Test("A screen of an agency that loses its dossiers is told", arguments: Ground.allCases)
  func losers(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      try await house.submitted()
      let stream = try await Self.summaries(
        house,
        .supervisor,
        StatisticsScope(agencyCode: DossierProvince.department)
      )
      defer { stream.cancel() }
      var messages = stream.makeAsyncIterator()
      #expect(try await messages.next()?.current?.dossiers?.waiting == 1)
      try await Self.reorganize(house)
      #expect(try await messages.next()?.current?.dossiers?.waiting == 0)
    }
  }

  @Test("A busy screen takes in what its caller sees from now on", arguments: Ground.allCases)
  func busy(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      for _ in 0..<3 { try await house.submitted() }
      let stream = try await Self.summaries(house, .districtDesk)
      defer { stream.cancel() }
      var messages = stream.makeAsyncIterator()
      #expect(try await messages.next()?.current?.dossiers?.submitted == 0)
      // By the merger he sees what the department had too.
      try await Self.reorganize(house)
      // Never silent, so never a beat.
      house.clock.advance(seconds: 5)
      _ = try await house.dossiers.receiveDossier(
        Requests.receive(at: DossierProvince.commune),
        options: house.base.by(.communeDesk)
      )
      var last: Int64 = 0
      while last < 4, let message = try await messages.next() {
        last = message.current?.dossiers?.submitted ?? last
      }
      #expect(last == 4)
    }
  }
}
