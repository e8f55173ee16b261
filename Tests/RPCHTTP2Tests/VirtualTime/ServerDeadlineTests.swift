import HTTP2Engine
import NIOCore
import NIOEmbedded
import RPCCore
import RPCHTTP2
import Synchronization
import Testing
import WireHarness

@Suite("Deadlines that a server keeps")
struct ServerDeadlineTests {
  @Test(
    "[S35] At its deadline a call ends with DEADLINE_EXCEEDED and its handler is cancelled",
    arguments: [TestService.hang, TestService.chat]
  )
  func deadline(method: MethodDescriptor) throws {
    let server = try ServerMannersTests.server()
    let peer = try server.connect()
    let stream = try peer.begin(TestService.headers(method, ("grpc-timeout", "5S")))
    peer.send(stream, framed([1]), endStream: method.kind == .unary)
    server.loop.advance(.seconds(5) - .nanoseconds(1))
    #expect(peer.received(stream).grpcStatus == nil)
    #expect(server.handlersRunning == 1)
    server.loop.advance(.nanoseconds(1))
    #expect(peer.received(stream).grpcStatus == "4")
    #expect(server.handlersRunning == 0)
  }

  @Test("[S35] Each of many calls ends at its own deadline")
  func manyDeadlines() throws {
    let server = try ServerMannersTests.server()
    let peer = try server.connect()
    let seconds = [7, 3, 9, 1, 5, 5, 2]
    let streams = try seconds.map { seconds in
      let headers = TestService.headers(TestService.hang, ("grpc-timeout", "\(seconds)S"))
      let stream = try peer.begin(headers)
      peer.send(stream, framed([1]), endStream: true)
      return stream
    }
    for second in 1...10 {
      server.loop.advance(.seconds(1))
      let ended = streams.map { peer.received($0).grpcStatus != nil }
      #expect(ended == seconds.map { $0 <= second })
    }
  }

  @Test("[S35] The server's own limit holds for unary calls, and not for streams")
  func cap() throws {
    let server = try ServerMannersTests.server { $0.unaryTimeoutMax = .seconds(600) }
    let peer = try server.connect()
    let unary = try [nil, "1H", "599S"].map { timeout in
      let stream = try peer.begin(TestService.headers(TestService.hang, ("grpc-timeout", timeout)))
      peer.send(stream, framed([1]), endStream: true)
      return stream
    }
    let chat = try peer.begin(TestService.headers(TestService.chat))
    server.loop.advance(.seconds(599))
    #expect(unary.map { peer.received($0).grpcStatus } == [nil, nil, "4"])
    server.loop.advance(.seconds(1))
    #expect(unary.map { peer.received($0).grpcStatus } == ["4", "4", "4"])
    server.loop.advance(.seconds(100_000))
    #expect(peer.received(chat).grpcStatus == nil)
  }

  @Test("[S35] A call whose deadline passes before its message is there reaches no handler")
  func late() throws {
    let server = try ServerMannersTests.server()
    let peer = try server.connect()
    let stream = try peer.begin(TestService.headers(TestService.hang, ("grpc-timeout", "1S")))
    server.loop.advance(.seconds(1))
    #expect(peer.received(stream).grpcStatus == "4")
    #expect(server.handlersRunning == 0)
  }

  /// Moves a clock from inside a handler, which then has taken so long.
  private final class SlowHandler: Sendable {
    private let state = Mutex<(loop: EmbeddedEventLoop?, begun: Int)>((nil, 0))

    var begun: Int { state.withLock { $0.begun } }

    func use(_ loop: EmbeddedEventLoop) { state.withLock { $0.loop = loop } }

    func run() {
      let loop = state.withLock { state in
        state.begun += 1
        return state.loop
      }
      loop?.advanceTime(by: .seconds(1))
    }
  }

