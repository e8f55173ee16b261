import HTTP2Engine
import RPCCore
import RPCHTTP2
import Testing

@Suite("Calls that a client makes again (gRFC A6)", .timeLimit(.minutes(10)))
struct RetryTests {
  private static let safe = MethodDescriptor(
    service: "test.Echo",
    name: "Say",
    idempotency: .noSideEffects
  )
  private static let unsafe = MethodDescriptor(service: "test.Echo", name: "Do")
  private static let upload = MethodDescriptor(
    service: "test.Echo",
    name: "Upload",
    kind: .clientStreaming,
    idempotency: .idempotent
  )

  private static var configuration: HTTP2ClientConfiguration {
    var configuration = HTTP2ClientConfiguration()
    configuration.retries.policy?.initialBackoff = .milliseconds(1)
    configuration.retries.policy?.backoffMax = .milliseconds(2)
    configuration.backoff.initial = .milliseconds(1)
    return configuration
  }

  /// Makes a call and returns its end and the requests that the server has seen.
  private func call(
    _ method: MethodDescriptor,
    message: [UInt8] = [1],
    configuration: HTTP2ClientConfiguration = Self.configuration,
    _ answer: @escaping @Sendable (Int) -> ScriptedServer.Answer
  ) async throws -> (code: RPCError.Code?, requests: [ScriptedServer.Request]) {
    let server = try await ScriptedServer(answer)
    let client = HTTP2ClientTransport(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration
    )
    var code: RPCError.Code?
    do {
      _ = try await client.unary(method, message, options: CallOptions(timeout: .seconds(600)))
    } catch let error as RPCError {
      code = error.code
    }
    await client.close()
    try await server.close()
    return (code, server.record.requests)
  }

