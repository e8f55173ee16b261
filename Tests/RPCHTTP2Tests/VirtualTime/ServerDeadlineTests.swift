import HTTP2Engine
import RPCCore
import RPCHTTP2
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
