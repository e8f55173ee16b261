import HTTP2Engine
import NIOCore
import NIOEmbedded
import RPCCore
import Testing
import WireHarness

@testable import RPCHTTP2

/// In virtual time nothing takes time, so that here larger input has none of a round: it always waits,
/// and a slice of it is taken whenever the clock is moved by the pause between two rounds.
@Suite("Who sends much waits for who sends little")
struct WaitingInputTests {
  private static let calls = 120
  private static let pause = Duration.microseconds(5)
  /// Of so many rounds is the turn of one connection.
  private static let roundsOfTurn = 10

  private static func server(bytesMax: Int = 1 << 20) throws -> VirtualServer {
    try ServerMannersTests.server { configuration in
      configuration.largeInputTimeMax = .zero
      configuration.waitingInputBytesMax = bytesMax
    }
  }

  /// Sends many calls in one piece of some 54 KiB.
  private static func sendMany(_ peer: VirtualPeer) throws -> [HTTP2StreamID] {
    let headers = HTTP2HeaderList(TestService.headers(TestService.echo))
    let body = framed([UInt8](repeating: 7, count: 400))
    let streams = try (0..<calls).map { _ in
      let stream = try peer.session.submitRequest(headers, endStream: false)
      _ = body.withUnsafeBytes { peer.session.submitData(stream, $0, endStream: true) }
      return stream
    }
    peer.flush()
    return streams
  }

  private static func answered(_ peer: VirtualPeer, _ streams: [HTTP2StreamID]) -> Int {
    streams.count { peer.received($0).grpcStatus == "0" }
  }

  private static func callAlone(_ peer: VirtualPeer) throws -> HTTP2StreamID {
    let stream = try peer.begin(TestService.headers(TestService.echo))
    peer.send(stream, framed([1]), endStream: true)
    return stream
  }

  @Test("A round is a tenth of a turn, as is told of the limit")
  func rounds() throws {
    var configuration = HTTP2ServerConfiguration()
    let router = try Router(services: [])
    let settings = ServerSettings(router: router, configuration: configuration)
    #expect(settings.inputRoundNanoseconds == 100_000)
    configuration.largeInputTimeMax = .milliseconds(20)
    let longer = ServerSettings(router: router, configuration: configuration)
    #expect(longer.inputRoundNanoseconds == 2_000_000)
    #expect(InputBacklog.roundsOfTurnMax == Self.roundsOfTurn)
  }

  @Test("A call alone is answered before many of another connection, which are all answered")
  func alone() throws {
    let server = try Self.server()
    let (many, alone) = (try server.connect(), try server.connect())
    let streams = try Self.sendMany(many)
    server.loop.run()
    #expect(Self.answered(many, streams) == 0)
    let call = try Self.callAlone(alone)
    server.loop.run()
    #expect(alone.received(call).grpcStatus == "0")
    #expect(Self.answered(many, streams) == 0)
    // What is answered is written at the end of the turn.
    for _ in 0..<Self.roundsOfTurn { server.loop.advance(Self.pause) }
    let first = Self.answered(many, streams)
    #expect(1..<60 ~= first)
    server.loop.advance(.milliseconds(1))
    #expect(Self.answered(many, streams) == Self.calls)
    #expect(streams.allSatisfy { many.received($0).body.count == 405 })
  }

  @Test("Connections whose input waits take turns")
  func turns() throws {
    let server = try Self.server()
    let peers = try (0..<3).map { _ in try server.connect() }
    let streams = try peers.map(Self.sendMany)
    server.loop.run()
    for turn in 1...6 {
      for _ in 0..<Self.roundsOfTurn { server.loop.advance(Self.pause) }
      let counts = zip(peers, streams).map(Self.answered)
      // Each has had as many turns as the others, or one more; a turn is some forty-five calls.
      let most = counts.max() ?? 0
      #expect(most - (counts.min() ?? 0) <= 50, "\(counts)")
      #expect(most > (turn - 1) / 3 * 40, "\(counts)")
    }
    server.loop.advance(.milliseconds(1))
    #expect(zip(peers, streams).map(Self.answered) == [Self.calls, Self.calls, Self.calls])
  }

