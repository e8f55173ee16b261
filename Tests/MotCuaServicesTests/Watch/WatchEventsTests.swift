import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("The live feed of dossiers")
struct WatchEventsTests {
  typealias Ground = DossierHouse.Ground

  @Test(
    "From now on each change comes once, in order, without anything personal",
    arguments: Ground.allCases
  )
  func fromNow(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      try await house.submitted()
      let reader = try await house.watch()
      let hello = try #require(try await reader.next())
      #expect(hello.events.isEmpty && hello.position == 1 && !hello.resumeToken.isEmpty)
      let code = try await house.submitted()
      _ = try await house.dossiers.acceptDossier(
        AcceptDossierRequest(code: code, note: "Ghi chú"),
        options: house.base.by(.desk)
      )
      let events = try await reader.events(2)
      #expect(events.map(\.position) == [2, 3])
      #expect(events.map(\.action) == [.submit, .accept])
      #expect(events.map(\.nationalStatus) == [1, 2])
      #expect(events.map(\.dossierCode) == [code, code])
      #expect(events[1].officerCode == "CB-3" && events[1].newDueAt != nil)
      #expect(events[1].agencyCode == DossierProvince.department)
      #expect(reader.position == 3)
    }
  }

  @Test(
    "A token goes on behind its message, over the memory of the hub and over the store",
    arguments: Ground.allCases
  )
  func resuming(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      let first = try await house.watch()
      _ = try await first.next()
      let start = first.token
      for _ in 0..<5 { try await house.submitted() }
      let seen = try await first.events(5)
      let resumed = try await house.watch(WatchEventsRequest(resumeToken: start))
      #expect(try await resumed.events(5) == seen)
      // Another server on the same store has nothing in its memory.
      let later = try WatchHouse.another(house)
      let reader = try await later.watch(WatchEventsRequest(resumeToken: start))
      #expect(try await reader.events(5) == seen)
      let end = try await later.watch(WatchEventsRequest(resumeToken: first.token))
      let hello = try await end.next()
      #expect(hello?.events == [] && hello?.position == 5)
    }
  }

  @Test("What has become much goes in messages of some 64 KiB", arguments: Ground.allCases)
  func batches(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      let first = try await house.watch()
      _ = try await first.next()
      for _ in 0..<1_300 { try await house.submitted() }
      let resumed = try await house.watch(WatchEventsRequest(resumeToken: first.token))
      var sizes: [Int] = []
      var positions: [Int64] = []
      while positions.count < 1_300, let message = try await resumed.next() {
        guard !message.events.isEmpty else { continue }
        positions += message.events.map(\.position)
        sizes.append(try ServerCoding.encode(message).count)
        #expect(message.position == positions.last)
      }
      #expect(positions == Array(1...1_300))
      #expect(sizes.count >= 2)
      #expect(sizes.allSatisfy { $0 < 66_000 }, "\(sizes)")
      #expect(sizes.dropLast().allSatisfy { $0 > 50_000 }, "\(sizes)")
    }
  }

  @Test("A snapshot and what follows it make one history", arguments: Ground.allCases)
  func snapshot(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      var codes: [String] = []
      for _ in 0..<300 { codes.append(try await house.submitted()) }
      let reader = try await house.watch(WatchEventsRequest(withSnapshot: true))
      let first = try #require(try await reader.next())
      #expect(first.inSnapshot && first.position == 300)
      let middle = reader.token
      // While the snapshot is under way, what it has shown and what it has not goes on.
      for code in [codes[0], codes[299]] {
        _ = try await house.dossiers.acceptDossier(
          AcceptDossierRequest(code: code),
          options: house.base.by(.desk)
        )
      }
      try await house.submitted()
      let rest = try await reader.snapshot()
      #expect((first.dossiers + rest).map(\.code) == codes)
      #expect((first.dossiers + rest).allSatisfy { $0.state == .submitted })
      let events = try await reader.events(3)
      #expect(events.map(\.position) == [301, 302, 303])
      // A snapshot that broke off goes on where it was, and shows the same moment.
      let again = try await house.watch(WatchEventsRequest(resumeToken: middle))
      #expect(try await again.snapshot() == rest)
      #expect(try await again.events(3) == events)
    }
  }

  @Test(
    "A scope shows what it covers, and the step by which a dossier leaves it",
    arguments: Ground.allCases
  )
  func scope(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      let department = try await house.watch(by: .desk)
      let district = try await house.watch(by: .districtDesk)
      let all = try await house.watch(
        WatchEventsRequest(agencyCode: DossierProvince.root, includeSubordinates: true)
      )
      for reader in [department, district, all] { _ = try await reader.next() }
      let code = try await house.base.started().code
      _ = try await house.dossiers.forwardDossier(
        ForwardDossierRequest(code: code, agencyCode: DossierProvince.district),
        options: house.base.by(.head)
      )
      #expect(try await department.events(3).map(\.leavesScope) == [false, false, false])
      let entered = try await district.events(1)
      #expect(entered.map(\.action) == [.forward])
      #expect(entered[0].responsibleAgencyCode == DossierProvince.district)
      // The resolving agency goes on to see it; the one that had it in hand does not.
      _ = try await house.dossiers.forwardDossier(
        ForwardDossierRequest(code: code, agencyCode: DossierProvince.department),
        options: house.base.by(.head)
      )
      let left = try await district.events(1)
      #expect(left.map(\.leavesScope) == [true])
      #expect(left[0].responsibleAgencyCode == DossierProvince.department)
      #expect(try await department.events(1).map(\.leavesScope) == [false])
      #expect(try await all.events(4).map(\.position) == [1, 2, 3, 4])
    }
  }

  @Test("Filters keep agencies, procedures, states and actions", arguments: Ground.allCases)
  func filters(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      let agency = try await house.watch(WatchEventsRequest(agencyCode: DossierProvince.district))
      let procedure = try await house.watch(
        WatchEventsRequest(procedureCode: DossierProvince.sameDay)
      )
      let states = try await house.watch(WatchEventsRequest(states: [.inProgress]))
      let actions = try await house.watch(WatchEventsRequest(actions: [.complete]))
      for reader in [agency, procedure, states, actions] { _ = try await reader.next() }
      let code = try await house.base.started().code
      try await house.base.complete(code)
      _ = try await house.base.received(DossierProvince.sameDay)
      #expect(try await states.events(2).map(\.toState) == [.inProgress, .completed])
      #expect(try await actions.events(1).map(\.position) == [3])
      #expect(try await procedure.events(1).map(\.position) == [4])
      house.clock.advance(seconds: 5)
      house.hub.beat()
      let beat = try await agency.next()
      #expect(beat?.events == [] && beat?.position == 4)
    }
  }

  @Test(
    "Silence is broken by a sign of life with the position and a token",
    arguments: Ground.allCases
  )
  func heartbeat(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      let reader = try await house.watch(by: .desk)
      _ = try await reader.next()
      let first = reader.token
      house.base.clock.set(house.base.clock.now() + 5000)
      house.clock.advance(seconds: 5)
      house.hub.beat()
      let beat = try #require(try await reader.next())
      #expect(beat.events.isEmpty && beat.position == 0 && beat.resumeToken != first)
      // What was sent a moment ago needs no sign.
      house.hub.beat()
      try await house.submitted()
      #expect(try await reader.next()?.events.count == 1)
    }
  }
}
