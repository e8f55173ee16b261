import RPCCore
import RPCHTTP2
import Synchronization
import Testing

@Suite("Several servers", .timeLimit(.minutes(10)))
struct BalancingTests {
  private static let method = MethodDescriptor(service: "test.Echo", name: "Say")

  private func withServers(
    _ balancing: ClientBalancing,
    _ body: (HTTP2ClientTransport, [ScriptedServer]) async throws -> Void
  ) async throws {
    var servers: [ScriptedServer] = []
    for number in UInt8(0)..<3 {
      servers.append(try await ScriptedServer { _ in .message([number]) })
    }
    var configuration = HTTP2ClientConfiguration()
    configuration.balancing = balancing
    let client = HTTP2ClientTransport(
      servers: servers.map { ServerEndpoint(host: "127.0.0.1", port: $0.port) },
      configuration: configuration
    )
    try await body(client, servers)
    await client.close()
    for server in servers { try await server.close() }
  }

  private func answers(_ client: HTTP2ClientTransport, _ count: Int) async throws -> [UInt8] {
    var found: [UInt8] = []
    for _ in 0..<count {
      let options = CallOptions(timeout: .seconds(600), waitsForReady: true)
      found += try await client.unary(Self.method, [1], options: options)
    }
    return found
  }

  @Test("[C34] pick_first stays with the first server")
  func picksFirst() async throws {
    try await withServers(.pickFirst) { client, _ in
      let found = try await answers(client, 6)
      #expect(found == [0, 0, 0, 0, 0, 0])
    }
  }

  @Test("[C34] round_robin takes turns")
  func takesTurns() async throws {
    try await withServers(.roundRobin) { client, servers in
      // The first calls may come before all three are connected.
      while Set(try await answers(client, 3)).count < 3 {}
      let found = try await answers(client, 30)
      #expect(Set(found).count == 3)
      for number in UInt8(0)..<3 { #expect(found.filter { $0 == number }.count == 10) }
      #expect(servers.allSatisfy { $0.record.connections == 1 })
    }
  }

  @Test("[C34] round_robin resolves names")
  func resolves() async throws {
    let server = try await ScriptedServer { _ in .message([5]) }
    var configuration = HTTP2ClientConfiguration()
    configuration.balancing = .roundRobin
    configuration.resolver = { host in host == "one-stop.example" ? ["127.0.0.1"] : [] }
    let client = HTTP2ClientTransport(
      host: "one-stop.example",
      port: server.port,
      configuration: configuration
    )
    let answer = try await client.unary(Self.method, [1], options: CallOptions())
    #expect(answer == [5])
    let authority = server.record.requests.first?.headers[":authority"]
    #expect(authority == "one-stop.example:\(server.port)")
    await client.close()
    let nobody = HTTP2ClientTransport(host: "nowhere", port: 1, configuration: configuration)
    await #expect(throws: RPCError.self) {
      try await nobody.unary(Self.method, [1], options: CallOptions())
    }
    await nobody.close()
    try await server.close()
  }

  /// Counts how often a name is looked up that stands for nothing.
  private final class Lookups: Sendable {
    private let counter = Mutex(0)
    var count: Int { counter.withLock { $0 } }

    /// Counts one more and returns which it is.
    func add() -> Int {
      counter.withLock { count in
        count += 1
        return count
      }
    }

    func client(pause: Duration, multiplier: Double) -> HTTP2ClientTransport {
      var configuration = HTTP2ClientConfiguration()
      configuration.balancing = .roundRobin
      configuration.backoff.initial = pause
      configuration.backoff.max = .seconds(7_200)
      configuration.backoff.multiplier = multiplier
      configuration.resolver = { _ in
        self.counter.withLock { $0 += 1 }
        return []
      }
      return HTTP2ClientTransport(host: "nowhere", port: 1, configuration: configuration)
    }
  }

  /// A client of a name under which nobody listens, and what looks the name up: the first time at once,
  /// then never to an end until the gate opens.
  ///
  /// - Returns: The client, what opens when a look-up has no answer, and what gives it one.
  private func deafNames(
    firstAnswer: [String]?,
    connectTimeout: Duration = .seconds(20)
  ) async throws -> (client: HTTP2ClientTransport, again: Gate, gate: Gate) {
    let server = try await ScriptedServer { _ in .silence }
    try await server.close()
    let (lookups, again, gate) = (Lookups(), Gate(), Gate())
    var configuration = HTTP2ClientConfiguration()
    configuration.balancing = .roundRobin
    configuration.connectTimeout = connectTimeout
    configuration.backoff.initial = .milliseconds(1)
    configuration.resolver = { _ in
      if lookups.add() == 1, let firstAnswer { return firstAnswer }
      again.open()
      await gate.wait()
      return []
    }
    let client = HTTP2ClientTransport(
      host: "one-stop.example",
      port: server.port,
      configuration: configuration
    )
    return (client, again, gate)
  }

  private func code(_ client: HTTP2ClientTransport, timeout: Duration) async -> RPCError.Code? {
    do {
      _ = try await client.unary(Self.method, [1], options: CallOptions(timeout: timeout))
      return nil
    } catch {
      return (error as? RPCError)?.code
    }
  }

  @Test("[C34] While a name is looked up again its servers are those that were found before")
  func slowLookup() async throws {
    let (client, again, gate) = try await deafNames(firstAnswer: ["127.0.0.1"])
    #expect(await code(client, timeout: .seconds(60)) == .unavailable)
    await again.wait()
    #expect(await code(client, timeout: .seconds(3)) == .unavailable)
    gate.open()
    await client.close()
  }

  @Test("[C34] A look-up without an end has found nothing when a connection would be given up")
  func endlessLookup() async throws {
    let (client, _, gate) = try await deafNames(
      firstAnswer: nil,
      connectTimeout: .milliseconds(20)
    )
    #expect(await code(client, timeout: .seconds(3)) == .unavailable)
    gate.open()
    await client.close()
  }

  @Test("[C34] A name that stands for nothing is looked up ever more rarely, and for calls only")
  func failingName() async throws {
    let (rare, idle) = (Lookups(), Lookups())
    let patient = rare.client(pause: .milliseconds(1), multiplier: 10_000_000)
    let client = idle.client(pause: .milliseconds(1), multiplier: 1)
    await #expect(throws: RPCError.self) {
      try await client.unary(Self.method, [1], options: CallOptions())
    }
    let options = CallOptions(timeout: .milliseconds(300), waitsForReady: true)
    await #expect(throws: RPCError.self) {
      try await patient.unary(Self.method, [1], options: options)
    }
    // The second pause is hours long.
    #expect((1...2).contains(rare.count))
    // Nobody waits.
    #expect(idle.count == 1)
    await patient.close()
    await client.close()
  }
}
