import HTTP2Engine
import Testing

@Suite("Malformed input")
struct MalformedTests {
  private static func server() throws -> Peer {
    let peer = try Peer(.server)
    try peer.receive(RawFrame.clientPreface)
    _ = try peer.output()
    return peer
  }

  /// Ways to spoil the head of a request (RFC 9113 §8.2, §8.3).
  enum Spoiling: String, CaseIterable {
    case upperCaseName, connectionField, transferEncoding, noAuthority, relativePath, wrongTe
    case noMethod, twoPaths, pseudoAfterField, unknownPseudo, nulInValue, emptyPath
    case wrongContentLength

    var fields: [(String, String)] {
      let request = RawFrame.request
      switch self {
      case .upperCaseName: return request + [("X-Note", "a")]
      case .connectionField: return request + [("connection", "keep-alive")]
      case .transferEncoding: return request + [("transfer-encoding", "chunked")]
      case .noAuthority: return request.filter { $0.0 != ":authority" }
      case .relativePath: return request.map { $0.0 == ":path" ? (":path", "a.B/C") : $0 }
      case .emptyPath: return request.map { $0.0 == ":path" ? (":path", "") : $0 }
      case .wrongTe: return request.map { $0.0 == "te" ? ("te", "gzip") : $0 }
      case .noMethod: return request.filter { $0.0 != ":method" }
      case .twoPaths: return [(":path", "/x.Y/Z")] + request
      case .pseudoAfterField: return request.filter { $0.0 != ":path" } + [(":path", "/a.B/C")]
      case .unknownPseudo: return [(":flavour", "sweet")] + request
      case .nulInValue: return request + [("x-note", "a\0b")]
      case .wrongContentLength: return request + [("content-length", "-1")]
      }
    }
  }

  @Test(
    "A malformed head is reset with PROTOCOL_ERROR and never seen",
    arguments: Spoiling.allCases
  )
  func malformedHead(spoiling: Spoiling) throws {
    let server = try Self.server()
    try server.receive(RawFrame.headers(1, spoiling.fields, flags: RawFrame.endStream))
    #expect(server.requests.isEmpty)
    let code = HTTP2ErrorCode.protocolError.rawValue
    #expect(ReadFrame.resets(in: try server.output()) == [[1, code]])
    #expect(server.session.liveStreams.isEmpty)
    #expect(
      !server.session.lastDiagnostic.isEmpty || spoiling == .noAuthority
        || spoiling == .relativePath || spoiling == .noMethod || spoiling == .emptyPath
    )
    try server.receive(RawFrame.headers(3, RawFrame.request, flags: RawFrame.endStream))
    #expect(server.requests.map(\.number) == [3])
  }

  @Test("A head with host instead of :authority, or without te, is accepted")
  func lenientHeads() throws {
    let server = try Self.server()
    let withHost = RawFrame.request.filter { $0.0 != ":authority" } + [("host", "localhost")]
    try server.receive(RawFrame.headers(1, withHost, flags: RawFrame.endStream))
    let withoutTe = RawFrame.request.filter { $0.0 != "te" }
    try server.receive(RawFrame.headers(3, withoutTe, flags: RawFrame.endStream))
    #expect(server.requests.map(\.number) == [1, 3])
  }

  @Test("A body that contradicts content-length resets the stream, which closes once")
  func contentLength() throws {
    let server = try Self.server()
    let fields = RawFrame.request + [("content-length", "3")]
    try server.receive(RawFrame.headers(1, fields) + RawFrame.data(1, [1, 2, 3, 4]))
    let stream = try #require(server.requests.first)
    _ = try server.output()
    #expect(server.closeCode(stream) == .protocolError)
    #expect(server.seen.filter { if case .closed = $0 { true } else { false } }.count == 1)
  }

  @Test("HTTP/1.1 and noise in place of the preface are refused", arguments: 0...20)
  func garbagePreface(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let server = try Peer(.server)
    let garbage = seed == 0 ? Array("GET / HTTP/1.1\r\n\r\n".utf8) : random.bytes(30)
    let error = #expect(throws: HTTP2Error.self) { try server.receive(garbage) }
    #expect(error?.scope == .connection)
    #expect(error?.code == .protocolError)
    #expect(server.session.isFinished)
  }

  @Test("A connection error says GOAWAY, reports it, and finishes the session")
  func connectionError() throws {
    let server = try Self.server()
    try server.receive(RawFrame.data(0, [1]))
    #expect(server.session.wantsWrite)
    #expect(ReadFrame.goawayCode(in: try server.output()) == .protocolError)
    #expect(server.seen.contains(.goawaySent(last: 0, .protocolError)))
    #expect(server.session.isFinished)
  }

  @Test("Broken header compression ends the connection with COMPRESSION_ERROR")
  func compressionError() throws {
    let server = try Self.server()
    try server.receive(
      RawFrame.frame(type: 1, flags: RawFrame.endHeaders, stream: 1, payload: [0xff, 0xff, 0xff])
    )
    #expect(ReadFrame.goawayCode(in: try server.output()) == .compressionError)
  }

  @Test("A dropped list leaves nothing behind for the next one, split byte by byte")
  func listAfterDroppedList() throws {
    let server = try Self.server()
    let bytes =
      RawFrame.headers(1, RawFrame.request + [("X", "a"), ("b", "c")])
      + RawFrame.headers(3, RawFrame.request, flags: RawFrame.endStream)
    for byte in bytes { try server.receive([byte]) }
    let stream = try #require(server.requests.first)
    let lines = RawFrame.request.map { $0 + ": " + $1 }
    #expect(server.seen.last == .headers(stream, .request, lines, endStream: true))
  }

  @Test("[C32] PUSH_PROMISE to a client ends the connection")
  func pushRefused() throws {
    let client = try Peer(.client)
    let call = try client.session.submitRequest(.request, endStream: true)
    _ = try client.output()
    try client.receive(
      RawFrame.frame(type: 4) + RawFrame.frame(type: 4, flags: RawFrame.ack)
        + RawFrame.frame(
          type: 5,
          flags: RawFrame.endHeaders,
          stream: 1,
          payload: RawFrame.number(2) + RawFrame.block(RawFrame.request)
        )
    )
    #expect(ReadFrame.goawayCode(in: try client.output()) == .protocolError)
    #expect(client.session.liveStreams == [call])
  }

  @Test("Noise behind a valid preface never crashes either end", arguments: 1...60)
  func noise(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let server = try Self.server()
    let client = try Peer(.client)
    let call = try client.session.submitRequest(.request, endStream: false)
    client.send(call, random.bytes(100))
    _ = try client.output()
    for peer in [server, client] {
      for _ in 0..<40 where !peer.session.isFinished {
        let frame = RawFrame.frame(
          type: UInt8.random(in: 0...10, using: &random),
          flags: UInt8.random(in: 0...63, using: &random),
          stream: UInt32.random(in: 0...5, using: &random),
          payload: random.bytes(Int.random(in: 0...40, using: &random))
        )
        let bytes = Bool.random(using: &random) ? frame : random.bytes(30)
        guard (try? peer.receive(bytes)) != nil else { break }
        for stream in peer.session.liveStreams where peer === server {
          peer.session.submitResponse(stream, .response, endStream: Bool.random(using: &random))
        }
        _ = try peer.output()
      }
    }
  }
}
