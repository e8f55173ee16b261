import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

/// Random histories under several readers: what each has replayed is what the server shows him.
@Suite("What is replayed is what there is")
struct WatchHistoryTests {
  private struct Known: Equatable {
    var state: MotCuaAPI.DossierState
    var sequence: Int32
  }

  /// One reader who begins by a snapshot and breaks off now and then.
  private struct Replay {
    let person: Person
    let request: WatchEventsRequest
    var known: [String: Known] = [:]
    var reader: WatchReader
    var position: Int64 = 0

    init(_ house: WatchHouse, _ person: Person, _ request: WatchEventsRequest) async throws {
      self.person = person
      self.request = request
      var first = request
      first.withSnapshot = true
      reader = try await house.watch(first, by: person)
      for dossier in try await reader.snapshot() {
        known[dossier.code] = Known(state: dossier.state, sequence: dossier.historyCount)
      }
      position = reader.position
    }

    mutating func follow(to end: Int64) async throws {
      while position < end, let message = try await reader.next() {
        for event in message.events {
          #expect(event.position > position)
          position = event.position
          let before = known[event.dossierCode]
          if let before {
            #expect(event.sequence == before.sequence + 1 && event.fromState == before.state)
          }
          let isLost = event.leavesScope || isOutside(event.toState)
          known[event.dossierCode] =
            isLost ? nil : Known(state: event.toState, sequence: event.sequence)
        }
        position = message.position
      }
    }

    /// By the states of the filter.
    private func isOutside(_ state: MotCuaAPI.DossierState) -> Bool {
      !request.states.isEmpty && !request.states.contains(state)
    }

    mutating func breakOff(_ house: WatchHouse) async throws {
      var again = request
      again.resumeToken = reader.token
      reader = try await house.watch(again, by: person)
      // The first message says where it goes on: a reader without one would begin anew.
      _ = try await reader.next()
    }
  }

  @Test(
    "For every scope and filter, through breaks",
    arguments: DossierHouse.Ground.allCases,
    [1, 2, 3]
  )
  func replayed(_ ground: DossierHouse.Ground, _ seed: UInt64) async throws {
    var random = SplitMix(state: seed)
    try await WatchHouse.with(ground) { house in
      var codes: [String] = []
      func act() async throws {
        let draw = Int.random(in: 0..<10, using: &random)
        let agency =
          Bool.random(using: &random) ? DossierProvince.department : DossierProvince.district
        guard draw > 2, let code = codes.randomElement(using: &random) else {
          return codes.append(try await house.submitted(at: agency))
        }
        let client = house.dossiers
        let desk = house.base.by(code.hasPrefix(DossierProvince.department) ? .desk : .districtDesk)
        // What the state does not allow is refused, and is no change.
        switch draw {
        case 3, 4:
          _ = try? await client.acceptDossier(AcceptDossierRequest(code: code), options: desk)
        case 5: _ = try? await client.startDossier(StartDossierRequest(code: code), options: desk)
        case 6:
          let to =
            Bool.random(using: &random) ? DossierProvince.district : DossierProvince.department
          _ = try? await client.forwardDossier(
            ForwardDossierRequest(code: code, agencyCode: to),
            options: house.base.by(.head)
          )
        case 7:
          _ = try? await client.requestSupplement(
            RequestSupplementRequest(code: code, reason: "Thiếu"),
            options: desk
          )
        case 8:
          _ = try? await client.completeDossier(
            CompleteDossierRequest(code: code, results: [Requests.result()]),
            options: house.base.by(.head)
          )
        default:
          _ = try? await client.withdrawDossier(
            WithdrawDossierRequest(code: code, reason: "Rút"),
            options: desk
          )
        }
      }
      for _ in 0..<40 { try await act() }
      var readers = [
        try await Replay(house, .supervisor, WatchEventsRequest()),
        try await Replay(house, .desk, WatchEventsRequest()),
        try await Replay(house, .districtDesk, WatchEventsRequest()),
        try await Replay(
          house,
          .supervisor,
          WatchEventsRequest(agencyCode: DossierProvince.district, states: [.received, .submitted])
        ),
      ]
      for _ in 0..<12 {
        for _ in 0..<10 { try await act() }
        let chosen = Int.random(in: 0..<readers.count, using: &random)
        try await readers[chosen].breakOff(house)
      }
      // The first one sees everything: when he is at the end, the hub is.
      for index in readers.indices {
        let shown = try await self.shown(house, readers[index].person, readers[index].request)
        if index > 0 { try await readers[index].breakOff(house) }
        try await readers[index].follow(to: house.base.store.lastSequence)
        #expect(readers[index].known.mapValues(\.state) == shown)
      }
    }
  }

  /// What the lists show the same caller.
  private func shown(
    _ house: WatchHouse,
    _ person: Person,
    _ request: WatchEventsRequest
  ) async throws -> [String: MotCuaAPI.DossierState] {
    let answer = try await house.dossiers.listDossiers(
      ListDossiersRequest(
        agencyCode: request.agencyCode,
        states: request.states,
        pageSize: 500
      ),
      options: house.base.by(person)
    )
    return Dictionary(uniqueKeysWithValues: answer.dossiers.map { ($0.code, $0.state) })
  }
}

extension SplitMix: RandomNumberGenerator {}
