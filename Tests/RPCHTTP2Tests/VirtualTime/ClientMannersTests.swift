import HTTP2Engine
import NIOCore
import RPCCore
import RPCHTTP2
import Testing
import WireHarness

@Suite("What a client does over time")
struct ClientMannersTests {
  /// Servers that do what a test says, and what they have seen.
  final class Script {
    let loop = VirtualLoop()
    var peers: [VirtualPeer] = []
    /// When each request came, in seconds from the beginning.
    var requests: [(second: Double, head: [String: String])] = []
    private let start: UInt64
    private let answer: (VirtualPeer, HTTP2StreamID, Int) -> Void

    init(_ answer: @escaping (VirtualPeer, HTTP2StreamID, Int) -> Void = { _, _, _ in }) {
      self.answer = answer
      start = loop.now
    }

    func peer() throws -> VirtualPeer {
      let peer = try VirtualPeer(.server)
      peers.append(peer)
      peer.onRequest = { [unowned self, unowned peer] stream in
        requests.append((second, peer.received(stream).head))
        answer(peer, stream, requests.count - 1)
      }
      return peer
    }

    var second: Double { Double(loop.now - start) / 1e9 }

    func client(
      _ configuration: HTTP2ClientConfiguration = HTTP2ClientConfiguration(),
      after delay: Duration = .zero
    ) -> VirtualClient {
      VirtualClient(configuration, loop: loop) { [unowned self] _ in
        .peer(try peer(), on: loop, after: delay)
      }
    }
  }

  private static func code(_ task: VirtualTask<[UInt8]>) -> RPCError.Code? {
    guard case .failure(let error) = task.result else { return nil }
    return (error as? RPCError)?.code
  }

  static func succeed(_ peer: VirtualPeer, _ stream: HTTP2StreamID) {
    peer.respond(stream, TestService.head, framed([9]), trailers: TestService.ok)
  }

  static func unavailable(
    _ peer: VirtualPeer,
    _ stream: HTTP2StreamID,
    _ more: [(String, String)] = []
  ) {
    peer.respond(stream, only: TestService.head + [("grpc-status", "14")] + more)
  }

  private static func steady() -> HTTP2ClientConfiguration {
    var configuration = HTTP2ClientConfiguration()
    configuration.backoff.random = { 0.5 }
    configuration.retries.random = { 0.5 }
    return configuration
  }

  // Keepalive.

  @Test("[C29] A client asks nothing by default")
  func noKeepalive() throws {
    let script = Script()
    let client = script.client()
    let call = client.call(TestService.hang)
    script.loop.advance(.seconds(1_000_000))
    #expect(script.peers.first?.pings == [])
    #expect(call.result == nil)
  }

  @Test(
    "[C29] A client with a call asks a silent server, at most every 10 seconds",
    arguments: [(1, 10), (10, 10), (60, 60)]
  )
  func keepalive(asked: Int, seconds: Int) throws {
    var configuration = Self.steady()
    configuration.keepalive.time = .seconds(asked)
    let script = Script()
    let client = script.client(configuration)
    let call = client.call(TestService.hang)
    let peer = try #require(script.peers.first)
    script.loop.advance(.seconds(seconds) - .nanoseconds(1))
    #expect(peer.pings.isEmpty)
    script.loop.advance(.nanoseconds(1))
    #expect(peer.pings.count == 1)
    script.loop.advance(.seconds(100_000))
    #expect(call.result == nil)
  }

  @Test("[C29] Without a call a client asks only if it is told to", arguments: [true, false])
  func keepaliveWithoutCalls(isTold: Bool) throws {
    var configuration = Self.steady()
    configuration.keepalive.time = .seconds(10)
    configuration.keepalive.pingsWithoutCalls = isTold
    let script = Script { peer, stream, _ in Self.succeed(peer, stream) }
    let client = script.client(configuration)
    #expect(try client.call(TestService.echo).result?.get() == [9])
    script.loop.advance(.seconds(1_000))
    #expect(script.peers.first?.pings.isEmpty == !isTold)
  }

  @Test("[C29] A server that answers no PING is given up")
  func keepaliveUnanswered() throws {
    var configuration = Self.steady()
    configuration.keepalive.time = .seconds(10)
    let script = Script()
    let client = script.client(configuration)
    let call = client.call(TestService.hang)
    script.peers.first?.isDeaf = true
    script.loop.advance(.seconds(30) - .nanoseconds(1))
    #expect(call.result == nil)
    script.loop.advance(.nanoseconds(1))
    #expect(Self.code(call) == .unavailable)
    #expect(script.peers.first?.isDisconnected == true)
  }

