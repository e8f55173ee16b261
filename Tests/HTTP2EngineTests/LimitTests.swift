import HTTP2Engine
import Testing

@Suite("Limits against a greedy peer")
struct LimitTests {
  private static func server(_ configuration: HTTP2Configuration) throws -> Peer {
    let peer = try Peer(.server, configuration)
    try peer.receive(RawFrame.clientPreface + RawFrame.frame(type: 4, flags: RawFrame.ack))
    return peer
  }

  @Test("SETTINGS advertise the limits, and the stream limit as configured")
  func advertised() throws {
    var configuration = HTTP2Configuration()
    configuration.concurrentStreamsMax = 77
    configuration.headerListBytesMax = 5000
    let frames = ReadFrame.all(in: try Peer(.server, configuration).output(chunkBytes: 7))
    let settings = try #require(frames.first)
    #expect(settings.type == 4)
    var values: [Int: UInt32] = [:]
    for start in stride(from: 0, to: settings.payload.count, by: 6) {
      values[Int(settings.payload[start + 1])] = settings.number(at: start + 2)
    }
    #expect(values == [3: 77, 4: 1 << 20, 5: 16_384, 6: 5000, 9: 1])
    #expect(frames.contains { $0.type == 8 && $0.number(at: 0) == 4 << 20 - 65_535 })
  }

  @Test("[S26] One stream above the limit is refused, one at the limit is served")
  func concurrentStreams() throws {
    var configuration = HTTP2Configuration()
    configuration.concurrentStreamsMax = 3
    let server = try Self.server(configuration)
    for stream: UInt32 in [1, 3, 5, 7] {
      try server.receive(
        RawFrame.headers(stream, RawFrame.request, flags: RawFrame.endStream)
      )
    }
    #expect(server.requests.map(\.number) == [1, 3, 5])
    let refused = HTTP2ErrorCode.refusedStream.rawValue
    #expect(ReadFrame.resets(in: try server.output()) == [[7, refused]])
    server.session.submitResponse(server.requests[0], .response, endStream: true)
    _ = try server.output()
    try server.receive(RawFrame.headers(9, RawFrame.request, flags: RawFrame.endStream))
    #expect(server.requests.map(\.number) == [1, 3, 5, 9])
    #expect(server.session.liveStreams.map(\.number).sorted() == [3, 5, 9])
  }

  @Test("[C26] A client keeps requests back above the server's limit and sends them later")
  func clientQueues() throws {
    var configuration = HTTP2Configuration()
    configuration.concurrentStreamsMax = 2
    let wire = try Wire(server: configuration)
    #expect(wire.client.session.remoteSettings.concurrentStreamsMax == 2)
    for _ in 0..<5 { _ = try wire.client.session.submitRequest(.request, endStream: true) }
    try wire.run()
    #expect(wire.server.requests.count == 2)
    #expect(wire.client.session.liveStreamCount == 5)
    while wire.server.session.liveStreamCount > 0 {
      wire.server.session.submitResponse(
        wire.server.session.liveStreams[0],
        .response,
        endStream: true
      )
      try wire.run()
    }
    #expect(wire.server.requests.count == 5)
    #expect(wire.server.session.counters.streamsRefused == 0)
    #expect(wire.client.session.liveStreamCount == 0)
  }