  @Test(
    "[S35] What is read together and comes behind slow handlers is not begun after its deadline"
  )
  func behindOthers() throws {
    let handler = SlowHandler()
    let slow = MethodDescriptor(service: TestService.name, name: "Slow")
    let router = try TestService.router(
      .unary(slow) { bytes, _ in
        handler.run()
        return bytes
      }
    )
    let server = VirtualServer(router, HTTP2ServerConfiguration())
    let peer = try server.connect()
    handler.use(server.loop.eventLoop)
    let streams = try (0..<20).map { _ in try Self.submit(slow, timeout: "10S", to: peer) }
    peer.flush()
    server.loop.advance(.seconds(30))
    // The clock is read for each eighth handler; ten seconds are over behind the tenth.
    #expect((10...16).contains(handler.begun))
    let statuses = streams.map { peer.received($0).grpcStatus }
    #expect(statuses.prefix(8).allSatisfy { $0 == "0" })
    #expect(statuses.suffix(4).allSatisfy { $0 == "4" })
  }

  /// Head and message of a call, to leave with the next flush.
  private static func submit(
    _ method: MethodDescriptor,
    timeout: String,
    to peer: VirtualPeer
  ) throws -> HTTP2StreamID {
    let list = HTTP2HeaderList(TestService.headers(method, ("grpc-timeout", timeout)))
    let stream = try peer.session.submitRequest(list, endStream: false)
    framed([1]).withUnsafeBytes { _ = peer.session.submitData(stream, $0, endStream: true) }
    return stream
  }

  @Test("[S35] Whatever a handler throws after its deadline, the status is DEADLINE_EXCEEDED")
  func throwsLate() throws {
    let handler = SlowHandler()
    let slow = MethodDescriptor(service: TestService.name, name: "Slow")
    let router = try TestService.router(
      .unary(slow) { _, _ in
        handler.run()
        throw RPCError(.notFound, "Too late.")
      }
    )
    let server = VirtualServer(router, HTTP2ServerConfiguration())
    let peer = try server.connect()
    handler.use(server.loop.eventLoop)
    let stream = try Self.submit(slow, timeout: "500m", to: peer)
    peer.flush()
    server.loop.advance(.seconds(30))
    #expect(peer.received(stream).grpcStatus == "4")
    #expect(handler.begun == 1)
  }

  @Test("[S6] A timeout of zero is over at once, one that is too long for the clock never")
  func edges() throws {
    let server = try ServerMannersTests.server { $0.keepalive.time = nil }
    let peer = try server.connect()
    let zero = try peer.begin(TestService.headers(TestService.chat, ("grpc-timeout", "0n")))
    let never = try peer.begin(TestService.headers(TestService.chat, ("grpc-timeout", "99999999H")))
    server.loop.advance(.seconds(1_000_000_000))
    #expect(peer.received(zero).grpcStatus == "4")
    #expect(peer.received(never).grpcStatus == nil)
    #expect(server.handlersRunning == 1)
  }

  @Test(
    "[S6] A timeout whose end lies just beyond the clock is none, whatever the clock shows",
    // 2^64 nanoseconds are 5,124,095.6 hours.
    arguments: [5_124_094, 5_124_095, 5_124_096]
  )
  func beyondClock(hours: Int) throws {
    let server = try ServerMannersTests.server {
      $0.keepalive.time = nil
      $0.idleTimeout = nil
      $0.unaryTimeoutMax = nil
    }
    let peer = try server.connect()
    server.loop.advance(.seconds(7_200))
    let streams = try [TestService.chat, TestService.hang].map { method in
      let timeout = ("grpc-timeout", "\(hours)H" as String?)
      let stream = try peer.begin(TestService.headers(method, timeout))
      peer.send(stream, framed([1]), endStream: method.kind == .unary)
      return stream
    }
    server.loop.advance(.seconds(1_000))
    #expect(streams.map { peer.received($0).grpcStatus } == [nil, nil])
    #expect(server.handlersRunning == 2)
  }
}
