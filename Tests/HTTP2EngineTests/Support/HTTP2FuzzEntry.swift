import HTTP2Engine

/// One run of a session over hostile bytes; the fuzzer and the replay of its corpus share it.
///
/// Layout of an input: a control byte (bit 0: 0 server, 1 client; bit 1: a valid preface and
/// SETTINGS go first; bit 2: output is drained in small pieces; bit 3: bodies are not consumed),
/// a byte that gives the size of the pieces in which the rest arrives, and the rest, which is the
/// peer's wire. A broken promise of the session stops the process.
struct HTTP2FuzzEntry {
  private let session: HTTP2Session
  private let control: UInt8
  /// The stream's number by slot; zero when free.
  private var live: [Int32] = []
  private let body = [UInt8](repeating: 0x2a, count: 3000)
  private var trailers = HTTP2HeaderList()
  private var head = HTTP2HeaderList()

  /// Runs one input.
  static func run(_ input: UnsafeRawBufferPointer) {
    guard input.count >= 2 else { return }
    let role: HTTP2Role = input[0] & 1 == 0 ? .server : .client
    var configuration = HTTP2Configuration()
    configuration.concurrentStreamsMax = 4
    configuration.headerListBytesMax = 600
    configuration.streamWindowBytes = 4000
    configuration.resetsBurstMax = 50
    guard let session = try? HTTP2Session(role: role, configuration: configuration) else {
      preconditionFailure("a session with a good configuration begins")
    }
    var entry = HTTP2FuzzEntry(session: session, control: input[0])
    let rest = UnsafeRawBufferPointer(rebasing: input.dropFirst(2))
    try? entry.feed(rest, pieceBytes: 1 + 4 * Int(input[1]))
    entry.checkEnd()
  }

  private init(session: HTTP2Session, control: UInt8) {
    self.session = session
    self.control = control
    head.append(name: ":status", value: "200")
    trailers.append(name: "grpc-status", value: "0")
  }

  private mutating func feed(
    _ bytes: UnsafeRawBufferPointer,
    pieceBytes: Int
  ) throws(HTTP2Error) {
    if session.role == .client { try beginRequests() }
    if control & 2 != 0 { try receive(session.role == .server ? Self.magic : Self.settings) }
    var start = 0
    while start < bytes.count, !session.isFinished {
      let end = min(start + pieceBytes, bytes.count)
      try receive(Array(bytes[start..<end]))
      start = end
    }
  }

  private static let settings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
  private static let magic = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + settings

  private mutating func beginRequests() throws(HTTP2Error) {
    var request = HTTP2HeaderList()
    request.append(name: ":method", value: "POST")
    request.append(name: ":scheme", value: "http")
    request.append(name: ":path", value: "/a.B/C")
    request.append(name: ":authority", value: "localhost")
    for index in 0..<3 {
      let stream = try session.submitRequest(request, endStream: index == 2)
      begin(stream)
      send(stream)
      if index == 1 { session.submitTrailers(stream, trailers) }
    }
    try drain()
  }

  private mutating func receive(_ bytes: [UInt8]) throws(HTTP2Error) {
    var copy = self
    let session = session
    let result = bytes.withUnsafeBytes { (bytes) -> Result<Void, HTTP2Error> in
      do throws(HTTP2Error) {
        try session.receive(bytes) { copy.handle($0, input: bytes) }
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    self = copy
    try result.get()
    try drain()
  }

  private mutating func drain() throws(HTTP2Error) {
    let size = control & 4 != 0 ? 100 : 20_000
    var copy = self
    let session = session
    let result = withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) {
      (buffer) -> Result<Int, HTTP2Error> in
      do throws(HTTP2Error) {
        let count = try session.drainOutput(into: buffer)
        session.drainEvents { copy.handle($0, input: UnsafeRawBufferPointer(start: nil, count: 0)) }
        return .success(count)
      } catch {
        return .failure(error)
      }
    }
    self = copy
    let count = try result.get()
    precondition(count <= size, "more output than the buffer holds")
    checkCounts()
  }

  private mutating func handle(_ event: HTTP2Event, input: UnsafeRawBufferPointer) {
    switch event {
    case .headers(let stream, let kind, let block, _):
      if kind == .request { begin(stream) }
      checkLive(stream)
      checkList(block)
      if kind == .request { answer(stream) }
    case .headersTooLarge(let stream, let kind, _):
      if kind == .request { begin(stream) }
      checkLive(stream)
      session.submitReset(stream, .enhanceYourCalm)
    case .data(let stream, let bytes, _):
      checkLive(stream)
      checkSlice(bytes, of: input)
      if control & 8 == 0 { session.consume(stream, bytes.count) }
    case .reset(let stream, _), .writable(let stream): checkLive(stream)
    case .closed(let stream, _):
      checkLive(stream)
      live[Int(stream.slot)] = 0
      precondition(!session.isLive(stream), "a closed stream is not live")
      precondition(!session.submitReset(stream, .cancel), "a closed stream takes nothing")
    case .goaway, .goawaySent, .ping, .settings, .settingsAcknowledged: break
    }
  }

  private mutating func begin(_ stream: HTTP2StreamID) {
    let slot = Int(stream.slot)
    while live.count <= slot { live.append(0) }
    precondition(live[slot] == 0, "a slot is given to one stream at a time")
    live[slot] = stream.number
  }

  private func answer(_ stream: HTTP2StreamID) {
    switch stream.number / 2 % 5 {
    case 0:
      session.submitResponse(stream, head, endStream: false)
      send(stream)
      session.submitTrailers(stream, trailers)
      session.submitReset(stream, .noError, afterOutput: true)
    case 1: session.submitResponse(stream, head, endStream: true)
    case 2: session.submitReset(stream, .cancel)
    case 3:
      session.submitInformational(stream, head)
      session.submitResponse(stream, head, endStream: false)
      session.notifyWhenQueued(stream, below: 10)
    default: break
    }
  }

  private func send(_ stream: HTTP2StreamID) {
    body.withUnsafeBytes { _ = session.submitData(stream, $0) }
    session.notifyWhenQueued(stream, below: 1000)
  }

  private func checkLive(_ stream: HTTP2StreamID) {
    let slot = Int(stream.slot)
    precondition(
      slot < live.count && live[slot] == stream.number,
      "an event of a stream that is not live"
    )
  }

  private func checkList(_ block: HTTP2HeaderBlock) {
    var listBytes = 0
    for position in 0..<block.count {
      let field = block[position]
      listBytes += field.name.count + field.value.count + 32
      for byte in field.name { precondition(byte > 0x20, "a name with a control byte") }
      for byte in field.value { precondition(byte != 0, "a value with NUL") }
    }
    precondition(listBytes <= 600, "a list over the limit")
    precondition(block.copied().listBytes == listBytes, "a copy of another size")
  }

  private func checkSlice(_ bytes: UnsafeRawBufferPointer, of input: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0, let whole = input.baseAddress else {
      precondition(bytes.count == 0, "body bytes outside a read")
      return
    }
    precondition(
      start >= whole && start + bytes.count <= whole + input.count,
      "body outside the input"
    )
  }

  private func checkCounts() {
    let streams = session.liveStreams
    precondition(streams.count == session.liveStreamCount, "live streams are counted")
    let queued = streams.reduce(0) { $0 + session.queuedBytes($1) }
    precondition(queued == session.queuedBytes, "queued bytes are counted")
    precondition(!session.hasEvents, "no events are left")
  }

  private func checkEnd() {
    for stream in session.liveStreams { checkLive(stream) }
  }
}