  @Test("[C30] A client that is told of too many PINGs asks half as often")
  func tooManyPings() throws {
    var configuration = Self.steady()
    configuration.keepalive.time = .seconds(10)
    let script = Script()
    let client = script.client(configuration)
    let call = client.call(TestService.hang)
    let first = try #require(script.peers.first)
    script.loop.advance(.seconds(10))
    #expect(first.pings.count == 1)
    Array("too_many_pings".utf8).withUnsafeBytes {
      first.session.submitGoaway(.enhanceYourCalm, debugData: $0)
    }
    first.flush()
    first.close()
    script.loop.run()
    #expect(Self.code(call) == .unavailable)
    let again = client.call(TestService.hang)
    let second = try #require(script.peers.last)
    script.loop.advance(.seconds(20) - .nanoseconds(1))
    #expect(second.pings.isEmpty)
    script.loop.advance(.nanoseconds(1))
    #expect(second.pings.count == 1)
    #expect(again.result == nil)
  }

  // Connecting.

  @Test("[C34] Attempts to connect grow rarer by the standard's figures")
  func backoff() throws {
    let loop = VirtualLoop()
    let client = VirtualClient(Self.steady(), loop: loop) { _ in .refuse() }
    let start = loop.now
    let call = client.call(TestService.echo, options: CallOptions(waitsForReady: true))
    loop.advance(.seconds(1_000))
    #expect(call.result == nil)
    let seconds = client.dialedAt.map { Double($0 - start) / 1e9 }
    let pauses = zip(seconds.dropFirst(), seconds).map { $0 - $1 }
    var expected = 1.0
    for pause in pauses {
      #expect(abs(pause - expected) < 0.001)
      expected = min(expected * 1.6, 120)
    }
    #expect(pauses.count > 12)
  }

  @Test("[C34] An attempt may take 20 seconds, also to the server's first frame")
  func connectTimeout() throws {
    let loop = VirtualLoop()
    let deaf = VirtualClient(Self.steady(), loop: loop) { _ in .silence }
    let mute = VirtualClient(Self.steady(), loop: loop) { _ in
      .connect(VirtualWire(loop: loop), serve: { $0.activate(.server) })
    }
    let calls = [deaf.call(TestService.hang), mute.call(TestService.hang)]
    loop.advance(.seconds(20) - .nanoseconds(1))
    #expect(calls.map { $0.result == nil } == [true, true])
    loop.advance(.nanoseconds(1))
    #expect(calls.map { Self.code($0) } == [.unavailable, .unavailable])
  }

  @Test("[C34] While no server can be reached calls fail at once, or wait if they are told to")
  func failsFast() throws {
    let script = Script { peer, stream, _ in Self.succeed(peer, stream) }
    var isUp = false
    let client = VirtualClient(Self.steady(), loop: script.loop) { _ in
      isUp ? .peer(try script.peer(), on: script.loop) : .refuse()
    }
    #expect(Self.code(client.call(TestService.hang)) == .unavailable)
    let waiting = client.call(TestService.echo, options: CallOptions(waitsForReady: true))
    script.loop.advance(.milliseconds(500))
    #expect(Self.code(client.call(TestService.hang)) == .unavailable)
    #expect(waiting.result == nil)
    isUp = true
    script.loop.advance(.milliseconds(500))
    #expect(try waiting.result?.get() == [9])
  }