  @Test("What is sent behind waiting input is taken behind it")
  func order() throws {
    let server = try Self.server()
    let peer = try server.connect()
    let streams = try Self.sendMany(peer)
    let last = try Self.callAlone(peer)
    peer.ping(5)
    server.loop.run()
    #expect(peer.pingAcknowledgements.isEmpty && peer.received(last).grpcStatus == nil)
    for _ in 0..<100 where peer.pingAcknowledgements.isEmpty {
      server.loop.advance(Self.pause)
      if peer.received(last).grpcStatus != nil {
        #expect(Self.answered(peer, streams) == Self.calls)
      }
    }
    #expect(peer.pingAcknowledgements == [5])
    #expect(peer.received(last).grpcStatus == "0")
    #expect(server.waitingInputBytes == 0)
  }

  @Test("What a call has waited is taken off its time", arguments: [("10u", "4"), ("1m", "0")])
  func deadline(timeout: String, status: String) throws {
    let server = try Self.server()
    let peer = try server.connect()
    let upload = try peer.begin(TestService.headers(TestService.upload))
    server.loop.run()
    // Taken in eight slices, one each 5 µs; what comes behind them was here as long.
    peer.send(upload, framed([UInt8](repeating: 1, count: 15_000)))
    let fields = TestService.headers(TestService.echo) + [("grpc-timeout", timeout)]
    let call = try peer.begin(fields)
    peer.send(call, framed([1]), endStream: true)
    server.loop.advance(.milliseconds(1) / 2)
    #expect(peer.received(call).grpcStatus == status)
  }

  @Test("A connection that ends forgets what waits")
  func end() throws {
    let server = try Self.server()
    let (many, alone) = (try server.connect(), try server.connect())
    _ = try Self.sendMany(many)
    server.loop.run()
    server.loop.advance(Self.pause)
    #expect(server.waitingInputBytes > 20_000)
    many.close()
    server.loop.run()
    #expect(server.waitingInputBytes == 0)
    server.loop.advance(.milliseconds(1))
    #expect(server.handlersRunning == 0 && server.connectionCount == 1)
    let call = try Self.callAlone(alone)
    server.loop.run()
    #expect(alone.received(call).grpcStatus == "0")
  }

  @Test("A graceful shutdown answers what waits")
  func drain() throws {
    let server = try Self.server()
    let peer = try server.connect()
    let streams = try Self.sendMany(peer)
    server.loop.run()
    server.drain()
    server.loop.advance(.seconds(1))
    #expect(Self.answered(peer, streams) == Self.calls)
    #expect(peer.isDisconnected && server.connectionCount == 0)
  }

  @Test("Without room input is taken at once, and its connection then waits for others'")
  func room() throws {
    let server = try Self.server(bytesMax: 0)
    let peer = try server.connect()
    let streams = try Self.sendMany(peer)
    server.loop.run()
    #expect(Self.answered(peer, streams) == Self.calls)
    #expect(server.waitingInputBytes == 0)
    let again = try Self.sendMany(peer)
    server.loop.advance(.milliseconds(1))
    #expect(Self.answered(peer, again) == Self.calls)
  }

  /// What makes a session throw, behind a frame that is passed over: one list in too many parts.
  private static let fatal: [UInt8] = {
    var bytes = RawPeer.Frame(type: 77, payload: [UInt8](repeating: 0, count: 9_000)).bytes
    bytes += RawPeer.Frame(type: 1, stream: 1, payload: [0x82]).bytes
    for _ in 0..<20 { bytes += RawPeer.Frame(type: 9, stream: 1).bytes }
    return bytes + RawPeer.Frame(type: 6, payload: [UInt8](repeating: 1, count: 8)).bytes
  }()

  @Test("A session that fails in waiting input ends its connection")
  func failure() throws {
    let server = try Self.server()
    let peer = RawPeer()
    try server.connect(peer)
    peer.send(RawPeer.preface + Self.fatal)
    server.loop.run()
    #expect(!peer.isDisconnected)
    server.loop.advance(.milliseconds(1))
    #expect(peer.isDisconnected && server.connectionCount == 0)
    #expect(server.waitingInputBytes == 0)
  }

