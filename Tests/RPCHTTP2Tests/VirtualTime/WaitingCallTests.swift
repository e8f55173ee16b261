import HTTP2Engine
import RPCCore
import RPCHTTP2
import Testing
import WireHarness

@Suite("Calls that wait for a stream of the server")
struct WaitingCallTests {
  typealias Frame = RawPeer.Frame

  /// Servers that speak in frames by hand.
  private final class Servers {
    let loop = VirtualLoop()
    var peers: [RawPeer] = []

    func client(
      _ configuration: HTTP2ClientConfiguration = HTTP2ClientConfiguration()
    ) -> VirtualClient {
      VirtualClient(configuration, loop: loop) { [unowned self] _ in
        let peer = RawPeer()
        peers.append(peer)
        return .connect(
          VirtualWire(loop: loop),
          serve: { wire in
            try wire.add(peer, .server)
            wire.activate(.server)
          }
        )
      }
    }

    /// SETTINGS with a number of streams.
    func allow(_ streams: UInt8, peer: Int = 0) {
      peers[peer].send(Frame(type: 4, payload: [0, 3, 0, 0, 0, streams]))
      loop.run()
    }

    /// RST_STREAM with CANCEL.
    func end(_ stream: UInt32) {
      peers[0].send(Frame(type: 3, stream: stream, payload: [0, 0, 0, 8]))
      loop.run()
    }

    /// The streams whose heads the server has seen.
    func heads(peer: Int = 0) -> [UInt32] {
      // Behind the 24 bytes of the preface.
      RawPeer.frames(of: Array(peers[peer].received.dropFirst(24))).filter { $0.type == 1 }
        .map(\.stream)
    }
  }

  private static func code(_ task: VirtualTask<[UInt8]>) -> RPCError.Code? {
    guard case .failure(let error) = task.result else { return nil }
    return (error as? RPCError)?.code
  }

  @Test("[C26] [C27] A GOAWAY sends the calls that wait for a stream to another connection")
  func goaway() throws {
    let loop = VirtualLoop()
    var limits = HTTP2Configuration()
    limits.concurrentStreamsMax = 1
    var peers: [VirtualPeer] = []
    let client = VirtualClient(loop: loop) { _ in
      peers.append(try VirtualPeer(.server, configuration: limits))
      return .peer(peers[peers.count - 1], on: loop)
    }
    let running = client.call(TestService.hang)
    let waiting = client.call(TestService.hang)
    #expect(peers.map(\.requests.count) == [1])
    peers[0].session.submitGoaway(.noError)
    peers[0].flush()
    loop.run()
    #expect(peers.map(\.requests.count) == [1, 1])
    for peer in peers { ClientMannersTests.succeed(peer, peer.requests[0]) }
    loop.run()
    #expect(try running.result?.get() == [9])
    #expect(try waiting.result?.get() == [9])
  }

  @Test("[C26] The number of streams may be lowered to nothing and raised while calls run")
  func changedLimit() throws {
    let servers = Servers()
    let client = servers.client()
    var calls = [client.call(TestService.hang)]
    servers.allow(5)
    calls += (0..<2).map { _ in client.call(TestService.hang) }
    #expect(servers.heads() == [1, 3, 5])
    servers.allow(0)
    calls.append(client.call(TestService.hang))
    let late = client.call(TestService.hang, options: CallOptions(timeout: .seconds(3)))
    let cancelled = client.call(TestService.hang)
    servers.end(1)
    #expect(Self.code(calls[0]) == .cancelled)
    #expect(servers.heads() == [1, 3, 5])
    servers.loop.advance(.seconds(3))
    #expect(Self.code(late) == .deadlineExceeded)
    cancelled.cancel()
    servers.loop.run()
    #expect(cancelled.result != nil)
    servers.allow(2)
    #expect(servers.heads() == [1, 3, 5])
    servers.allow(9)
    #expect(servers.heads() == [1, 3, 5, 7])
    #expect(calls.dropFirst().allSatisfy { $0.result == nil })
  }

  @Test("[C26] A request that meets a lowered limit on its way out waits outside the session")
  func loweredAtOnce() throws {
    let servers = Servers()
    let client = servers.client()
    _ = client.call(TestService.hang)
    servers.allow(5)
    let transport = client.transport
    // It is submitted, the SETTINGS arrive, and then the output is written.
    let call = servers.loop.begin {
      try await transport.unary(TestService.hang, [1], options: CallOptions())
    }
    servers.allow(0)
    #expect(servers.heads() == [1])
    servers.peers[0].send(Frame(type: 7, payload: [0, 0, 0, 1, 0, 0, 0, 0]))
    servers.loop.run()
    servers.allow(5, peer: 1)
    #expect(servers.heads(peer: 1) == [1])
    #expect(call.result == nil)
  }

  @Test("[C26] Who waits has his turn before those who come later")
  func order() throws {
    let servers = Servers()
    let client = servers.client()
    _ = client.call(TestService.hang)
    servers.allow(1)
    let first = client.call(TestService.hang)
    let transport = client.transport
    // Begun between the end of a call and the turn in which its stream is given away.
    servers.peers[0].send(Frame(type: 3, stream: 1, payload: [0, 0, 0, 8]))
    let second = servers.loop.begin {
      try await transport.unary(TestService.hang, [1], options: CallOptions())
    }
    servers.loop.run()
    servers.end(3)
    #expect(Self.code(first) == .cancelled)
    #expect(second.result == nil)
    #expect(servers.heads() == [1, 3, 5])
  }

  @Test("[C26] One call more than may wait is RESOURCE_EXHAUSTED, and who leaves makes room")
  func waitingLimit() throws {
    var configuration = HTTP2ClientConfiguration()
    configuration.waitingCallsMax = 2
    let servers = Servers()
    let client = servers.client(configuration)
    _ = client.call(TestService.hang)
    servers.allow(1)
    for _ in 0..<100 {
      let cancelled = client.call(TestService.hang)
      let late = client.call(TestService.hang, options: CallOptions(timeout: .seconds(1)))
      #expect(Self.code(client.call(TestService.hang)) == .resourceExhausted)
      cancelled.cancel()
      servers.loop.advance(.seconds(1))
      #expect(cancelled.result != nil)
      #expect(Self.code(late) == .deadlineExceeded)
    }
    let waiting = client.call(TestService.hang)
    servers.end(1)
    #expect(servers.heads() == [1, 3])
    #expect(waiting.result == nil)
  }

  @Test("[C33] Calls that pause before another attempt count, and leave when they are cancelled")
  func pausingLimit() throws {
    var configuration = HTTP2ClientConfiguration()
    configuration.waitingCallsMax = 1
    let script = ClientMannersTests.Script { peer, stream, number in
      let pushback = [("grpc-retry-pushback-ms", "7000000")]
      ClientMannersTests.unavailable(peer, stream, pushback)
    }
    let client = script.client(configuration)
    for _ in 0..<2 {
      let pausing = client.call(TestService.echo)
      #expect(pausing.result == nil)
      #expect(Self.code(client.call(TestService.echo)) == .unavailable)
      pausing.cancel()
      script.loop.run()
      #expect(pausing.result != nil)
    }
    script.loop.advance(.seconds(10_000))
    #expect(script.requests.count == 4)
  }
}
