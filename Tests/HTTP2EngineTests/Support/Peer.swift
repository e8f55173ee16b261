import HTTP2Engine

/// An event with everything copied, so that tests can keep and compare it.
enum Seen: Equatable {
  case headers(HTTP2StreamID, HTTP2HeadersKind, [String], endStream: Bool)
  case headersTooLarge(HTTP2StreamID, HTTP2HeadersKind, endStream: Bool)
  case data(HTTP2StreamID, [UInt8], endStream: Bool)
  case reset(HTTP2StreamID, HTTP2ErrorCode)
  case closed(HTTP2StreamID, HTTP2ErrorCode)
  case writable(HTTP2StreamID)
  case goaway(last: Int32, HTTP2ErrorCode, debugData: [UInt8])
  case goawaySent(last: Int32, HTTP2ErrorCode)
  case ping(isAck: Bool, payload: UInt64)
  case settings
  case settingsAcknowledged

  init(_ event: HTTP2Event) {
    switch event {
    case .headers(let stream, let kind, let block, let endStream):
      self = .headers(stream, kind, block.lines, endStream: endStream)
    case .headersTooLarge(let stream, let kind, let endStream):
      self = .headersTooLarge(stream, kind, endStream: endStream)
    case .data(let stream, let bytes, let endStream):
      self = .data(stream, Array(bytes), endStream: endStream)
    case .reset(let stream, let code): self = .reset(stream, code)
    case .closed(let stream, let code): self = .closed(stream, code)
    case .writable(let stream): self = .writable(stream)
    case .goaway(let last, let code, let debugData):
      self = .goaway(last: last, code, debugData: Array(debugData))
    case .goawaySent(let last, let code): self = .goawaySent(last: last, code)
    case .ping(let isAck, let payload): self = .ping(isAck: isAck, payload: payload)
    case .settings: self = .settings
    case .settingsAcknowledged: self = .settingsAcknowledged
    }
  }
}

extension HTTP2HeaderBlock {
  /// The fields as `name: value` lines.
  var lines: [String] {
    (0..<count).map { position in
      let field = self[position]
      return String(decoding: field.name, as: UTF8.self) + ": "
        + String(decoding: field.value, as: UTF8.self)
    }
  }
}

extension HTTP2HeaderList {
  /// A list from name and value pairs.
  init(_ fields: KeyValuePairs<String, String>) {
    self.init()
    for (name, value) in fields { append(name: name, value: value) }
  }

  /// The head of a gRPC request.
  static let request = HTTP2HeaderList([
    ":method": "POST", ":scheme": "http", ":path": "/motcua.v1.Dossiers/Get",
    ":authority": "localhost", "te": "trailers", "content-type": "application/grpc",
  ])

  /// The head of a gRPC response.
  static let response = HTTP2HeaderList([":status": "200", "content-type": "application/grpc"])

  /// The end of a gRPC response.
  static let trailers = HTTP2HeaderList(["grpc-status": "0"])
}

/// One end of a test's connection: a session with all that it has seen.
final class Peer {
  let session: HTTP2Session
  var seen: [Seen] = []
  /// What to do with an event, beside noting it down; bytes are alive inside.
  var onEvent: (HTTP2Session, HTTP2Event) -> Void = { _, _ in }
  /// Whether body bytes are consumed as they come.
  var consumes = true
  private var bodies: [HTTP2StreamID: [UInt8]] = [:]
  /// Bytes consumed by hand, for tests that count.
  var consumed: [HTTP2StreamID: Int] = [:]

  init(
    _ role: HTTP2Role,
    _ configuration: HTTP2Configuration = HTTP2Configuration(),
    memory: HTTP2Memory? = nil
  ) throws {
    session = try HTTP2Session(role: role, configuration: configuration, memory: memory)
  }

  /// Hands bytes to the session.
  func receive(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try session.receive($0) { handle($0) } }
  }

  /// Everything the session wants to send, in pieces of at most `chunkBytes`.
  func output(chunkBytes: Int = 65_536) throws -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let chunk = try outputChunk(chunkBytes)
      if chunk.isEmpty { return all }
      all += chunk
    }
  }

  /// One piece of what the session wants to send.
  func outputChunk(_ chunkBytes: Int) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: chunkBytes)
    let count = try buffer.withUnsafeMutableBytes { try session.drainOutput(into: $0) }
    session.drainEvents { handle($0) }
    return Array(buffer.prefix(count))
  }

  /// Queues bytes of a body.
  @discardableResult
  func send(_ stream: HTTP2StreamID, _ bytes: [UInt8], endStream: Bool = false) -> Bool {
    bytes.withUnsafeBytes { session.submitData(stream, $0, endStream: endStream) }
  }

  /// The streams whose request heads were seen, in order.
  var requests: [HTTP2StreamID] {
    seen.compactMap { if case .headers(let stream, .request, _, _) = $0 { stream } else { nil } }
  }

  /// The body bytes seen on a stream.
  func body(_ stream: HTTP2StreamID) -> [UInt8] {
    bodies[stream] ?? []
  }

  /// How the stream was closed, if it was.
  func closeCode(_ stream: HTTP2StreamID) -> HTTP2ErrorCode? {
    for case .closed(stream, let code) in seen { return code }
    return nil
  }

  private func handle(_ event: HTTP2Event) {
    seen.append(Seen(event))
    if case .data(let stream, let bytes, _) = event {
      bodies[stream, default: []] += bytes
      if consumes { session.consume(stream, bytes.count) }
    }
    onEvent(session, event)
  }
}