  @Test("A header list over the limit becomes an event that can be answered", arguments: [0, 1])
  func headerList(excess: Int) throws {
    let fixed = RawFrame.request.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count + 32 }
    let note = ("x-note", String(repeating: "n", count: 100))
    var configuration = HTTP2Configuration()
    configuration.headerListBytesMax = fixed + 138 - excess
    let server = try Self.server(configuration)
    try server.receive(
      RawFrame.headers(1, RawFrame.request + [note], flags: RawFrame.endStream)
    )
    let stream = try #require(server.session.liveStreams.first)
    let isTooLarge = server.seen.contains(
      .headersTooLarge(stream, .request, endStream: true)
    )
    #expect(isTooLarge == (excess == 1))
    let status = HTTP2HeaderList([":status": "431"])
    #expect(server.session.submitResponse(stream, status, endStream: true))
    #expect(ReadFrame.all(in: try server.output()).contains { $0.type == 1 && $0.stream == 1 })
    #expect(server.session.liveStreams.isEmpty)
  }

  @Test("[S26] Resets beyond the burst end the connection, resets within it do not")
  func rapidReset() throws {
    var configuration = HTTP2Configuration()
    configuration.resetsBurstMax = 20
    configuration.resetsPerSecondMax = 1
    let server = try Self.server(configuration)
    func openAndReset(_ index: Int) throws {
      let stream = UInt32(1 + 2 * index)
      try server.receive(
        RawFrame.headers(stream, RawFrame.request)
          + RawFrame.reset(stream, HTTP2ErrorCode.cancel.rawValue)
      )
    }
    for index in 0..<20 { try openAndReset(index) }
    #expect(ReadFrame.goawayCode(in: try server.output()) == nil)
    #expect(server.session.counters.resetsReceived == 20)
    // A token or two may have come back meanwhile: the rate is nghttp2's own clock's.
    for index in 20..<60 { try openAndReset(index) }
    #expect(ReadFrame.goawayCode(in: try server.output()) != nil)
    #expect(server.session.isFinished)
  }

  @Test("[S26] CONTINUATION frames carry a list on, up to the limit", arguments: [8, 9])
  func continuations(count: Int) throws {
    let server = try Self.server(HTTP2Configuration())
    let block = RawFrame.block(RawFrame.request)
    var bytes = RawFrame.frame(
      type: 1,
      flags: RawFrame.endStream,
      stream: 1,
      payload: Array(block.prefix(10))
    )
    for index in 0..<count {
      let isLast = index == count - 1
      bytes += RawFrame.frame(
        type: 9,
        flags: isLast ? RawFrame.endHeaders : 0,
        stream: 1,
        payload: isLast ? Array(block.dropFirst(10)) : []
      )
    }
    if count == 8 {
      try server.receive(bytes)
      #expect(server.requests.count == 1)
    } else {
      #expect(throws: HTTP2Error.self) { try server.receive(bytes) }
      #expect(server.requests.isEmpty)
      #expect(server.session.isFinished)
    }
  }

  @Test("Unread acknowledgements beyond the limit end the session")
  func acknowledgementFlood() throws {
    var configuration = HTTP2Configuration()
    configuration.unsentAcksMax = 10
    let server = try Self.server(configuration)
    _ = try server.output()
    let ping = RawFrame.ping([0, 0, 0, 0, 0, 0, 0, 1])
    try server.receive(Array(repeating: ping, count: 10).flatMap { $0 })
    #expect(throws: HTTP2Error.self) { try server.receive(ping) }
    #expect(server.session.isFinished)
    #expect(throws: HTTP2Error.self) { try server.receive(ping) }
  }

  @Test("Cheap frames are counted")
  func counters() throws {
    let server = try Self.server(HTTP2Configuration())
    let before = server.session.counters
    #expect(before.settings == 1)
    try server.receive(
      RawFrame.headers(1, RawFrame.request) + RawFrame.data(1, [])
        + RawFrame.data(1, [3, 0, 0, 0], flags: RawFrame.padded) + RawFrame.data(1, [1])
        + RawFrame.ping([1, 2, 3, 4, 5, 6, 7, 8]) + RawFrame.frame(type: 4)
        + RawFrame.frame(type: 8, payload: RawFrame.number(1))
        + RawFrame.frame(type: 8, stream: 1, payload: RawFrame.number(1))
        + RawFrame.frame(type: 2, stream: 1, payload: RawFrame.number(0) + [0])
        + RawFrame.frame(type: 0xee, payload: [1, 2, 3])
    )
    let stream = try #require(server.requests.first)
    server.session.submitReset(stream, .cancel)
    _ = try server.output()
    let counters = server.session.counters
    #expect(counters.emptyData == 2)
    #expect(counters.pings == 1)
    #expect(counters.settings == 2)
    #expect(counters.windowUpdates == 2)
    #expect(counters.priorities == 1)
    #expect(counters.resetsSent == 1)
    #expect(counters.uploadStopsSent == 0)
    #expect(counters.invalidFrames == 0)
  }

  @Test("Resets that stop a body are told apart from those that a peer has earned")
  func uploadStops() throws {
    let server = try Self.server(HTTP2Configuration())
    try server.receive(
      RawFrame.headers(1, RawFrame.request) + RawFrame.headers(3, RawFrame.request)
        + RawFrame.headers(5, RawFrame.request + [("content-length", "1")])
    )
    try #require(server.requests.count == 3)
    let (early, ended, wrong) = (server.requests[0], server.requests[1], server.requests[2])
    for stream in [early, ended] {
      server.session.submitResponse(stream, .response, endStream: true)
      server.session.submitReset(stream, .noError, afterOutput: true)
    }
    // The body of the second ends before the answer leaves: there is nothing to stop.
    try server.receive(
      RawFrame.data(3, [], flags: RawFrame.endStream) + RawFrame.data(5, [1, 2])
    )
    _ = try server.output()
    #expect(server.closeCode(wrong) == .protocolError)
    #expect(server.session.counters.resetsSent == 2)
    #expect(server.session.counters.uploadStopsSent == 1)
  }

  @Test("A header list beyond all measure ends the connection", arguments: [0, 1])
  func fatalHeaderList(excess: Int) throws {
    let fixed = RawFrame.request.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count + 32 }
    var configuration = HTTP2Configuration()
    configuration.headerListBytesMax = fixed
    configuration.headerListBytesFatal = fixed + 10 * 138 - excess
    let server = try Self.server(configuration)
    let notes = [(String, String)](
      repeating: ("x-note", String(repeating: "n", count: 100)),
      count: 10
    )
    try server.receive(RawFrame.headers(1, RawFrame.request + notes, flags: RawFrame.endStream))
    let goaways = ReadFrame.all(in: try server.output()).filter { $0.type == 7 }
    #expect(server.session.counters.headerListsTooLarge == 1)
    #expect(
      goaways.map { $0.number(at: 4) }
        == (excess == 0 ? [] : [HTTP2ErrorCode.enhanceYourCalm.rawValue])
    )
  }
}