  @Test("[C34] Nobody listening is UNAVAILABLE at once, also for the next call")
  func nobodyListens() throws {
    let client = VirtualClient(Self.steady()) { _ in .refuse() }
    for _ in 0..<2 { #expect(Self.code(client.call(TestService.hang)) == .unavailable) }
  }

  @Test("[C34] pick_first goes on to the next when the first cannot be reached")
  func goesOn() throws {
    let script = Script { peer, stream, _ in Self.succeed(peer, stream) }
    let servers = [1, 2, 3].map { ServerEndpoint(host: "127.0.0.1", port: $0) }
    var dialed: [Int] = []
    let client = VirtualClient(Self.steady(), servers: servers, loop: script.loop) { endpoint in
      dialed.append(endpoint.port)
      return endpoint.port == 1 ? .refuse() : .peer(try script.peer(), on: script.loop)
    }
    // Not waiting for a server: the second is tried before the call fails.
    #expect(try client.call(TestService.hang).result?.get() == [9])
    #expect(dialed == [1, 2])
  }

  @Test("[C34] A client that is closed while it connects has closed", arguments: [true, false])
  func closesWhileConnecting(isListening: Bool) throws {
    let script = Script()
    let client = VirtualClient(Self.steady(), loop: script.loop) { _ in
      isListening
        ? .peer(try script.peer(), on: script.loop, after: .seconds(5))
        : .refuse(after: .seconds(5))
    }
    let options = CallOptions(timeout: .seconds(1), waitsForReady: true)
    let call = client.call(TestService.hang, options: options)
    script.loop.advance(.seconds(1))
    #expect(Self.code(call) == .deadlineExceeded)
    let transport = client.transport
    let closing = script.loop.begin { await transport.close() }
    script.loop.advance(.seconds(5))
    #expect(closing.result != nil)
  }

  private final class Sentinel {}

  @Test("A client that is let go leaves nothing behind", arguments: [true, false])
  func letGo(isConnected: Bool) throws {
    weak var sentinel: Sentinel?
    do {
      let script = Script { peer, stream, _ in Self.succeed(peer, stream) }
      let held = Sentinel()
      sentinel = held
      let client = VirtualClient(Self.steady(), loop: script.loop) { _ in
        withExtendedLifetime(held) {}
        return isConnected ? .peer(try script.peer(), on: script.loop) : .refuse()
      }
      #expect(client.call(TestService.hang).result != nil)
    }
    #expect(sentinel == nil)
  }

  // Attempts.

  @Test("[C33] The pauses between attempts are those of the policy", arguments: [0.0, 0.5, 0.999])
  func retryPauses(random: Double) throws {
    var configuration = Self.steady()
    configuration.retries.random = { random }
    let script = Script { peer, stream, _ in Self.unavailable(peer, stream) }
    let client = script.client(configuration)
    let call = client.call(TestService.echo)
    script.loop.advance(.seconds(60))
    #expect(Self.code(call) == .unavailable)
    let share = 0.8 + 0.4 * random
    let expected = [0, 0.1 * share, 0.3 * share, 0.7 * share]
    #expect(script.requests.count == 4)
    for (request, second) in zip(script.requests, expected) {
      #expect(abs(request.second - second) < 0.001)
    }
  }

  @Test("[C33] The server's pushback says when, and the pauses begin anew behind it")
  func pushback() throws {
    let script = Script { peer, stream, number in
      Self.unavailable(peer, stream, number == 1 ? [("grpc-retry-pushback-ms", "7000")] : [])
    }
    let client = script.client(Self.steady())
    _ = client.call(TestService.echo)
    script.loop.advance(.seconds(60))
    let seconds = script.requests.map(\.second)
    #expect(seconds.count == 4)
    for (second, expected) in zip(seconds, [0, 0.1, 7.1, 7.2]) {
      #expect(abs(second - expected) < 0.001)
    }
  }

  // Deadlines.

  @Test("[C35] A client ends a call at its deadline and tells the server")
  func deadline() throws {
    let script = Script()
    let client = script.client()
    let call = client.call(TestService.hang, options: CallOptions(timeout: .seconds(5)))
    script.loop.advance(.seconds(5) - .nanoseconds(1))
    #expect(call.result == nil)
    script.loop.advance(.nanoseconds(1))
    #expect(Self.code(call) == .deadlineExceeded)
    let peer = try #require(script.peers.first)
    #expect(peer.requests.map { peer.received($0).reset } == [.cancel])
  }

  @Test("[C35] The server is told what is left after waiting for the connection")
  func remainingTime() throws {
    let script = Script { peer, stream, _ in Self.succeed(peer, stream) }
    let client = script.client(after: .seconds(3))
    let call = client.call(TestService.echo, options: CallOptions(timeout: .seconds(10)))
    script.loop.advance(.seconds(3))
    #expect(try call.result?.get() == [9])
    #expect(script.requests.first?.head["grpc-timeout"] == "7000000u")
  }

  @Test("[C35] A deadline that passes while the call waits for a connection ends it")
  func deadlineWhileWaiting() throws {
    let script = Script()
    let client = script.client(after: .seconds(19))
    let options = CallOptions(timeout: .seconds(5), waitsForReady: true)
    let call = client.call(TestService.echo, options: options)
    script.loop.advance(.seconds(5))
    #expect(Self.code(call) == .deadlineExceeded)
    script.loop.advance(.seconds(20))
    #expect(script.requests.isEmpty)
  }

  @Test("[C35] The deadline holds across attempts, and each is told what is left")
  func deadlineAcrossAttempts() throws {
    var configuration = Self.steady()
    configuration.retries.policy = RetryPolicy(initialBackoff: .seconds(4), backoffMax: .seconds(4))
    let script = Script { peer, stream, _ in Self.unavailable(peer, stream) }
    let client = script.client(configuration)
    let call = client.call(TestService.echo, options: CallOptions(timeout: .seconds(10)))
    script.loop.advance(.seconds(10) - .nanoseconds(1))
    #expect(call.result == nil)
    script.loop.advance(.nanoseconds(1))
    #expect(Self.code(call) == .deadlineExceeded)
    #expect(
      script.requests.map { $0.head["grpc-timeout"] } == ["10000000u", "6000000u", "2000000u"]
    )
  }

  @Test("[C35] A call inherits the deadline of the call that it is made for")
  func inheritedDeadline() throws {
    let script = Script()
    let client = script.client()
    let parent = Deadline(timeout: .seconds(3), now: script.loop.now)
    var options = CallOptions(timeout: .seconds(50))
    options.deadline = parent
    let call = client.call(TestService.hang, options: options)
    #expect(script.requests.first?.head["grpc-timeout"] == "3000000u")
    script.loop.advance(.seconds(3))
    #expect(Self.code(call) == .deadlineExceeded)
  }
}