  @Test("[C33] A safe method is made again after UNAVAILABLE, and says how often it was")
  func retriesSafe() async throws {
    let (code, requests) = try await call(Self.safe) { $0 < 2 ? .status(14) : .message([2]) }
    #expect(code == nil)
    #expect(
      requests.map { $0.headers["grpc-previous-rpc-attempts"] } == [nil, "1", "2"]
    )
  }

  @Test("[C33] A method with side effects is made once")
  func sparesUnsafe() async throws {
    let (code, requests) = try await call(Self.unsafe) { _ in .status(14) }
    #expect(code == .unavailable)
    #expect(requests.count == 1)
  }

  @Test("[C33] The policy says how often", arguments: [(1, 2), (2, 2), (3, 3), (5, 5), (9, 5)])
  func stopsAtMax(asked: Int, made: Int) async throws {
    var configuration = Self.configuration
    configuration.retries.tokensMax = 1_000
    configuration.retries.policy = RetryPolicy(
      attemptsMax: asked,
      initialBackoff: .milliseconds(1)
    )
    let (code, requests) = try await call(Self.safe, configuration: configuration) { _ in
      .status(14)
    }
    #expect(code == .unavailable)
    #expect(requests.count == made)
  }

  @Test("[C33] Other codes are the end", arguments: [1, 2, 4, 5, 8, 13])
  func sparesOtherCodes(status: Int) async throws {
    let (code, requests) = try await call(Self.safe) { _ in .status(status) }
    #expect(code?.rawValue == status)
    #expect(requests.count == 1)
  }

  @Test("[C33] With the head of a response the call is committed")
  func commits() async throws {
    let (code, requests) = try await call(Self.safe) { _ in .messageThenStatus(14) }
    #expect(code == .unavailable)
    #expect(requests.count == 1)
  }

  @Test("[C33] More than may be kept commits the call", arguments: [(100, 2), (101, 1)])
  func commitsLargeRequests(bytes: Int, made: Int) async throws {
    var configuration = Self.configuration
    configuration.retries.bufferBytesMax = 100
    let message = [UInt8](repeating: 7, count: bytes)
    let (_, requests) = try await call(Self.safe, message: message, configuration: configuration) {
      $0 == 0 ? .status(14) : .message([2])
    }
    #expect(requests.count == made)
  }

  @Test(
    "[C33] The server says when, or that it does not want the call again",
    arguments: [("0", 2), ("1", 2), ("-1", 1), ("x", 1), ("", 1), ("+5", 1)]
  )
  func obeysPushback(value: String, made: Int) async throws {
    let (_, requests) = try await call(Self.safe) {
      $0 == 0 ? .status(14, [("grpc-retry-pushback-ms", value)]) : .message([2])
    }
    #expect(requests.count == made)
  }

  @Test("[C33] A stream that was refused is made again once, whatever the method")
  func retriesRefused() async throws {
    let once = try await call(Self.unsafe) { $0 == 0 ? .reset(.refusedStream) : .message([2]) }
    #expect(once.code == nil)
    #expect(once.requests.allSatisfy { $0.headers["grpc-previous-rpc-attempts"] == nil })
    let always = try await call(Self.unsafe) { _ in .reset(.refusedStream) }
    #expect(always.code == .unavailable)
    #expect(always.requests.count == 2)
  }

  @Test("[C27] A stream above the last of a GOAWAY is made again on another connection")
  func retriesAboveGoaway() async throws {
    let (code, requests) = try await call(Self.unsafe) { $0 == 0 ? .goawayBefore : .message([2]) }
    #expect(code == nil)
    #expect(requests.map(\.connection) == [1, 2])
  }

  @Test("[C24] A lost connection is UNAVAILABLE, and a safe call is made again")
  func retriesLostConnection() async throws {
    let safe = try await call(Self.safe) { $0 == 0 ? .disconnect : .message([2]) }
    #expect(safe.code == nil)
    #expect(safe.requests.count == 2)
    let unsafe = try await call(Self.unsafe) { $0 == 0 ? .disconnect : .message([2]) }
    #expect(unsafe.code == .unavailable)
    #expect(unsafe.requests.count == 1)
  }

  @Test("[C33] Failures take tokens, and without tokens nothing is made again")
  func throttles() async throws {
    let server = try await ScriptedServer { _ in .status(14) }
    let client = HTTP2ClientTransport(
      host: "127.0.0.1",
      port: server.port,
      configuration: Self.configuration
    )
    var counts: [Int] = []
    for _ in 0..<3 {
      await #expect(throws: RPCError.self) {
        try await client.unary(Self.safe, [1], options: CallOptions())
      }
      counts.append(server.record.requests.count)
    }
    // Ten tokens: four attempts leave six, the fifth leaves five, which is half.
    #expect(counts == [4, 5, 6])
    await client.close()
    try await server.close()
  }

  @Test("[C33] A path can have a policy of its own, or none")
  func namesPolicies() async throws {
    var configuration = Self.configuration
    configuration.retries.policies[Self.safe.path] = RetryPolicy?.none
    configuration.retries.policies[Self.unsafe.path] = RetryPolicy(
      attemptsMax: 2,
      initialBackoff: .milliseconds(1),
      retryableCodes: [.aborted]
    )
    let none = try await call(Self.safe, configuration: configuration) { _ in .status(14) }
    #expect(none.requests.count == 1)
    let own = try await call(Self.unsafe, configuration: configuration) { _ in .status(10) }
    #expect(own.requests.count == 2)
  }

  @Test("[C33] The messages of a stream are sent again in their order")
  func replaysStreams() async throws {
    let server = try await ScriptedServer { $0 == 0 ? .reset(.refusedStream) : .echoAtEnd }
    let client = HTTP2ClientTransport(host: "127.0.0.1", port: server.port)
    let call = try await client.open(Self.upload, options: CallOptions(timeout: .seconds(600)))
    for number in UInt8(0)..<20 { try await call.write([number]) }
    call.finishWriting()
    #expect(try await call.onlyMessage() == (UInt8(0)..<20).flatMap { framed([$0]) })
    await client.close()
    try await server.close()
  }

  @Test("[C33] Pauses grow to their limit and vary by a fifth", arguments: [0.0, 0.5, 0.999])
  func backoff(random: Double) {
    let policy = RetryPolicy(
      initialBackoff: .milliseconds(100),
      backoffMax: .milliseconds(350),
      backoffMultiplier: 2
    )
    for (step, milliseconds) in [(0, 100.0), (1, 200), (2, 350), (3, 350), (60, 350)] {
      let pause = policy.backoff(step: step, random: random) / .milliseconds(1)
      #expect(abs(pause - milliseconds * (0.8 + 0.4 * random)) < 0.001)
    }
  }
}
