import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

/// Random histories in which agencies end, under readers with filters and scopes: what each has
/// replayed is what the lists show him, whether he stayed, broke off or had to begin anew.
@Suite("What is replayed through reorganisations is what there is", .timeLimit(.minutes(15)))
struct WatchReorganizedHistoryTests {
  /// One reader who begins by a snapshot.
  private struct Replay {
    let house: WatchHouse
    let person: Person
    let request: WatchEventsRequest
    var known: [String: MotCuaAPI.DossierState] = [:]
    var steps: [String: Int32] = [:]
    var reader: WatchReader
    /// How often he was told to begin anew.
    var beginnings = 0

    init(_ house: WatchHouse, _ person: Person, _ request: WatchEventsRequest) async throws {
      self.house = house
      self.person = person
      self.request = request
      reader = try await house.watch(request, by: person)
      try await begin()
    }

    private mutating func begin() async throws {
      var first = request
      first.withSnapshot = true
      reader = try await house.watch(first, by: person)
      known = [:]
      steps = [:]
      for dossier in try await reader.snapshot() {
        known[dossier.code] = dossier.state
        steps[dossier.code] = dossier.historyCount
      }
      beginnings += 1
    }

    /// Goes on where he is, up to a position; begins anew where he is told to.
    mutating func follow(to end: Int64) async throws {
      while reader.position < end {
        let before = reader.position
        do {
          guard let message = try await reader.next() else { return }
          #expect(message.position >= before)
          for event in message.events { take(event) }
        } catch let error as RPCError {
          guard Refusal(error).reason == .watchScopeChanged else { throw error }
          try await begin()
        }
      }
    }

    /// Goes on until nothing is left that a transfer has to take away.
    mutating func settle() async throws {
      let over: [MotCuaAPI.DossierState] = [.refused, .withdrawn, .returned]
      while known.values.contains(where: { !over.contains($0) }) {
        guard let message = try await reader.next() else { return }
        for event in message.events { take(event) }
      }
    }

    private mutating func take(_ event: DossierEvent) {
      if known[event.dossierCode] != nil, let step = steps[event.dossierCode] {
        #expect(event.sequence == step + 1)
      }
      let isOutside = !request.states.isEmpty && !request.states.contains(event.toState)
      known[event.dossierCode] = event.leavesScope || isOutside ? nil : event.toState
      steps[event.dossierCode] = event.sequence
    }

    mutating func breakOff() async throws {
      var again = request
      again.resumeToken = reader.token
      reader = try await house.watch(again, by: person)
      do {
        _ = try await reader.next()
      } catch let error as RPCError {
        guard Refusal(error).reason == .watchScopeChanged else { throw error }
        try await begin()
      }
    }

    /// What the lists show the same caller.
    func shown() async throws -> [String: MotCuaAPI.DossierState] {
      let answer = try await house.dossiers.listDossiers(
        ListDossiersRequest(
          agencyCode: request.agencyCode,
          includeSubordinates: request.includeSubordinates,
          states: request.states,
          pageSize: 500
        ),
        options: house.base.by(person)
      )
      return Dictionary(uniqueKeysWithValues: answer.dossiers.map { ($0.code, $0.state) })
    }
  }

  private struct Player {
    let house: WatchHouse
    var random: SplitMix
    var codes: [String] = []
    var agencies = [DossierProvince.department, DossierProvince.district]

    mutating func play(_ count: Int) async throws {
      for _ in 0..<count { try await act() }
    }

    /// One step; what the state or the caller's rights do not allow is refused, and is no change.
    private mutating func act() async throws {
      let draw = Int.random(in: 0..<10, using: &random)
      let agency = agencies[Int.random(in: 0..<agencies.count, using: &random)]
      guard draw > 2, let code = codes.randomElement(using: &random) else {
        return codes.append(try await house.submitted(at: agency))
      }
      let client = house.dossiers
      let desk = house.base.by(Bool.random(using: &random) ? .desk : .districtDesk)
      switch draw {
      case 3, 4:
        _ = try? await client.acceptDossier(AcceptDossierRequest(code: code), options: desk)
      case 5, 6: _ = try? await client.startDossier(StartDossierRequest(code: code), options: desk)
      case 7, 8:
        _ = try? await client.forwardDossier(
          ForwardDossierRequest(code: code, agencyCode: agency),
          options: house.base.by(.head)
        )
      default:
        _ = try? await client.withdrawDossier(
          WithdrawDossierRequest(code: code, reason: "Rút"),
          options: desk
        )
      }
    }
  }

  @Test(
    "For every scope and filter, live and resumed",
    arguments: DossierHouse.Ground.allCases,
    [1, 2, 3, 4]
  )
  func replayed(_ ground: DossierHouse.Ground, _ seed: UInt64) async throws {
    try await WatchHouse.with(ground) { house in
      var player = Player(house: house, random: SplitMix(state: seed))
      try await player.play(30)
      let department = WatchEventsRequest(agencyCode: DossierProvince.department)
      let district = WatchEventsRequest(
        agencyCode: DossierProvince.district,
        states: [.submitted, .received]
      )
      let province = WatchEventsRequest(
        agencyCode: DossierProvince.root,
        includeSubordinates: true
      )
      var readers: [Replay] = []
      for (person, request) in [
        (Person.supervisor, WatchEventsRequest()), (.supervisor, department),
        (.supervisor, district), (.supervisor, province), (.desk, WatchEventsRequest()),
        (.desk, department), (.districtDesk, WatchEventsRequest()),
      ] {
        readers.append(try await Replay(house, person, request))
      }
      try await player.play(30)
      let isSplit = seed.isMultiple(of: 2)
      try await WatchReorganizationTests.reorganize(
        house,
        isSplit ? WatchReorganizationTests.split : ReorganizationTests.merger()
      )
      player.agencies =
        isSplit
        ? [WatchReorganizationTests.other, DossierProvince.district]
        : [ReorganizationTests.merged, ReorganizationTests.merged]
      try await player.play(30)
      for index in readers.indices where index.isMultiple(of: 2) == (seed > 2) {
        try await readers[index].breakOff()
      }
      try await player.play(10)
      // These are told while they stay: of everything, and of what leaves an agency that ended.
      try await readers[0].follow(to: house.base.store.lastSequence)
      try await readers[1].settle()
      if !isSplit { try await readers[2].settle() }
      // Who has stayed under a scope that is another now learns it here at the latest.
      for index in readers.indices.dropFirst() { try await readers[index].breakOff() }
      for index in readers.indices {
        try await readers[index].follow(to: house.base.store.lastSequence)
        let shown = try await readers[index].shown()
        #expect(readers[index].known == shown, "reader \(index)")
      }
      // Those without a scope and without agencies below were told step by step.
      #expect(readers[0...2].map(\.beginnings) == [1, 1, 1])
      #expect(readers[3].beginnings == 2)
    }
  }
}
