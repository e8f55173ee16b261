import HTTP2Engine
import RPCHTTP2
import Synchronization
import Testing
import WireHarness

@Suite("What a server tells of its connections")
struct ServerConnectionEventTests {
  typealias Reason = ServerConnectionEvent.Reason
  typealias Kind = ServerConnectionEvent.Kind

  /// A server, and what it has told.
  private struct Told {
    let server: VirtualServer
    private let log: Mutexed

    private final class Mutexed: Sendable {
      let kinds = Mutex<[Kind]>([])
    }

    init(_ change: (inout HTTP2ServerConfiguration) -> Void = { _ in }) throws {
      let log = Mutexed()
      self.log = log
      server = try ServerMannersTests.server { configuration in
        configuration.onConnectionEvent = { event in
          log.kinds.withLock { $0.append(event.kind) }
        }
        change(&configuration)
      }
    }

    var kinds: [Kind] { log.kinds.withLock { $0 } }
    var loop: VirtualLoop { server.loop }
  }

  private static let chat = TestService.headers(TestService.chat)

  @Test("A client that leaves has left")
  func client() throws {
    let told = try Told()
    let peer = try told.server.connect()
    _ = try peer.begin(Self.chat)
    told.loop.run()
    #expect(told.kinds.isEmpty)
    peer.close()
    told.loop.run()
    #expect(told.kinds == [.ended(.client)])
  }

  @Test("One connection too many is told of at once")
  func tooMany() throws {
    let told = try Told { $0.connectionsMax = 1 }
    _ = try told.server.connect()
    let second = try told.server.connect()
    #expect(second.isDisconnected)
    #expect(told.kinds == [.ended(.tooManyConnections)])
  }

  @Test(
    "What a client is not let go on with",
    arguments: [
      ("GET / HTTP/1.1\r\n\r\n", Reason.otherProtocol), ("\u{16}\u{3}", .otherProtocol),
      ("", .noPreface), ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nGET", .protocolError),
    ]
  )
  func beginnings(text: String, reason: Reason) throws {
    let told = try Told()
    let client = RawPeer()
    try told.server.connect(client)
    client.send(Array(text.utf8) + (reason == .protocolError ? [0, 0, 0, 0, 0, 0] : []))
    told.loop.run()
    told.loop.advance(.seconds(11))
    client.close()
    told.loop.run()
    #expect(told.kinds == [.ended(reason)])
  }

  @Test(
    "Too many PINGs are told apart: those that come too often, and a flood",
    arguments: [2, .max]
  )
  func pings(strikesMax: Int) throws {
    let told = try Told { $0.keepalive.strikesMax = strikesMax }
    let peer = try told.server.connect()
    for number in UInt64(0)..<1_100 { peer.session.submitPing(number) }
    peer.flush()
    told.loop.run()
    #expect(told.kinds == [.ended(strikesMax == 2 ? .tooManyPings : .flood)])
  }

  @Test("Too many resets are a flood")
  func resets() throws {
    let told = try Told {
      $0.session.resetsBurstMax = 10
      $0.session.resetsPerSecondMax = 1
    }
    let peer = try told.server.connect()
    for _ in 0..<12 { peer.session.submitReset(try peer.begin(Self.chat), .cancel) }
    peer.flush()
    told.loop.run()
    #expect(told.kinds == [.ended(.flood)])
  }

  @Test("A header list that is far too large is a flood")
  func fatalHeaders() throws {
    let told = try Told {
      $0.session.headerListBytesMax = 1_024
      $0.session.headerListBytesFatal = 2_048
    }
    let client = RawPeer()
    try told.server.connect(client)
    client.send(RawPeer.preface)
    // A field of one letter and 3,000, neither indexed (RFC 7541 §6.2.2): 3,000 = 127 + 57 + 22 * 128.
    let field: [UInt8] = [0, 1, UInt8(ascii: "x"), 127, 57 | 128, 22]
    let block =
      ServerChecklistTests.headerBlock("/test.Service/Chat") + field
      + [UInt8](repeating: UInt8(ascii: "a"), count: 3_000)
    client.send(RawPeer.Frame(type: 1, flags: 4, stream: 1, payload: block))
    told.loop.run()
    client.close()
    told.loop.run()
    #expect(told.kinds == [.ended(.flood)])
  }

  @Test("Time ends connections for its own reasons")
  func times() throws {
    let idle = try Told { $0.idleTimeout = .seconds(60) }
    _ = try idle.server.connect()
    idle.loop.advance(.seconds(70))
    #expect(idle.kinds == [.ended(.idle)])

    let old = try Told { $0.connectionAgeMax = .seconds(60) }
    _ = try old.server.connect()
    old.loop.advance(.seconds(80))
    #expect(old.kinds == [.ended(.age)])

    let silent = try Told { $0.keepalive.time = .seconds(60) }
    try silent.server.connect().isDeaf = true
    silent.loop.advance(.seconds(90))
    #expect(silent.kinds == [.ended(.silence)])
  }

  @Test("The end of the server is told as what it is", arguments: [true, false])
  func shutdown(isGraceful: Bool) throws {
    let told = try Told()
    _ = try told.server.connect()
    if isGraceful { told.server.drain() } else { told.server.close() }
    told.loop.run()
    #expect(told.kinds == [.ended(.shutdown)])
  }

  @Test("A client that takes nothing of its answers is told of")
  func stalled() throws {
    let told = try Told()
    var client = HTTP2Configuration()
    client.streamWindowBytes = 100
    let peer = try told.server.connect(configuration: client, consumes: false)
    let stream = try peer.begin(TestService.headers(TestService.echo))
    peer.send(stream, framed([UInt8](repeating: 1, count: 1_000)), endStream: true)
    told.loop.advance(.seconds(36))
    #expect(told.kinds == [.ended(.outputStalled)])
  }

  @Test("Streams above the limit are told of", arguments: [false, true])
  func refusals(endsInTheSameRound: Bool) throws {
    let told = try Told { $0.session.concurrentStreamsMax = 1 }
    let client = RawPeer()
    try told.server.connect(client)
    client.send(RawPeer.preface)
    let block = ServerChecklistTests.headerBlock("/test.Service/Chat")
    for stream in stride(from: UInt32(1), to: 9, by: 2) {
      client.send(RawPeer.Frame(type: 1, flags: 4, stream: stream, payload: block))
    }
    // DATA on stream 0 ends the session (RFC 9113 §6.1).
    if endsInTheSameRound { client.send(RawPeer.Frame(type: 0, flags: 0, stream: 0, payload: [1])) }
    told.loop.run()
    let refused = told.kinds.map { kind in
      if case .streamsRefused(let count) = kind { count } else { 0 }
    }
    #expect(refused.reduce(0, +) == 3)
    client.close()
    told.loop.run()
    #expect(told.kinds.last == .ended(endsInTheSameRound ? .protocolError : .client))
  }
}
