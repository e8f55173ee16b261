import MotCuaClient
import RPCInProcess
import Synchronization
import Testing

/// The stream that goes on by itself, against a scripted server.
struct ResumedMessagesTests {
  /// What one call of the script answers: positions, then an error.
  private struct Script: Sendable {
    let positions: [Int64]
    let end: RPCError?
  }

  private final class Stage: Sendable {
    let asked = Mutex<[String]>([])
    let waits = Mutex<[Duration]>([])
    let interruptions = Mutex<[RPCError.Code]>([])
  }

  private func client(_ scripts: [Script], _ stage: Stage) throws -> MotCuaClient {
    let method = MethodHandler(DossierServiceMethods.watchEvents) { call in
      let bytes = try await call.stream.onlyMessage()
      let request = try ServerCoding.decode(WatchEventsRequest.self, bytes)
      let number = stage.asked.withLock { asked in
        asked.append(request.resumeToken)
        return asked.count - 1
      }
      let script = scripts[min(number, scripts.count - 1)]
      for position in script.positions {
        let event = DossierEvent(position: position)
        let message = WatchEventsResponse(events: [event], resumeToken: "t\(position)")
        try await call.stream.write(ServerCoding.encode(message))
      }
      if let end = script.end { throw end }
    }
    let transport = InProcessTransport(
      router: try Router(services: [ServiceDefinition(name: "scripted", methods: [method])]),
      clock: StoppedCallClock()
    )
    return MotCuaClient(transport: transport)
  }

  private func policy(_ stage: Stage, failuresMax: Int? = nil) -> ResumePolicy {
    ResumePolicy(
      failuresMax: failuresMax,
      silenceMax: nil,
      jitter: { 1 },
      sleep: { wait in stage.waits.withLock { $0.append(wait) } },
      onInterruption: { error in stage.interruptions.withLock { $0.append(error.code) } }
    )
  }

  private func read(
    _ count: Int,
    _ messages: ResumedMessages<WatchEventsResponse>
  ) async throws -> [Int64] {
    var positions: [Int64] = []
    for try await message in messages {
      positions += message.events.map(\.position)
      if positions.count >= count { break }
    }
    return positions
  }

  private static let gone = RPCError(.unavailable, "Gone.")

  @Test("It goes on behind the last message, with longer and longer waits between failures")
  func resumes() async throws {
    let stage = Stage()
    let slow = RPCError(
      .resourceExhausted,
      "Slow.",
      details: [
        .errorInfo(reason: "WATCH_TOO_SLOW", domain: "motcua", metadata: [:]),
        .retryInfo(delay: .seconds(1)),
      ]
    )
    let client = try client(
      [
        Script(positions: [1, 2], end: Self.gone),
        Script(positions: [], end: Self.gone),
        Script(positions: [], end: Self.gone),
        Script(positions: [3], end: slow),
        Script(positions: [4], end: nil),
        Script(positions: [5], end: nil),
      ],
      stage
    )
    let messages = client.dossiers.followedEvents(policy: policy(stage))
    #expect(try await read(5, messages) == [1, 2, 3, 4, 5])
    #expect(stage.asked.withLock { $0 } == ["", "t2", "t2", "t2", "t3", "t4"])
    let expected: [Duration] = [.milliseconds(100), .milliseconds(200), .milliseconds(400)]
    #expect(stage.waits.withLock { $0 } == expected + [.seconds(1), .milliseconds(100)])
    #expect(stage.interruptions.withLock { $0.count } == 5)
  }

  @Test("A token that was kept goes before everything")
  func keptToken() async throws {
    let stage = Stage()
    let client = try client([Script(positions: [9], end: Self.gone)], stage)
    let request = WatchEventsRequest(withSnapshot: true, resumeToken: "kept")
    let messages = client.dossiers.followedEvents(request, policy: policy(stage))
    #expect(try await read(1, messages) == [9])
    #expect(stage.asked.withLock { $0 } == ["kept"])
  }

  @Test("What coming again does not mend is thrown, and so is one failure too many")
  func gives() async throws {
    let stage = Stage()
    let refused = RPCError(
      .outOfRange,
      "Gone.",
      details: [.errorInfo(reason: "WATCH_POSITION_GONE", domain: "motcua", metadata: [:])]
    )
    let client = try client([Script(positions: [1], end: refused)], stage)
    let error = await #expect(throws: RPCError.self) {
      try await read(2, client.dossiers.followedEvents(policy: policy(stage)))
    }
    #expect(error?.reason == "WATCH_POSITION_GONE")
    let silent = Stage()
    let away = try self.client([Script(positions: [], end: Self.gone)], silent)
    await #expect(throws: RPCError.self) {
      try await read(1, away.dossiers.followedEvents(policy: policy(silent, failuresMax: 3)))
    }
    #expect(silent.asked.withLock { $0.count } == 4)
    var impatient = policy(Stage())
    impatient.waitsForFirst = false
    await #expect(throws: RPCError.self) {
      try await read(1, away.dossiers.followedEvents(policy: impatient))
    }
  }

  @Test("A stream that falls silent is opened again")
  func silence() async throws {
    let stage = Stage()
    let asked = Mutex(0)
    let method = MethodHandler(DossierServiceMethods.watchEvents) { call in
      let number = asked.withLock { asked in
        asked += 1
        return asked
      }
      if number == 1 { for await _ in AsyncStream(Never.self, { _ in }) {} }
      let message = WatchEventsResponse(events: [DossierEvent(position: 1)])
      try await call.stream.write(ServerCoding.encode(message))
    }
    let router = try Router(services: [ServiceDefinition(name: "scripted", methods: [method])])
    let client = MotCuaClient(
      transport: InProcessTransport(router: router, clock: StoppedCallClock())
    )
    var policy = policy(stage)
    policy.silenceMax = .seconds(30)
    let silences = Mutex(0)
    policy.sleep = { wait in
      guard wait == .seconds(30) else { return }
      let isFirst = silences.withLock { silences in
        silences += 1
        return silences == 1
      }
      if !isFirst { for await _ in AsyncStream(Never.self, { _ in }) {} }
    }
    #expect(try await read(1, client.dossiers.followedEvents(policy: policy)) == [1])
    #expect(asked.withLock { $0 } == 2)
  }

  @Test("The longest wait is never exceeded, and half of it varies")
  func waits() {
    let policy = ResumePolicy(jitter: { 0 })
    #expect(policy.wait(afterFailure: 1, Self.gone) == .milliseconds(50))
    #expect(policy.wait(afterFailure: 200, Self.gone) == .seconds(5))
  }
}
