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
