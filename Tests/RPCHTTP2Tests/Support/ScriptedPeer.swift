import HTTP2Engine
import NIOCore
import NIOPosix
import Synchronization

/// One end of a connection that does what a test says, frame by frame, over a real socket.
///
/// `@unchecked Sendable`: everything is confined to the event loop of the channel.
final class ScriptedPeer: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// What has been received on one stream.
  struct Received: Sendable {
    var head: [String: String] = [:]
    var headEndsStream = false
    var body: [UInt8] = []
    var trailers: [String: String] = [:]
    var closed: HTTP2ErrorCode?

    /// The status wherever it stands.
    var grpcStatus: String? { trailers["grpc-status"] ?? head["grpc-status"] }
  }

  /// What a peer tells the test in the order of the wire.
  enum Event: Sendable {
    case request(HTTP2StreamID, path: String, headers: [String: String])
    /// The other end has sent all its data of a stream, which is this.
    case dataEnded(HTTP2StreamID, body: [UInt8])
    case closed(HTTP2StreamID, Received)
    case goaway(HTTP2ErrorCode, last: Int32, reason: String)
    case pingAcknowledged
    case settings
    case disconnected
  }

  let events: AsyncStream<Event>
  private let sink: AsyncStream<Event>.Continuation
  private let session: HTTP2Session
  private var context: ChannelHandlerContext?
  /// The loop, once the connection is there.
  private let loop = Mutex<(any EventLoop)?>(nil)
  private var streams: [Int32: Received] = [:]

  /// Whether windows open again for what was received.
  private let consumes: Bool

  init(
    role: HTTP2Role,
    configuration: HTTP2Configuration = HTTP2Configuration(),
    consumes: Bool = true
  ) throws {
    self.consumes = consumes
    session = try HTTP2Session(role: role, configuration: configuration)
    (events, sink) = AsyncStream.makeStream()
  }

  /// Connects to a server.
  static func connect(
    port: Int,
    configuration: HTTP2Configuration = HTTP2Configuration(),
    consumes: Bool = true
  ) async throws -> ScriptedPeer {
    let peer = try ScriptedPeer(role: .client, configuration: configuration, consumes: consumes)
    _ = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(peer)
        }
      }
      .connect(host: "127.0.0.1", port: port).get()
    return peer
  }

  /// Listens for one client after the other; each gets a peer from the factory.
  static func listen(
    _ make: @escaping @Sendable () throws -> ScriptedPeer
  ) async throws -> any Channel {
    try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(make())
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  /// Does something with the session on its loop and sends what comes of it.
  func run<Result: Sendable>(
    _ body: @escaping @Sendable (HTTP2Session) throws -> Result
  ) async throws -> Result {
    try await activeLoop().submit {
      let result = try body(self.session)
      self.flush()
      return result
    }.get()
  }

  private func activeLoop() async -> any EventLoop {
    while true {
      if let loop = loop.withLock({ $0 }) { return loop }
      await Task.yield()
    }
  }

  /// Closes the connection; on the loop only.
  func close() {
    context?.channel.close(promise: nil)
  }

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    loop.withLock { $0 = context.eventLoop }
    flush()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    // A session that fails has said why by its events.
    try? buffer.withUnsafeReadableBytes { bytes in try session.receive(bytes) { handle($0) } }
    flush()
  }

  func channelInactive(context: ChannelHandlerContext) {
    sink.yield(.disconnected)
    sink.finish()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func handle(_ event: HTTP2Event) {
    switch event {
    case .headers(let stream, .request, let block, _):
      let headers = Self.dictionary(block)
      sink.yield(.request(stream, path: headers[":path"] ?? "", headers: headers))
    case .headers(let stream, .response, let block, let endStream):
      streams[stream.number, default: Received()].head = Self.dictionary(block)
      streams[stream.number]?.headEndsStream = endStream
    case .headers(let stream, .trailers, let block, _):
      streams[stream.number, default: Received()].trailers = Self.dictionary(block)
    case .data(let stream, let bytes, let endStream):
      streams[stream.number, default: Received()].body += bytes
      if consumes { session.consume(stream, bytes.count) }
      if endStream {
        sink.yield(.dataEnded(stream, body: streams[stream.number]?.body ?? []))
      }
    case .closed(let stream, let code):
      var received = streams.removeValue(forKey: stream.number) ?? Received()
      received.closed = code
      sink.yield(.closed(stream, received))
    case .goaway(let last, let code, let debugData):
      let reason = String(decoding: debugData, as: UTF8.self)
      sink.yield(.goaway(code, last: last, reason: reason))
    case .ping(let isAck, _): if isAck { sink.yield(.pingAcknowledged) }
    case .settings: sink.yield(.settings)
    default: break
    }
  }

  private static func dictionary(_ block: HTTP2HeaderBlock) -> [String: String] {
    var fields: [String: String] = [:]
    for position in 0..<block.count {
      let field = block[position]
      fields[String(decoding: field.name, as: UTF8.self)] = String(
        decoding: field.value,
        as: UTF8.self
      )
    }
    return fields
  }

  private func flush() {
    guard let context else { return }
    var buffer = context.channel.allocator.buffer(capacity: 65_536)
    while session.wantsWrite {
      let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 65_536) { bytes in
        (try? session.drainOutput(into: bytes)) ?? 0
      }
      session.drainEvents { handle($0) }
      if count == 0 { break }
    }
    if buffer.readableBytes > 0 { context.writeAndFlush(wrapOutboundOut(buffer), promise: nil) }
  }
}

extension HTTP2HeaderList {
  /// A list of pairs.
  init(_ fields: [(String, String)]) {
    self.init()
    for (name, value) in fields { append(name: name, value: value) }
  }
}

/// A message behind its prefix.
func framed(_ message: [UInt8], flag: UInt8 = 0) -> [UInt8] {
  [flag] + withUnsafeBytes(of: UInt32(message.count).bigEndian) { Array($0) } + message
}