  /// Counts what the channel is asked to read, and may keep it from being closed, as TLS does for a
  /// while.
  private final class Reads: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    var count = 0
    var closes = true

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
      if closes { context.close(mode: mode, promise: promise) }
    }

    func read(context: ChannelHandlerContext) {
      count += 1
      context.read()
    }
  }

  /// A channel whose reads are counted, with a server's connection.
  private static func channel(
    _ loop: VirtualLoop,
    bytesMax: Int = 1 << 20
  ) throws -> (EmbeddedChannel, Reads) {
    var configuration = HTTP2ServerConfiguration()
    configuration.largeInputTimeMax = .zero
    configuration.waitingInputBytesMax = bytesMax
    let server = HTTP2ServerLoop(
      router: try TestService.router(),
      configuration: configuration,
      eventLoop: loop.eventLoop
    )
    let channel = EmbeddedChannel(loop: loop.eventLoop)
    let reads = Reads()
    try channel.pipeline.syncOperations.addHandler(reads)
    try channel.pipeline.syncOperations.addHandler(server.makeHandler())
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    return (channel, reads)
  }

  /// The same when it has got more than it takes at once and is asked to read, and its reads until then.
  private static func fullChannel(
    _ loop: VirtualLoop,
    bytesMax: Int = 1 << 20
  ) throws -> (EmbeddedChannel, Reads, before: Int) {
    let (channel, reads) = try channel(loop, bytesMax: bytesMax)
    let padding = RawPeer.Frame(type: 77, payload: [UInt8](repeating: 0, count: 9_000)).bytes
    try channel.writeInbound(ByteBuffer(bytes: RawPeer.preface + padding))
    let before = reads.count
    channel.read()
    #expect(reads.count == before)
    return (channel, reads, before)
  }

  @Test("A connection whose input waits does not read, and reads on when none is left")
  func reading() throws {
    let loop = VirtualLoop()
    let (channel, reads, before) = try Self.fullChannel(loop)
    loop.advance(Self.pause)
    #expect(reads.count == before)
    loop.advance(.milliseconds(1))
    #expect(reads.count == before + 1)
    channel.read()
    #expect(reads.count == before + 2)
    _ = try channel.finish(acceptAlreadyClosed: true)
  }

  @Test("Without room a connection whose input was taken reads when others have had their turn")
  func readingWithoutRoom() throws {
    let loop = VirtualLoop()
    let (channel, reads, before) = try Self.fullChannel(loop, bytesMax: 0)
    loop.advance(Self.pause)
    #expect(reads.count == before + 1)
    _ = try channel.finish(acceptAlreadyClosed: true)
  }

  @Test("Slices that take more than a round shrink, those that take next to nothing of it grow")
  func slices() {
    var slice = InputSlice()
    let first = slice.bytes
    for nanoseconds: UInt64 in [250, 1_000] { slice.note(nanoseconds, of: 1_000) }
    #expect(slice.bytes == first)
    slice.note(4_000, of: 1_000)
    #expect(slice.bytes == first / 4)
    slice.note(1_000_000, of: 1_000)
    #expect(slice.bytes == 256)
    for _ in 0..<20 { slice.note(249, of: 1_000) }
    #expect(slice.bytes == 8_192)
    // Any slice takes longer than a round of no time.
    slice.note(1, of: 0)
    #expect(slice.bytes == 256)
  }

  @Test("A connection that has failed and is closed later reads on, for it hears the goodbye")
  func readingAfterFailure() throws {
    let loop = VirtualLoop()
    let (channel, reads) = try Self.channel(loop)
    reads.closes = false
    try channel.writeInbound(ByteBuffer(bytes: RawPeer.preface + Self.fatal))
    let before = reads.count
    channel.read()
    #expect(reads.count == before)
    loop.advance(.milliseconds(1))
    #expect(reads.count == before + 1)
    reads.closes = true
    _ = try? channel.finish(acceptAlreadyClosed: true)
  }
}
