import NIOCore
import NIOPosix
import RPCCore
import RPCHTTP2
import Testing

@Suite("Several servers, and silent ones", .timeLimit(.minutes(1)))
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
      let options = CallOptions(timeout: .seconds(50), waitsForReady: true)
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

  @Test("[C34] pick_first goes on to the next when the first cannot be reached")
  func goesOn() async throws {
    try await withServers(.pickFirst) { _, servers in
      let gone = try await ScriptedServer { _ in .silence }
      try await gone.close()
      let ports = [gone.port] + servers.dropFirst().map(\.port)
      let client = HTTP2ClientTransport(
        servers: ports.map { ServerEndpoint(host: "127.0.0.1", port: $0) }
      )
      // Not waiting for a server: the second is tried before the call fails.
      let answer = try await client.unary(Self.method, [1], options: CallOptions())
      #expect(answer == [1])
      await client.close()
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

  /// Says SETTINGS and nothing more.
  private final class SilentServer: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelActive(context: ChannelHandlerContext) {
      let settings = ByteBuffer(bytes: [0, 0, 0, 4, 0, 0, 0, 0, 0])
      context.writeAndFlush(wrapOutboundOut(settings), promise: nil)
    }
  }

  @Test("[C29] A server that answers no PING is given up")
  func keepalive() async throws {
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(SilentServer())
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(listener.localAddress?.port)
    var configuration = HTTP2ClientConfiguration()
    configuration.keepalive.time = .milliseconds(10)
    configuration.keepalive.timeMin = .milliseconds(1)
    configuration.keepalive.timeout = .milliseconds(10)
    let client = HTTP2ClientTransport(host: "127.0.0.1", port: port, configuration: configuration)
    do {
      _ = try await client.unary(Self.method, [1], options: CallOptions(timeout: .seconds(50)))
      Issue.record("The call has succeeded.")
    } catch let error as RPCError {
      #expect(error.code == .unavailable)
    }
    await client.close()
    try await listener.close()
  }
}

extension BalancingTests {
  @Test("A client that is closed while it connects has closed", arguments: [true, false])
  func closesWhileConnecting(isListening: Bool) async throws {
    let server = try await ScriptedServer { _ in .silence }
    if !isListening { try await server.close() }
    let client = HTTP2ClientTransport(host: "127.0.0.1", port: server.port)
    // The deadline is over before there is a connection.
    await #expect(throws: RPCError.self) {
      let options = CallOptions(timeout: .nanoseconds(1), waitsForReady: true)
      _ = try await client.unary(
        MethodDescriptor(service: "test.Echo", name: "Say"),
        [1],
        options: options
      )
    }
    await client.close()
    if isListening { try await server.close() }
  }
}
