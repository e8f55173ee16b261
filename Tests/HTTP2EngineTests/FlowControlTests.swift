import HTTP2Engine
import Testing

@Suite("Flow control")
struct FlowControlTests {
  @Test("Big bodies pass windows much smaller than they are, in random pieces", arguments: 1...6)
  func bigBodies(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var small = HTTP2Configuration()
    small.streamWindowBytes = 70_000
    small.connectionWindowBytes = 100_000
    let wire = try Wire(client: small, server: small)
    let up = random.bytes(Int.random(in: 300_000...600_000, using: &random))
    let down = random.bytes(Int.random(in: 300_000...600_000, using: &random))
    let call = try wire.client.session.submitRequest(.request, endStream: false)
    wire.client.send(call, up, endStream: true)
    try wire.run(using: &random)
    let stream = try #require(wire.server.requests.first)
    #expect(wire.server.body(stream) == up, "seed \(seed)")
    wire.server.session.submitResponse(stream, .response, endStream: false)
    wire.server.send(stream, down)
    wire.server.session.submitTrailers(stream, .trailers)
    try wire.run(using: &random)
    #expect(wire.client.body(call) == down, "seed \(seed)")
    #expect(wire.client.closeCode(call) == .noError)
  }

  @Test("A window opens only for what was consumed")
  func windowWaitsForConsumption() throws {
    var small = HTTP2Configuration()
    small.streamWindowBytes = 1000
    let wire = try Wire(server: small)
    wire.server.consumes = false
    let call = try wire.client.session.submitRequest(.request, endStream: false)
    wire.client.send(call, [UInt8](repeating: 1, count: 2500), endStream: true)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    #expect(wire.server.body(stream).count == 1000)
    #expect(wire.client.session.queuedBytes(call) == 1500)
    #expect(wire.server.session.consume(stream, 1000))
    try wire.run()
    #expect(wire.server.body(stream).count == 2000)
    #expect(wire.server.session.consume(stream, 600))
    try wire.run()
    #expect(wire.server.body(stream).count == 2500)
    #expect(wire.client.session.queuedBytes == 0)
  }

  @Test("[S25] [C25] No window leaks over a thousand requests, answered, reset and padded")
  func noLeak() throws {
    var small = HTTP2Configuration()
    small.connectionWindowBytes = 70_000
    small.resetsBurstMax = 10_000
    let wire = try Wire(server: small)
    let full = wire.client.session.remoteWindowBytes
    #expect(full == 70_000)
    wire.server.consumes = false
    wire.server.onEvent = { session, event in
      guard case .data(let stream, let bytes, let endStream) = event else { return }
      switch stream.number % 8 {
      case 1: session.consume(stream, bytes.count)
      case 3: session.consume(stream, bytes.count / 2)
      case 5: session.submitReset(stream, .cancel)
      default: break
      }
      if endStream { session.submitResponse(stream, .response, endStream: true) }
    }
    for index in 0..<1000 {
      let call = try wire.client.session.submitRequest(.request, endStream: false)
      wire.client.send(call, [UInt8](repeating: 7, count: 1700), endStream: index % 5 != 0)
      try wire.run()
      if index % 5 == 0 {
        wire.client.session.submitReset(call, .cancel)
        try wire.run()
      }
    }
    #expect(wire.server.session.liveStreams.isEmpty)
    // nghttp2 returns a window when half of it is consumed, so up to half may be on its way.
    #expect(wire.client.session.remoteWindowBytes > full / 2)
  }

  @Test("Padding and body bytes of refused streams go back to the connection window")
  func ignoredBytes() throws {
    var small = HTTP2Configuration()
    small.connectionWindowBytes = 66_000
    small.concurrentStreamsMax = 1
    let server = try Peer(.server, small)
    try server.receive(RawFrame.clientPreface + RawFrame.headers(1, RawFrame.request))
    _ = try server.output()
    var returned = 0
    for index in 0..<300 {
      let stream = UInt32(3 + 2 * index)
      let body = [UInt8](repeating: 0, count: 1000)
      try server.receive(
        RawFrame.headers(stream, RawFrame.request) + RawFrame.data(stream, body)
          + RawFrame.data(1, [200] + [UInt8](repeating: 0, count: 200), flags: RawFrame.padded)
      )
      for frame in ReadFrame.all(in: try server.output()) where frame.type == 8 {
        if frame.stream == 0 { returned += Int(frame.number(at: 0)) }
      }
    }
    #expect(server.session.counters.streamsRefused == 300)
    #expect(server.session.liveStreams.count == 1)
    #expect(returned > 300 * 1201 - 33_000)
  }

  @Test("The output buffer is the cap, and queued bytes can be counted")
  func outputCap() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: true)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    wire.server.session.submitResponse(stream, .response, endStream: false)
    wire.server.send(stream, [UInt8](repeating: 5, count: 500_000))
    #expect(wire.server.session.queuedBytes(stream) == 500_000)
    wire.server.session.notifyWhenQueued(stream, below: 100_000)
    let first = try wire.server.outputChunk(20_000)
    #expect(first.count == 20_000)
    #expect(wire.server.session.queuedBytes >= 460_000)
    #expect(wire.server.session.wantsWrite)
    #expect(!wire.server.seen.contains(.writable(stream)))
    try wire.client.receive(first)
    try wire.run()
    #expect(wire.server.seen.filter { $0 == .writable(stream) }.count == 1)
    #expect(wire.client.body(call).count == 500_000)
    wire.server.session.notifyWhenQueued(stream, below: 1)
    #expect(wire.server.session.hasEvents)
  }

  @Test(
    "[S25] [C25] A peer that lowers its initial window below zero stops a body until it opens again"
  )
  func negativeWindow() throws {
    let server = try Peer(.server)
    try server.receive(
      RawFrame.clientPreface + RawFrame.headers(1, RawFrame.request, flags: RawFrame.endStream)
    )
    let stream = try #require(server.requests.first)
    server.session.submitResponse(stream, .response, endStream: false)
    server.send(stream, [UInt8](repeating: 1, count: 40_000))
    _ = try server.output()
    try server.receive(RawFrame.frame(type: 4, payload: [0, 4] + RawFrame.number(100)))
    server.send(stream, [1, 2, 3])
    #expect(!ReadFrame.all(in: try server.output()).contains { $0.type == 0 })
    try server.receive(RawFrame.frame(type: 8, stream: 1, payload: RawFrame.number(50_000)))
    #expect(ReadFrame.all(in: try server.output()).contains { $0.type == 0 })
  }

  @Test("[S25] A body beyond the window is a flow-control error")
  func overflow() throws {
    var small = HTTP2Configuration()
    small.streamWindowBytes = 1000
    let server = try Peer(.server, small)
    try server.receive(RawFrame.clientPreface)
    _ = try server.output()
    try server.receive(
      RawFrame.frame(type: 4, flags: RawFrame.ack) + RawFrame.headers(1, RawFrame.request)
        + RawFrame.data(1, [UInt8](repeating: 0, count: 1001))
    )
    let output = try server.output()
    #expect(
      ReadFrame.resets(in: output) == [[1, HTTP2ErrorCode.flowControlError.rawValue]]
        || ReadFrame.goawayCode(in: output) == .flowControlError
    )
  }
}
