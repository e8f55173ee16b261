import HTTP2Engine
import NIOCore
import RPCCore
import RPCHTTP2
import Synchronization
import Testing
import WireHarness

@Suite("What a server asks of its clients over time")
struct ServerMannersTests {
  private typealias Goaway = VirtualPeer.Goaway

  static func server(
    _ change: (inout HTTP2ServerConfiguration) -> Void = { _ in }
  ) throws -> VirtualServer {
    var configuration = HTTP2ServerConfiguration()
    configuration.random = { 0.5 }
    change(&configuration)
    return VirtualServer(try TestService.router(), configuration)
  }

  private static let chat = TestService.headers(TestService.chat)

  // Age.

  @Test("[S28] An old connection is asked to go, and its calls end in peace")
  func age() throws {
    let server = try Self.server { $0.connectionAgeMax = .seconds(60) }
    let peer = try server.connect()
    let stream = try peer.begin(Self.chat)
    server.loop.advance(.seconds(60) - .nanoseconds(1))
    #expect(peer.goaways.isEmpty)
    server.loop.advance(.nanoseconds(1))
    #expect(
      peer.goaways == [
        Goaway(.noError, last: .max, reason: ""), Goaway(.noError, last: 1, reason: "max_age"),
      ]
    )
    server.loop.advance(.seconds(3_600))
    #expect(server.handlersRunning == 1)
    peer.send(stream, framed([7]), endStream: true)
    server.loop.run()
    #expect(peer.received(stream).body == framed([7]))
    #expect(peer.received(stream).grpcStatus == "0")
    #expect(peer.isDisconnected)
  }

  @Test("[S28] The age varies by a tenth", arguments: [(0.0, 54), (0.5, 60), (0.999_999, 66)])
  func ageJitter(random: Double, seconds: Int) throws {
    let server = try Self.server {
      $0.connectionAgeMax = .seconds(60)
      $0.random = { random }
    }
    let peer = try server.connect()
    _ = try peer.begin(Self.chat)
    server.loop.advance(.seconds(seconds) - .milliseconds(1))
    #expect(peer.goaways.isEmpty)
    server.loop.advance(.milliseconds(2))
    #expect(peer.goaways.count == 2)
  }

  @Test("[S28] Calls of an old connection end with the grace")
  func ageGrace() throws {
    let server = try Self.server {
      $0.connectionAgeMax = .seconds(60)
      $0.connectionAgeGrace = .seconds(10)
    }
    let peer = try server.connect()
    _ = try peer.begin(Self.chat)
    server.loop.advance(.seconds(70) - .nanoseconds(1))
    #expect(peer.goaways.last?.reason == "max_age")
    #expect(!peer.isDisconnected)
    #expect(server.handlersRunning == 1)
    server.loop.advance(.nanoseconds(1))
    #expect(peer.isDisconnected)
    #expect(server.handlersRunning == 0)
  }

  @Test("[S28] A connection grows as old as it likes by default")
  func noAge() throws {
    let server = try Self.server()
    let peer = try server.connect()
    _ = try peer.begin(Self.chat)
    server.loop.advance(.seconds(1_000_000))
    #expect(peer.goaways.isEmpty)
    #expect(!peer.isDisconnected)
  }

  // Idleness.

  @Test("[S28] An idle connection is asked to go, one with a call is not")
  func idle() throws {
    let server = try Self.server { $0.idleTimeout = .seconds(30) }
    let (idle, busy) = (try server.connect(), try server.connect())
    let stream = try busy.begin(Self.chat)
    server.loop.advance(.seconds(30) - .nanoseconds(1))
    #expect(idle.goaways.isEmpty)
    server.loop.advance(.nanoseconds(1))
    // nghttp2 as a client reads nothing behind the first when no stream is open.
    #expect(idle.goaways.map(\.code) == [.noError])
    #expect(idle.isDisconnected)
    server.loop.advance(.seconds(300))
    #expect(busy.goaways.isEmpty)
    busy.send(stream, [], endStream: true)
    server.loop.advance(.seconds(60))
    #expect(busy.isDisconnected)
  }

  // Silence.

  @Test("[S29] A silent client is asked, and stays if it answers")
  func keepalive() throws {
    let server = try Self.server {
      $0.keepalive.time = .seconds(100)
      $0.keepalive.timeout = .seconds(20)
      $0.idleTimeout = nil
    }
    let peer = try server.connect()
    server.loop.advance(.seconds(100) - .nanoseconds(1))
    #expect(peer.pings.isEmpty)
    server.loop.advance(.nanoseconds(1))
    #expect(peer.pings.count == 1)
    server.loop.advance(.seconds(10_000))
    #expect(peer.pings.count == 101)
    #expect(!peer.isDisconnected)
  }

  @Test("[S29] A client that does not answer is gone, and its calls are cancelled")
  func keepaliveUnanswered() throws {
    let server = try Self.server {
      $0.keepalive.time = .seconds(100)
      $0.keepalive.timeout = .seconds(20)
    }
    let peer = try server.connect()
    _ = try peer.begin(Self.chat)
    server.loop.run()
    peer.isDeaf = true
    server.loop.advance(.seconds(120) - .nanoseconds(1))
    #expect(server.handlersRunning == 1)
    server.loop.advance(.nanoseconds(1))
    #expect(server.handlersRunning == 0)
    #expect(peer.isDisconnected)
  }

  @Test("[S29] A client that speaks is not asked")
  func keepaliveOfTalker() throws {
    let server = try Self.server { $0.keepalive.time = .seconds(100) }
    let peer = try server.connect()
    let stream = try peer.begin(Self.chat)
    for number in UInt8(0)..<20 {
      peer.send(stream, framed([number]))
      server.loop.advance(.seconds(60))
    }
    #expect(peer.pings.isEmpty)
    #expect(peer.received(stream).body.count == 20 * framed([0]).count)
  }

  // PINGs of the client.

  @Test(
    "[S30] PINGs may come as often as is allowed, and not oftener",
    arguments: [(true, 300), (false, 7_200)]
  )
  func strikes(hasCall: Bool, seconds: Int) throws {
    let server = try Self.server {
      $0.idleTimeout = nil
      $0.keepalive.time = nil
    }
    let peer = try server.connect()
    if hasCall { _ = try peer.begin(Self.chat) }
    for number in UInt64(0)..<10 {
      peer.ping(number)
      server.loop.advance(.seconds(seconds))
    }
    #expect(peer.pingAcknowledgements == Array(0..<10))
    // Two strikes are borne, the third is one too many.
    for number in UInt64(10)..<14 {
      #expect(peer.goaways.isEmpty)
      peer.ping(number)
      server.loop.advance(.seconds(seconds - 1))
    }
    #expect(peer.goaways.map(\.code) == [.enhanceYourCalm])
    #expect(peer.goaways.map(\.reason) == ["too_many_pings"])
    #expect(peer.isDisconnected)
  }

  @Test("[S30] Without a call PINGs are allowed as with one if the server permits it")
  func permitsPings() throws {
    let server = try Self.server { $0.keepalive.permitsPingsWithoutCalls = true }
    let peer = try server.connect()
    for number in UInt64(0)..<5 {
      peer.ping(number)
      server.loop.advance(.seconds(300))
    }
    #expect(peer.goaways.isEmpty)
  }

  @Test("[S30] Without a call the least time between PINGs is its own setting")
  func idlePings() throws {
    let server = try Self.server { $0.keepalive.idlePingIntervalMin = .seconds(60) }
    let peer = try server.connect()
    for number in UInt64(0)..<5 {
      peer.ping(number)
      server.loop.advance(.seconds(60))
    }
    #expect(peer.goaways.isEmpty)
    for number in UInt64(5)..<9 {
      peer.ping(number)
      server.loop.advance(.seconds(59))
    }
    #expect(peer.goaways.map(\.reason) == ["too_many_pings"])
  }

  @Test("[S30] PINGs are good again when the server has sent HEADERS or DATA")
  func strikesAreForgotten() throws {
    let server = try Self.server()
    let peer = try server.connect()
    for _ in 0..<5 {
      for number in UInt64(0)..<3 { peer.ping(number) }
      let stream = try peer.begin(TestService.headers(TestService.echo))
      peer.send(stream, framed([1]), endStream: true)
      server.loop.run()
      #expect(peer.received(stream).grpcStatus == "0")
    }
    #expect(peer.goaways.isEmpty)
  }

  // Readers that do not read.

  /// A client that lets 100 bytes of each answer pass, and asks for 1,000.
  private static func stall(
    _ server: VirtualServer
  ) throws -> (peer: VirtualPeer, stream: HTTP2StreamID) {
    var client = HTTP2Configuration()
    client.streamWindowBytes = 100
    let peer = try server.connect(configuration: client, consumes: false)
    let stream = try peer.begin(TestService.headers(TestService.echo))
    peer.send(stream, framed([UInt8](repeating: 1, count: 1_000)), endStream: true)
    server.loop.run()
    return (peer, stream)
  }

  @Test("[S25] A connection whose client takes nothing of its answers is closed after 30 seconds")
  func stalledConnection() throws {
    let server = try Self.server()
    let (peer, stream) = try Self.stall(server)
    server.loop.advance(.seconds(30))
    #expect(peer.received(stream).reset == nil)
    #expect(!peer.isDisconnected)
    server.loop.advance(.seconds(5))
    #expect(peer.received(stream).reset == .enhanceYourCalm)
    #expect(peer.received(stream).body.count == 100)
    #expect(peer.isDisconnected)
    #expect(server.connectionCount == 0)
  }

  @Test("[S25] Calls that stand for a shorter time, or wait for room, end with their connection")
  func stalledLater() throws {
    let server = try Self.server {
      $0.outputMemory.connectionBytesMin = 0
      $0.outputMemory.connectionBytesMax = 1_500
    }
    var client = HTTP2Configuration()
    client.streamWindowBytes = 0
    let peer = try server.connect(configuration: client, consumes: false)
    func ask() throws -> HTTP2StreamID {
      let stream = try peer.begin(TestService.headers(TestService.echo))
      peer.send(stream, framed([UInt8](repeating: 1, count: 1_000)), endStream: true)
      server.loop.run()
      return stream
    }
    let first = try ask()
    server.loop.advance(.seconds(20))
    let later = [try ask(), try ask()]
    #expect(server.handlersRunning == 0)
    server.loop.advance(.seconds(15))
    for stream in [first] + later {
      #expect(peer.received(stream).reset == .enhanceYourCalm)
    }
    #expect(peer.isDisconnected)
  }

  @Test("[S25] PINGs and empty windows keep no connection whose client takes nothing")
  func stalledButSpeaking() throws {
    let server = try Self.server { $0.keepalive.permitsPingsWithoutCalls = true }
    let (peer, _) = try Self.stall(server)
    for number in UInt64(0)..<2 {
      peer.ping(number)
      server.loop.advance(.seconds(17) + .milliseconds(500))
    }
    #expect(peer.isDisconnected)
  }

  @Test("[S25] A call that goes on keeps the connection until it has ended, and no new one begins")
  func stalledBesideOther() throws {
    let server = try Self.server()
    let (peer, stream) = try Self.stall(server)
    let chat = try peer.begin(Self.chat)
    server.loop.advance(.seconds(35))
    #expect(peer.received(stream).reset == .enhanceYourCalm)
    #expect(
      peer.goaways == [Goaway(.enhanceYourCalm, last: chat.number, reason: "output_stalled")]
    )
    server.loop.advance(.seconds(600))
    #expect(!peer.isDisconnected)
    peer.send(chat, framed([1]), endStream: true)
    server.loop.run()
    #expect(peer.received(chat).grpcStatus == "0")
    #expect(peer.isDisconnected)
  }

  @Test("[S25] Where another stream moves, only the one that stands is reset")
  func stalledStream() throws {
    let server = try Self.server()
    let (peer, stream) = try Self.stall(server)
    let chat = try peer.begin(Self.chat)
    for _ in 0..<8 {
      peer.send(chat, framed([UInt8](repeating: 2, count: 45)))
      server.loop.advance(.seconds(5))
      peer.session.consume(chat, 50)
      peer.flush()
    }
    #expect(peer.received(stream).reset == .enhanceYourCalm)
    #expect(peer.goaways.isEmpty)
    peer.send(chat, [], endStream: true)
    server.loop.run()
    #expect(peer.received(chat).grpcStatus == "0")
    #expect(!peer.isDisconnected)
  }

  @Test("[S25] A slow reader is no dead one")
  func slowStream() throws {
    let server = try Self.server { $0.stalledOutputTimeout = .seconds(40) }
    var client = HTTP2Configuration()
    client.streamWindowBytes = 100
    let peer = try server.connect(configuration: client, consumes: false)
    let stream = try peer.begin(TestService.headers(TestService.echo))
    peer.send(stream, framed([UInt8](repeating: 1, count: 1_000)), endStream: true)
    while peer.received(stream).grpcStatus == nil, peer.received(stream).reset == nil {
      server.loop.advance(.seconds(15))
      peer.session.consume(stream, 50)
      peer.flush()
    }
    #expect(peer.received(stream).grpcStatus == "0")
  }

  @Test("[S25] A connection whose socket takes nothing is closed")
  func stalledSocket() throws {
    let server = try Self.server { $0.stalledOutputTimeout = .seconds(40) }
    let wire = VirtualWire(loop: server.loop, capacity: 1_000) { bytes, side in
      [VirtualWire.Piece(bytes, delay: side == .server ? .seconds(100_000) : .zero)]
    }
    let peer = try VirtualPeer(.client)
    try server.connect(peer, over: wire)
    let stream = try peer.begin(TestService.headers(TestService.chat))
    peer.send(stream, framed([UInt8](repeating: 1, count: 10_000)))
    server.loop.advance(.seconds(40))
    #expect(wire.isOpen(.server))
    #expect(server.handlersRunning == 1)
    server.loop.advance(.seconds(7))
    #expect(!wire.isOpen(.server))
    #expect(server.handlersRunning == 0)
  }

  // What is told of it.

  @Test("Connections, open streams and running handlers are told as they are")
  func load() throws {
    let server = try Self.server()
    let (first, second) = (try server.connect(), try server.connect())
    #expect(server.load == ServerLoad(connections: 2))
    let chat = try first.begin(Self.chat)
    // Its message has not come, so that it has no handler yet.
    let echo = try second.begin(TestService.headers(TestService.echo))
    server.loop.run()
    #expect(server.load == ServerLoad(connections: 2, openStreams: 2, runningHandlers: 1))
    second.send(echo, framed([1]), endStream: true)
    first.send(chat, [], endStream: true)
    server.loop.run()
    #expect(server.load == ServerLoad(connections: 2))
    _ = try first.begin(TestService.headers(TestService.hang))
    _ = try second.begin(Self.chat)
    server.loop.run()
    second.close()
    server.loop.run()
    #expect(server.load == ServerLoad(connections: 1, openStreams: 1))
    first.close()
    server.loop.run()
    #expect(server.load == ServerLoad(connections: 0))
  }

  // Beginnings and ends.

  @Test("[S31] A connection that does not show its preface in time is closed", arguments: [0, 10])
  func prefaceTimeout(bytes: Int) throws {
    let server = try Self.server()
    let client = RawPeer()
    try server.connect(client)
    client.send(Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8.prefix(bytes)))
    server.loop.advance(.seconds(10) - .nanoseconds(1))
    #expect(!client.isDisconnected)
    server.loop.advance(.nanoseconds(1))
    #expect(client.isDisconnected)
  }

  @Test("[S27] A drain waits for the acknowledgement of its PING, but not for ever")
  func drainPing() throws {
    let server = try Self.server()
    let client = RawPeer()
    try server.connect(client)
    client.send(RawPeer.preface)
    server.loop.run()
    server.drain()
    let last = { client.frames.filter { $0.type == 7 }.map { Array($0.payload[0..<4]) } }
    #expect(last() == [[0x7f, 0xff, 0xff, 0xff]])
    server.loop.advance(.seconds(5) - .nanoseconds(1))
    #expect(last().count == 1)
    #expect(!client.isDisconnected)
    server.loop.advance(.nanoseconds(1))
    #expect(last() == [[0x7f, 0xff, 0xff, 0xff], [0, 0, 0, 0]])
    #expect(client.isDisconnected)
  }

  @Test("[S27] A drain goes in its order: notice, PING, last stream, what is still answered, end")
  func drainOrder() throws {
    let server = try Self.server()
    let sent = Mutex<[UInt8]>([])
    let wire = VirtualWire(loop: server.loop) { bytes, side in
      if side == .server { sent.withLock { $0 += Array(bytes.readableBytesView) } }
      return [VirtualWire.Piece(bytes)]
    }
    let peer = try VirtualPeer(.client)
    try server.connect(peer, over: wire)
    let stream = try peer.begin(Self.chat)
    server.loop.run()
    sent.withLock { $0 = [] }
    server.drain()
    #expect(wire.isOpen(.server))
    peer.send(stream, framed([7]), endStream: true)
    server.loop.run()
    #expect(!wire.isOpen(.server))
    // The types of RFC 9113 §6, GOAWAY with its last stream.
    let steps = RawPeer.frames(of: sent.withLock { $0 }).compactMap { frame -> String? in
      switch frame.type {
      case 0: "DATA"
      case 1: "HEADERS"
      case 6: "PING"
      case 7: "GOAWAY \(frame.payload.prefix(4).reduce(0) { $0 << 8 | Int($1) })"
      default: nil
      }
    }
    #expect(
      steps == ["GOAWAY 2147483647", "PING", "GOAWAY \(stream.number)"]
        + ["HEADERS", "DATA", "HEADERS"]
    )
    #expect(peer.received(stream).grpcStatus == "0")
  }

  @Test("[S27] What comes before the final GOAWAY of a drain is served")
  func drainServes() throws {
    let server = try Self.server()
    let wire = VirtualWire(loop: server.loop) { bytes, _ in
      [VirtualWire.Piece(bytes, delay: .seconds(1))]
    }
    let peer = try VirtualPeer(.client)
    try server.connect(peer, over: wire)
    server.loop.advance(.seconds(10))
    let first = try peer.begin(Self.chat)
    server.loop.advance(.seconds(10))
    server.drain()
    // The notice is under way while the client begins another call.
    let second = try peer.begin(TestService.headers(TestService.echo))
    peer.send(second, framed([5]), endStream: true)
    server.loop.advance(.seconds(10))
    #expect(peer.received(second).body == framed([5]))
    #expect(peer.goaways.map(\.last) == [.max, second.number])
    peer.send(first, [], endStream: true)
    server.loop.advance(.seconds(10))
    #expect(peer.received(first).grpcStatus == "0")
    #expect(peer.isDisconnected)
  }
}
