import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("How a live feed ends, and what it refuses")
struct WatchEndTests {
  typealias Ground = DossierHouse.Ground

  /// With what a stream is refused or ends, be it before it is there or afterwards.
  private func refusal(
    _ open: @autoclosure () async throws -> WatchReader
  ) async throws -> RPCError {
    do {
      let reader = try await open()
      while try await reader.next() != nil {}
    } catch let error as RPCError {
      return error
    }
    throw RPCError(.unknown, "The stream ended well.")
  }

  private func metadata(_ error: RPCError) -> [String: String] {
    for case .errorInfo(_, _, let metadata) in error.details { return metadata }
    return [:]
  }

  @Test("A drain ends streams with a token, and new ones are refused")
  func drain() async throws {
    try await WatchHouse.with(.memory) { house in
      let reader = try await house.watch()
      _ = try await reader.next()
      house.hub.beginDrain()
      let error = try await refusal(reader)
      #expect(Refusal(error) == Refusal(.unavailable, .shuttingDown))
      #expect(metadata(error)["resume_token"] == reader.token)
      let late = try await refusal(await house.watch())
      #expect(Refusal(late) == Refusal(.unavailable, .shuttingDown))
    }
  }

  @Test(
    "Who reads too slowly is ended, and misses nothing when he comes again",
    arguments: Ground.allCases
  )
  func slow(_ ground: Ground) async throws {
    var limits = ServiceLimits()
    limits.watchWaitingEventsMax = 8
    try await WatchHouse.with(ground, limits: limits) { house in
      let reader = try await house.watch()
      _ = try await reader.next()
      // More than the wire holds, so that the writer waits, and then more than may wait for it.
      for _ in 0..<600 { try await house.submitted() }
      var events: [DossierEvent] = []
      var end: RPCError?
      do {
        while let message = try await reader.next() { events += message.events }
      } catch let error as RPCError {
        end = error
      }
      let error = try #require(end)
      #expect(Refusal(error) == Refusal(.resourceExhausted, .watchTooSlow))
      #expect(metadata(error)["resume_token"]?.isEmpty == false)
      #expect(events.count < 600)
      let again = try await house.watch(WatchEventsRequest(resumeToken: reader.token))
      events += try await again.events(600 - events.count)
      #expect(events.map(\.position) == Array(1...600))
    }
  }

  @Test("Streams are limited for each caller and for all")
  func limited() async throws {
    var limits = ServiceLimits()
    limits.watchStreamsPerPrincipalMax = 1
    limits.watchStreamsMax = 2
    try await WatchHouse.with(.memory, limits: limits) { house in
      let first = try await house.watch()
      let second = try await house.watch(by: .desk)
      for reader in [first, second] { _ = try await reader.next() }
      for person in [Person.supervisor, .portal] {
        let error = try await refusal(await house.watch(by: person))
        #expect(Refusal(error) == Refusal(.resourceExhausted, .watchTooMany))
      }
      #expect(house.hub.streamCount == 2)
    }
  }

  @Test("A token of another filter or caller, or of none, is refused")
  func foreignToken() async throws {
    try await WatchHouse.with(.memory) { house in
      let reader = try await house.watch()
      _ = try await reader.next()
      let mine = reader.token
      for (request, person) in [
        (WatchEventsRequest(resumeToken: mine), Person.desk),
        (WatchEventsRequest(states: [.received], resumeToken: mine), .supervisor),
        (WatchEventsRequest(resumeToken: "AAAA"), .supervisor),
      ] {
        let error = try await refusal(await house.watch(request, by: person))
        #expect(Refusal(error) == Refusal(.invalidArgument, .resumeTokenMismatch))
      }
      // A token does not grow old.
      house.base.clock.set(house.base.clock.now() + 400 * Instant.day)
      let later = try await house.watch(WatchEventsRequest(resumeToken: mine))
      #expect(try await later.next() != nil)
    }
  }

  @Test(
    "A place that lies too far back or in another history is refused with what there is",
    arguments: Ground.allCases
  )
  func gone(_ ground: Ground) async throws {
    var limits = ServiceLimits()
    limits.watchResumeEventsMax = 3
    try await WatchHouse.with(ground, limits: limits) { house in
      let reader = try await house.watch()
      _ = try await reader.next()
      let old = reader.token
      for _ in 0..<5 { try await house.submitted() }
      _ = try await reader.events(5)
      let request = WatchEventsRequest(resumeToken: old)
      let error = try await refusal(await house.watch(request))
      #expect(Refusal(error) == Refusal(.outOfRange, .watchPositionGone))
      #expect(metadata(error) == ["oldest_position": "2", "newest_position": "5"])
      // A store that was restored has the same positions with other steps, or does not have them.
      let other = try await WatchHouse(ground)
      let ahead = try await refusal(
        await other.watch(WatchEventsRequest(resumeToken: reader.token))
      )
      #expect(Refusal(ahead) == Refusal(.outOfRange, .watchPositionGone))
      other.base.clock.set(other.base.clock.now() + 60_000)
      for _ in 0..<6 { try await other.submitted() }
      let changed = try await refusal(
        await WatchHouse.another(other).watch(WatchEventsRequest(resumeToken: reader.token))
      )
      #expect(Refusal(changed) == Refusal(.outOfRange, .watchPositionGone))
    }
  }

  @Test("Who may not watch is refused, and who may no longer is ended")
  func rights() async throws {
    try await WatchHouse.with(.memory) { house in
      let error = try await refusal(await house.watch(by: .applicant))
      #expect(Refusal(error) == Refusal(.permissionDenied, .principalNotAllowed))
      let reader = try await house.watch(by: .desk)
      _ = try await reader.next()
      // The token ends with the decade.
      house.base.clock.set(Instant(ict: CivilDate.newYear(2031), minute: 0))
      house.clock.advance(seconds: 5)
      house.hub.beat()
      let end = try await refusal(reader)
      #expect(Refusal(end) == Refusal(.unauthenticated, .tokenExpired))
    }
  }
}
