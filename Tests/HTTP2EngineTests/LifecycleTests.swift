import HTTP2Engine
import Testing

@Suite("Ends of streams and connections")
struct LifecycleTests {
  @Test("A client's reset reaches the server and frees the slot for the next stream")
  func clientReset() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: false)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    #expect(wire.client.session.submitReset(call, .cancel))
    #expect(!wire.client.session.submitReset(call, .cancel))
    try wire.run()
    #expect(
      wire.server.seen.suffix(2) == [.reset(stream, .cancel), .closed(stream, .cancel)]
    )
    #expect(wire.client.closeCode(call) == .cancel)
    _ = try wire.client.session.submitRequest(.request, endStream: true)
    try wire.run()
    #expect(wire.server.requests.map(\.slot) == [0, 0])
  }

  @Test("A stale stream answers false and touches no successor")
  func staleStream() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: false)
    wire.client.send(call, [1, 2, 3])
    try wire.run()
    wire.client.session.submitReset(call, .cancel)
    try wire.run()
    _ = try wire.client.session.submitRequest(.request, endStream: true)
    try wire.run()
    let stale = wire.server.requests[0]
    let session = wire.server.session
    #expect(!session.isLive(stale))
    #expect(!session.submitResponse(stale, .response, endStream: true))
    #expect(!session.submitInformational(stale, HTTP2HeaderList([":status": "100"])))
    #expect(!wire.server.send(stale, [1]))
    #expect(!session.submitTrailers(stale, .trailers))
    #expect(!session.submitReset(stale, .cancel))
    #expect(!session.consume(stale, 3))
    #expect(session.queuedBytes(stale) == 0)
    session.notifyWhenQueued(stale, below: 1)
    #expect(!session.hasEvents)
    let unknown = try Wire().client.session.submitRequest(.request, endStream: true)
    #expect(!(try Peer(.server).session.isLive(unknown)))
    #expect(session.isLive(wire.server.requests[1]))
  }

  @Test("Our half ends once: later data, trailers and responses are refused")
  func endsOnce() throws {
    let wire = try Wire()
    _ = try wire.client.session.submitRequest(.request, endStream: false)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    #expect(!wire.server.send(stream, [1]))
    #expect(wire.server.session.submitResponse(stream, .response, endStream: false))
    #expect(!wire.server.session.submitResponse(stream, .response, endStream: false))
    #expect(wire.server.send(stream, [1], endStream: true))
    #expect(!wire.server.send(stream, [2]))
    #expect(!wire.server.session.submitTrailers(stream, .trailers))
  }

  @Test("A server that answers early resets after its trailers, which arrive")
  func earlyAnswer() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: false)
    wire.client.send(call, [1, 2, 3])
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    wire.server.session.submitResponse(stream, .response, endStream: false)
    wire.server.send(stream, [UInt8](repeating: 4, count: 100_000))
    wire.server.session.submitTrailers(stream, .trailers)
    #expect(wire.server.session.submitReset(stream, .noError, afterOutput: true))
    try wire.run()
    #expect(wire.client.body(call).count == 100_000)
    #expect(
      wire.client.seen.suffix(3) == [
        .headers(call, .trailers, ["grpc-status: 0"], endStream: true), .reset(call, .noError),
        .closed(call, .noError),
      ]
    )
    #expect(wire.server.closeCode(stream) == .noError)
  }

  @Test("No reset follows when the peer has ended its half, before or after the asking")
  func noNeedlessReset() throws {
    let wire = try Wire()
    for endsFirst in [true, false] {
      _ = try wire.client.session.submitRequest(.request, endStream: true)
      try wire.run()
      let stream = try #require(wire.server.requests.last)
      if !endsFirst { wire.server.session.submitReset(stream, .noError, afterOutput: true) }
      wire.server.session.submitResponse(stream, .response, endStream: true)
      if endsFirst { wire.server.session.submitReset(stream, .noError, afterOutput: true) }
      try wire.run()
      #expect(wire.server.closeCode(stream) == .noError)
    }
    #expect(wire.server.session.counters.resetsSent == 0)
  }

  @Test("Asked for after the end was sent, the reset goes out at once")
  func lateReset() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: false)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    wire.server.session.submitResponse(stream, .response, endStream: true)
    try wire.run()
    #expect(wire.client.closeCode(call) == nil)
    #expect(wire.server.session.submitReset(stream, .noError, afterOutput: true))
    try wire.run()
    #expect(wire.client.closeCode(call) == .noError)
  }

  @Test("A drained server finishes what it began and takes nothing new")
  func serverDrain() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: true)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    wire.server.session.submitShutdownNotice()
    wire.server.session.submitPing(42)
    try wire.run()
    #expect(wire.client.seen.contains(.goaway(last: .max, .noError, debugData: [])))
    #expect(wire.server.seen.contains(.ping(isAck: true, payload: 42)))
    #expect(wire.client.seen.contains(.ping(isAck: false, payload: 42)))
    #expect(!wire.client.session.acceptsRequests)
    let text = Array("max_age".utf8)
    text.withUnsafeBytes { wire.server.session.submitGoaway(.noError, debugData: $0) }
    try wire.run()
    #expect(wire.client.seen.contains(.goaway(last: 1, .noError, debugData: text)))
    #expect(!wire.server.session.isFinished)
    wire.server.session.submitResponse(stream, .response, endStream: true)
    try wire.run()
    #expect(wire.client.closeCode(call) == .noError)
    #expect(wire.server.session.isFinished)
    #expect(wire.client.session.isFinished)
    #expect(throws: HTTP2Error.self) {
      try wire.client.session.submitRequest(.request, endStream: true)
    }
  }

  @Test("Streams above a GOAWAY's last number are closed as refused")
  func goawayRefuses() throws {
    let client = try Peer(.client)
    let first = try client.session.submitRequest(.request, endStream: true)
    let second = try client.session.submitRequest(.request, endStream: true)
    _ = try client.output()
    let unsent = try client.session.submitRequest(.request, endStream: true)
    try client.receive(
      RawFrame.frame(type: 4)
        + RawFrame.frame(type: 7, payload: RawFrame.number(1) + RawFrame.number(0))
    )
    _ = try client.output()
    #expect(client.closeCode(second) == .refusedStream)
    #expect(client.closeCode(unsent) == .refusedStream)
    #expect(client.session.liveStreams == [first])
  }

  @Test("A client's GOAWAY ends a quiet connection on both sides")
  func clientGoaway() throws {
    let wire = try Wire()
    wire.client.session.submitGoaway(.noError)
    try wire.run()
    #expect(wire.server.seen.contains(.goaway(last: 0, .noError, debugData: [])))
    #expect(wire.client.session.isFinished)
    #expect(wire.server.session.isFinished)
  }

  @Test("Terminating says GOAWAY with the code and finishes")
  func terminate() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: false)
    try wire.run()
    wire.server.session.terminate(.enhanceYourCalm)
    let output = try wire.server.output()
    #expect(ReadFrame.goawayCode(in: output) == .enhanceYourCalm)
    #expect(wire.server.session.isFinished)
    try wire.client.receive(output)
    #expect(
      wire.client.seen.last == .goaway(last: 1, .enhanceYourCalm, debugData: [])
    )
    #expect(wire.client.session.liveStreams == [call])
  }

  @Test("A request cancelled before it was sent is closed with the code and never goes out")
  func cancelledUnsent() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: false)
    wire.client.send(call, [1, 2, 3])
    wire.client.session.submitReset(call, .cancel)
    try wire.run()
    #expect(wire.client.closeCode(call) == .cancel)
    #expect(wire.server.requests.isEmpty)
    #expect(wire.client.session.queuedBytes == 0)
  }

  @Test("A session that goes away lists its live streams before")
  func liveStreams() throws {
    let wire = try Wire()
    var calls: [HTTP2StreamID] = []
    for _ in 0..<5 {
      calls.append(try wire.client.session.submitRequest(.request, endStream: false))
    }
    try wire.run()
    wire.client.session.submitReset(calls[2], .cancel)
    try wire.run()
    calls.remove(at: 2)
    #expect(wire.client.session.liveStreams == calls)
    #expect(wire.server.session.liveStreams.map(\.number) == calls.map(\.number))
    #expect(wire.server.session.liveStreamCount == 4)
  }

  @Test("A response head too big for nghttp2 resets the stream instead of hanging it")
  func hugeResponse() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: true)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    var list = HTTP2HeaderList.response
    list.append(name: "x-huge", value: String(repeating: "h", count: 70_000))
    wire.server.session.submitResponse(stream, list, endStream: false)
    wire.server.session.submitTrailers(stream, .trailers)
    try wire.run()
    #expect(wire.client.closeCode(call) == .internalError)
    #expect(wire.server.session.liveStreams.isEmpty)
  }

  @Test("[S30] PING is acknowledged with its own bytes")
  func ping() throws {
    let server = try Peer(.server)
    let payload: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
    try server.receive(RawFrame.clientPreface + RawFrame.ping(payload))
    #expect(server.seen.contains(.ping(isAck: false, payload: 0x0102_0304_0506_0708)))
    let acks = ReadFrame.all(in: try server.output()).filter { $0.type == 6 }
    #expect(acks == [ReadFrame(type: 6, flags: 1, stream: 0, payload: payload)])
  }

  @Test("Configurations out of range are refused with the function's name")
  func badConfiguration() {
    var configuration = HTTP2Configuration()
    configuration.frameBytesMax = 100
    let error = #expect(throws: HTTP2Error.self) {
      try HTTP2Session(role: .server, configuration: configuration)
    }
    #expect(error?.message.contains("nghttp2_submit_settings") == true)
  }
}
