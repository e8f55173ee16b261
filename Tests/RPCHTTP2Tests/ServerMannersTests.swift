import HTTP2Engine
import RPCCore
import RPCHTTP2
import Testing

@Suite("What a server asks of its clients over time", .timeLimit(.minutes(1)))
struct ServerMannersTests {
  typealias Event = ScriptedPeer.Event

  /// The GOAWAY frames until the connection ends.
  private func goaways(
    _ configuration: HTTP2ServerConfiguration,
    _ script: @escaping @Sendable (ScriptedPeer) async throws -> Void = { _ in }
  ) async throws -> [(code: HTTP2ErrorCode, reason: String)] {
    try await ServerProtocolTests.withPeer(configuration) { peer, _ in
      try await script(peer)
      var found: [(code: HTTP2ErrorCode, reason: String)] = []
      for await event in peer.events {
        if case .goaway(let code, _, let reason) = event { found.append((code, reason)) }
      }
      return found
    }
  }

  private static func begin(_ peer: ScriptedPeer, _ path: String) async throws -> HTTP2StreamID {
    try await peer.run { session in
      let list = HTTP2HeaderList(ServerProtocolTests.headers((":path", path)))
      return try session.submitRequest(list, endStream: false)
    }
  }

  @Test("[S30] The third PING that comes too early is the last", arguments: [true, false])
  func strikes(hasCall: Bool) async throws {
    let found = try await goaways(HTTP2ServerConfiguration()) { peer in
      if hasCall { _ = try await Self.begin(peer, "/test.Echo/Chat") }
      for number in 0..<4 { try await peer.run { $0.submitPing(UInt64(number)) } }
    }
    #expect(found.map(\.code) == [.enhanceYourCalm])
    #expect(found.map(\.reason) == ["too_many_pings"])
  }

  @Test("[S30] PINGs are good again when the server has sent HEADERS or DATA")
  func strikesAreForgotten() async throws {
    let statuses = try await ServerProtocolTests.withPeer(HTTP2ServerConfiguration()) { peer, _ in
      var statuses: [String?] = []
      for _ in 0..<5 {
        for number in 0..<3 { try await peer.run { $0.submitPing(UInt64(number)) } }
        let received = try await ServerProtocolTests.exchange(
          peer,
          ServerProtocolTests.base,
          [framed([1])]
        )
        statuses.append(received.grpcStatus)
      }
      return statuses
    }
    #expect(statuses == ["0", "0", "0", "0", "0"])
  }

  @Test("[S28] An old connection is asked to go")
  func age() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.connectionAgeMax = .milliseconds(20)
    let found = try await goaways(configuration) { peer in
      let stream = try await Self.begin(peer, "/test.Echo/Chat")
      for await case .goaway(_, let last, _) in peer.events where last == .max { break }
      _ = try await peer.run { session in
        session.submitData(stream, UnsafeRawBufferPointer(start: nil, count: 0), endStream: true)
      }
    }
    #expect(found.map(\.code) == [.noError])
    #expect(found.last?.reason == "max_age")
  }

  @Test("[S28] Calls of an old connection end with the grace")
  func ageGrace() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.connectionAgeMax = .milliseconds(20)
    configuration.connectionAgeGrace = .milliseconds(200)
    let found = try await goaways(configuration) { peer in
      _ = try await Self.begin(peer, "/test.Echo/Chat")
    }
    #expect(found.last?.reason == "max_age")
  }

  @Test("[S28] An idle connection is asked to go")
  func idle() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.idleTimeout = .milliseconds(20)
    let found = try await goaways(configuration)
    // nghttp2 as a client reads nothing behind the first when no stream is open.
    #expect(found.map(\.code) == [.noError])
  }

  @Test("[S29] A silent client is asked, and stays if it answers")
  func keepalive() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.keepalive.time = .milliseconds(5)
    configuration.keepalive.timeout = .seconds(30)
    configuration.connectionAgeMax = .milliseconds(200)
    configuration.connectionAgeGrace = .milliseconds(200)
    // The session of the peer answers PINGs by itself; the connection lives to its age.
    let found = try await goaways(configuration) { peer in
      _ = try await Self.begin(peer, "/test.Echo/Chat")
    }
    #expect(found.last?.reason == "max_age")
  }

  @Test("[S25] A stream whose client takes nothing is reset")
  func stalledStream() async throws {
    var client = HTTP2Configuration()
    client.streamWindowBytes = 100
    var configuration = HTTP2ServerConfiguration()
    configuration.eventLoops = 1
    configuration.stalledOutputTimeout = .milliseconds(40)
    let server = HTTP2ServerTransport(configuration: configuration)
    let router = try ServerProtocolTests.router()
    let serving = Task { try await server.serve(router) }
    defer { serving.cancel() }
    let peer = try await ScriptedPeer.connect(
      port: try await server.boundPort,
      configuration: client,
      consumes: false
    )
    let received = try await ServerProtocolTests.exchange(
      peer,
      ServerProtocolTests.base,
      [framed([UInt8](repeating: 1, count: 1_000))]
    )
    #expect(received.closed == .enhanceYourCalm)
    #expect(received.body.count == 100)
  }

  @Test("Above the limit of calls a server refuses with a time, and health has its own lane")
  func admission() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.admission.callsPerLoopMax = 1
    configuration.admission.priorityCallsPerLoopMax = 1
    configuration.admission.priorityServices = ["test.Health"]
    configuration.random = { 0.5 }
    let (refused, healthy, after) = try await ServerProtocolTests.withPeer(configuration) {
      peer,
      _ in
      let stream = try await Self.begin(peer, "/test.Echo/Chat")
      let refused = try await ServerProtocolTests.exchange(
        peer,
        ServerProtocolTests.base,
        [framed([1])]
      )
      let healthy = try await ServerProtocolTests.exchange(
        peer,
        ServerProtocolTests.headers((":path", "/test.Health/Say")),
        [framed([1])]
      )
      _ = try await peer.run { session in
        session.submitData(stream, UnsafeRawBufferPointer(start: nil, count: 0), endStream: true)
      }
      for await case .closed(let closed, _) in peer.events where closed == stream { break }
      let after = try await ServerProtocolTests.exchange(
        peer,
        ServerProtocolTests.base,
        [framed([1])]
      )
      return (refused, healthy, after)
    }
    #expect(refused.grpcStatus == "8")
    #expect(refused.head["grpc-retry-pushback-ms"] == "200")
    #expect(refused.head["grpc-status-details-bin"] != nil)
    #expect(healthy.grpcStatus == "0")
    #expect(after.grpcStatus == "0")
  }

  @Test("[S35] A call whose deadline has passed reaches no handler")
  func lateCall() async throws {
    let received = try await ServerProtocolTests.withPeer(HTTP2ServerConfiguration()) { peer, _ in
      let stream = try await peer.run { session in
        let list = HTTP2HeaderList(ServerProtocolTests.headers(("grpc-timeout", "1n")))
        return try session.submitRequest(list, endStream: false)
      }
      _ = try await peer.run { session in
        framed([1]).withUnsafeBytes { session.submitData(stream, $0, endStream: true) }
      }
      for await case .closed(let closed, let received) in peer.events where closed == stream {
        return received as ScriptedPeer.Received?
      }
      return nil
    }
    #expect(received?.grpcStatus == "4")
  }
}
