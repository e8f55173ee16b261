package import HTTP2Engine
package import NIOCore

/// One end of a ``VirtualWire`` that does what a test says, frame by frame, and writes down what it
/// receives.
package final class VirtualPeer: ChannelInboundHandler {
  package typealias InboundIn = ByteBuffer
  package typealias OutboundOut = ByteBuffer

  /// What has been received on one stream.
  package struct Received: Sendable {
    /// The request or the head of the response.
    package var head: [String: String] = [:]
    /// Whether the head was all there is.
    package var headEndsStream = false
    /// The bytes of the body.
    package var body: [UInt8] = []
    /// The fields behind the body.
    package var trailers: [String: String] = [:]
    /// Whether the other side has ended its half.
    package var isEnded = false
    /// The code with which the stream was closed, or nil while it is not.
    package var closed: HTTP2ErrorCode?
    /// The code of a RST_STREAM of the other side.
    package var reset: HTTP2ErrorCode?

    /// The status wherever it stands.
    package var grpcStatus: String? { trailers["grpc-status"] ?? head["grpc-status"] }
  }

  /// A GOAWAY of the other side.
  package struct Goaway: Sendable, Equatable {
    /// The error code.
    package var code: HTTP2ErrorCode
    /// The last stream.
    package var last: Int32
    /// The debug data.
    package var reason: String

    /// A GOAWAY with all of its parts.
    package init(_ code: HTTP2ErrorCode, last: Int32, reason: String) {
      self.code = code
      self.last = last
      self.reason = reason
    }
  }

  /// The session; what is submitted leaves with ``flush()``.
  package let session: HTTP2Session
  /// What has been received, by the number of the stream.
  package private(set) var streams: [Int32: Received] = [:]
  /// The streams that the other side has begun, in their order.
  package private(set) var requests: [HTTP2StreamID] = []
  /// The GOAWAYs of the other side.
  package private(set) var goaways: [Goaway] = []
  /// The PINGs of the other side.
  package private(set) var pings: [UInt64] = []
  /// The acknowledgements of PINGs of this side.
  package private(set) var pingAcknowledgements: [UInt64] = []
  /// Whether the connection is over.
  package private(set) var isDisconnected = false
  /// Called for each request, on a peer that serves.
  package var onRequest: (HTTP2StreamID) -> Void = { _ in }
  /// Whether nothing of what arrives is looked at, like that of a peer which has died.
  package var isDeaf = false

  private let consumes: Bool
  private var isReceiving = false
  private var context: ChannelHandlerContext?

  /// A peer that says what HTTP/2 makes it say; without `consumes` its windows stay as they are.
  package init(
    _ role: HTTP2Role,
    configuration: HTTP2Configuration = HTTP2Configuration(),
    consumes: Bool = true
  ) throws {
    self.consumes = consumes
    session = try HTTP2Session(role: role, configuration: configuration)
  }

  /// What has been received on a stream.
  package func received(_ stream: HTTP2StreamID) -> Received {
    streams[stream.number] ?? Received()
  }

  /// Sends what was submitted.
  package func flush() {
    // What a handler of events submits leaves when all of them are handled.
    guard let context, !isReceiving else { return }
    var buffer = ByteBuffer()
    while session.wantsWrite {
      let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 65_536) { bytes in
        // A session that fails has said why by its events.
        (try? session.drainOutput(into: bytes)) ?? 0
      }
      session.drainEvents { handle($0) }
      if count == 0 { break }
    }
    if buffer.readableBytes > 0 { context.writeAndFlush(wrapOutboundOut(buffer), promise: nil) }
    // Nothing is to be said or heard any more.
    if session.isFinished { context.close(promise: nil) }
  }

  /// Begins a request and sends its head.
  package func begin(
    _ headers: [(String, String)],
    endStream: Bool = false
  ) throws -> HTTP2StreamID {
    let stream = try session.submitRequest(HTTP2HeaderList(pairs: headers), endStream: endStream)
    flush()
    return stream
  }

  /// Sends bytes of a body.
  package func send(_ stream: HTTP2StreamID, _ bytes: [UInt8], endStream: Bool = false) {
    _ = bytes.withUnsafeBytes { session.submitData(stream, $0, endStream: endStream) }
    flush()
  }

  /// Resets a stream.
  package func reset(_ stream: HTTP2StreamID, _ code: HTTP2ErrorCode = .cancel) {
    session.submitReset(stream, code)
    flush()
  }

  /// Sends a PING.
  package func ping(_ payload: UInt64) {
    session.submitPing(payload)
    flush()
  }

  /// Answers a request with a head, a body and trailers; without trailers the body ends it.
  package func respond(
    _ stream: HTTP2StreamID,
    _ head: [(String, String)],
    _ body: [UInt8] = [],
    trailers: [(String, String)]? = nil
  ) {
    session.submitResponse(stream, HTTP2HeaderList(pairs: head), endStream: false)
    _ = body.withUnsafeBytes { session.submitData(stream, $0, endStream: trailers == nil) }
    if let trailers { session.submitTrailers(stream, HTTP2HeaderList(pairs: trailers)) }
    flush()
  }

  /// Answers a request with a head alone.
  package func respond(_ stream: HTTP2StreamID, only head: [(String, String)]) {
    session.submitResponse(stream, HTTP2HeaderList(pairs: head), endStream: true)
    flush()
  }

  /// Closes the connection.
  package func close() { context?.close(promise: nil) }

  package func channelActive(context: ChannelHandlerContext) {
    self.context = context
    flush()
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isDeaf else { return }
    let buffer = unwrapInboundIn(data)
    isReceiving = true
    // A session that fails has said why by its events.
    try? buffer.withUnsafeReadableBytes { bytes in try session.receive(bytes) { handle($0) } }
    isReceiving = false
    flush()
  }

  package func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    isDisconnected = true
  }

  private func handle(_ event: HTTP2Event) {
    switch event {
    case .headers(let stream, .request, let block, let endStream):
      requests.append(stream)
      change(stream) { received in
        received.head = Self.dictionary(block)
        received.headEndsStream = endStream
        received.isEnded = endStream
      }
      onRequest(stream)
    case .headers(let stream, .response, let block, let endStream):
      change(stream) { received in
        received.head = Self.dictionary(block)
        received.headEndsStream = endStream
        received.isEnded = endStream
      }
    case .headers(let stream, .trailers, let block, _):
      change(stream) { received in
        received.trailers = Self.dictionary(block)
        received.isEnded = true
      }
    case .data(let stream, let bytes, let endStream):
      change(stream) { received in
        received.body += bytes
        if endStream { received.isEnded = true }
      }
      if consumes { session.consume(stream, bytes.count) }
    case .closed(let stream, let code): change(stream) { $0.closed = code }
    case .reset(let stream, let code): change(stream) { $0.reset = code }
    case .goaway(let last, let code, let debugData):
      let reason = String(decoding: debugData, as: UTF8.self)
      goaways.append(Goaway(code, last: last, reason: reason))
    case .ping(let isAck, let payload):
      if isAck { pingAcknowledgements.append(payload) } else { pings.append(payload) }
    default: break
    }
  }

  private func change(_ stream: HTTP2StreamID, _ body: (inout Received) -> Void) {
    body(&streams[stream.number, default: Received()])
  }

  private static func dictionary(_ block: HTTP2HeaderBlock) -> [String: String] {
    var fields: [String: String] = [:]
    for position in 0..<block.count {
      let field = block[position]
      let name = String(decoding: field.name, as: UTF8.self)
      let value = String(decoding: field.value, as: UTF8.self)
      fields[name] = fields[name].map { "\($0),\(value)" } ?? value
    }
    return fields
  }
}

extension HTTP2HeaderList {
  /// A list of pairs.
  fileprivate init(pairs fields: [(String, String)]) {
    self.init()
    for (name, value) in fields { append(name: name, value: value) }
  }
}
