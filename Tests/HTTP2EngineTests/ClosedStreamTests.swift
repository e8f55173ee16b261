import HTTP2Engine
import Testing

@Suite("Frames on streams that are closed (RFC 9113 §5.1)")
struct ClosedStreamTests {
  private static let end = RawFrame.endStream

  private static func server(_ configuration: HTTP2Configuration = .init()) throws -> Peer {
    let peer = try Peer(.server, configuration)
    try peer.receive(RawFrame.clientPreface)
    _ = try peer.output()
    return peer
  }

  /// A server that has answered stream 1 to its end.
  private static func answered() throws -> Peer {
    let server = try server()
    try server.receive(RawFrame.headers(1, RawFrame.request, flags: end))
    let stream = try #require(server.requests.first)
    server.session.submitResponse(stream, HTTP2HeaderList([":status": "200"]), endStream: true)
    _ = try server.output()
    #expect(server.session.liveStreams.isEmpty)
    return server
  }

  @Test("A header list behind the end of both sides ends the connection with STREAM_CLOSED")
  func afterEnd() throws {
    let server = try Self.answered()
    try server.receive(RawFrame.headers(1, RawFrame.request, flags: Self.end))
    #expect(ReadFrame.goawayCode(in: try server.output()) == .streamClosed)
    #expect(server.session.isFinished)
  }

  @Test("A header list behind the peer's own reset ends the connection with STREAM_CLOSED")
  func afterPeersReset() throws {
    let server = try Self.server()
    try server.receive(RawFrame.headers(1, RawFrame.request) + RawFrame.reset(1, 8))
    try server.receive(RawFrame.headers(1, RawFrame.request, flags: Self.end))
    #expect(ReadFrame.goawayCode(in: try server.output()) == .streamClosed)
  }

  @Test("DATA behind the end is ignored, and the connection's window is not lost")
  func dataAfterEnd() throws {
    var configuration = HTTP2Configuration()
    configuration.connectionWindowBytes = 100_000
    let server = try Self.server(configuration)
    try server.receive(RawFrame.headers(1, RawFrame.request) + RawFrame.reset(1, 8))
    for _ in 0..<20 {
      try server.receive(RawFrame.data(1, [UInt8](repeating: 0, count: 10_000)))
      #expect(ReadFrame.goawayCode(in: try server.output()) == nil)
    }
    try server.receive(RawFrame.headers(3, RawFrame.request, flags: Self.end))
    #expect(server.requests.map(\.number) == [1, 3])
  }

  @Test("WINDOW_UPDATE, RST_STREAM and PRIORITY on a closed stream are nobody's fault")
  func harmless() throws {
    let server = try Self.answered()
    try server.receive(RawFrame.frame(type: 8, stream: 1, payload: RawFrame.number(10)))
    try server.receive(RawFrame.reset(1, 8))
    try server.receive(RawFrame.frame(type: 2, stream: 1, payload: [0, 0, 0, 0, 16]))
    #expect(ReadFrame.goawayCode(in: try server.output()) == nil)
    try server.receive(RawFrame.headers(3, RawFrame.request, flags: Self.end))
    #expect(server.requests.map(\.number) == [1, 3])
  }

  @Test(
    "What was under way to a stream that this side has reset is ignored, and its bytes come back"
  )
  func afterOwnReset() throws {
    let server = try Self.server()
    try server.receive(RawFrame.headers(1, RawFrame.request))
    let stream = try #require(server.requests.first)
    server.session.submitReset(stream, .noError)
    _ = try server.output()
    for _ in 0..<3 { try server.receive(RawFrame.data(1, [1, 2, 3])) }
    try server.receive(RawFrame.headers(1, [("x-late", "trailer")], flags: Self.end))
    #expect(ReadFrame.goawayCode(in: try server.output()) == nil)
    try server.receive(RawFrame.headers(3, RawFrame.request, flags: Self.end))
    #expect(server.requests.map(\.number) == [1, 3])
  }

  @Test("Bodies of streams over the limit are ignored like those of all streams that were reset")
  func refusedStreams() throws {
    var configuration = HTTP2Configuration()
    configuration.concurrentStreamsMax = 2
    let server = try Self.server(configuration)
    var bytes: [UInt8] = []
    for number in stride(from: UInt32(1), to: 13, by: 2) {
      bytes += RawFrame.headers(number, RawFrame.request) + RawFrame.data(number, [1])
    }
    try server.receive(bytes)
    _ = try server.output()
    for number in stride(from: UInt32(5), to: 13, by: 2) {
      try server.receive(RawFrame.data(number, [2], flags: Self.end))
    }
    #expect(ReadFrame.goawayCode(in: try server.output()) == nil)
    #expect(server.requests.map(\.number) == [1, 3])
  }

  @Test("A malformed request's body is ignored, whether its reset has left or not")
  func malformedRequest() throws {
    let server = try Self.server()
    let fields = RawFrame.request + [("connection", "close")]
    try server.receive(RawFrame.headers(1, fields) + RawFrame.data(1, [1]))
    _ = try server.output()
    try server.receive(RawFrame.data(1, [1], flags: Self.end))
    #expect(ReadFrame.goawayCode(in: try server.output()) == nil)
  }

  @Test("A stream below the last one that was never begun is a PROTOCOL_ERROR (§5.1.1)")
  func skipped() throws {
    let server = try Self.server()
    try server.receive(RawFrame.headers(5, RawFrame.request, flags: Self.end))
    try server.receive(RawFrame.headers(3, RawFrame.request, flags: Self.end))
    #expect(ReadFrame.goawayCode(in: try server.output()) == .protocolError)
  }

  @Test("Trailers of a request are no new stream")
  func trailers() throws {
    let server = try Self.server()
    try server.receive(RawFrame.headers(1, RawFrame.request))
    try server.receive(RawFrame.headers(3, RawFrame.request))
    try server.receive(RawFrame.headers(1, [("x-checksum", "7")], flags: Self.end))
    #expect(ReadFrame.goawayCode(in: try server.output()) == nil)
  }

  @Test("New streams behind a GOAWAY of this side are ignored with their bodies")
  func behindGoaway() throws {
    let server = try Self.server()
    try server.receive(RawFrame.headers(1, RawFrame.request))
    server.session.submitGoaway(.noError, last: 1)
    _ = try server.output()
    try server.receive(RawFrame.headers(3, RawFrame.request) + RawFrame.data(3, [1]))
    #expect(ReadFrame.goawayCode(in: try server.output()) == nil)
    #expect(server.requests.map(\.number) == [1])
  }

  @Test("After more resets than are remembered nobody is accused")
  func manyResets() throws {
    let server = try Self.server()
    for index in 0...1_024 {
      let number = UInt32(2 * index + 1)
      try server.receive(RawFrame.headers(number, RawFrame.request))
      let stream = try #require(server.requests.last)
      server.session.submitReset(stream, .noError)
      _ = try server.output()
    }
    try server.receive(RawFrame.data(1, [1]) + RawFrame.data(2_049, [1]))
    #expect(ReadFrame.goawayCode(in: try server.output()) == nil)
  }

  @Test("PRIORITY on stream 0 is a PROTOCOL_ERROR (§6.3)")
  func priorityOfNothing() throws {
    let server = try Self.server()
    try server.receive(RawFrame.frame(type: 2, stream: 0, payload: [0, 0, 0, 1, 16]))
    #expect(ReadFrame.goawayCode(in: try server.output()) == .protocolError)
  }
}
