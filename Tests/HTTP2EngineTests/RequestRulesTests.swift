import HTTP2Engine
import Testing

/// Requests as a careless or hostile peer might write them.
private struct SpoiledMessage {
  var head: [(String, String)]
  var body: [UInt8] = []
  var trailers: [(String, String)]?

  /// Bytes that sit at the borders of the rules.
  private static let bytes: [UInt8] = Array("\0\t\n\r !\"/:*@AZ[]az{}~\u{7f}".utf8)
  private static let fields: [(String, String)] = [
    ("connection", "close"), ("keep-alive", "1"), ("proxy-connection", "1"), ("upgrade", "h2c"),
    ("transfer-encoding", "chunked"), ("te", "trailers"), ("te", "Trailers"), ("te", "gzip"),
    ("host", "localhost"), ("host", ""), ("host", "a b"), ("content-length", "0"),
    ("content-length", "3"), ("content-length", "+3"), ("content-length", ""),
    ("content-length", "99999999999999999999"), (":status", "200"), (":protocol", "websocket"),
    (":", "x"), ("", "x"), ("x-note", ""), ("x-note", " a "), ("x-note", "\t"),
    ("x_note~|", "đ"), ("priority", "u=1"), ("priority", "u=99"), ("user-agent", "grpc-test/1"),
    ("grpc-timeout", "10S"), ("x-long", "0123456789abcdef\u{1}ghij"), (":authority", "u@[::1]:1"),
    (":authority", "a/b"), (":path", "*"), (":path", "/ü"), (":path", "/a b"), (":path", ""),
    (":method", "OPTIONS"), (":method", "CONNECT"), (":method", "G T"), (":scheme", "HTTPS"),
    (":scheme", "ftp"), (":scheme", "1a"), (":scheme", ""),
  ]

  init(using random: inout SeededRandom) {
    head = RawFrame.request
    for _ in 0..<Int.random(in: 0...3, using: &random) { Self.spoil(&head, &random) }
    if Bool.random(using: &random) {
      body = random.bytes(Int.random(in: 0...4, using: &random))
    }
    guard Bool.random(using: &random) else { return }
    var fields = [("x-end", "1")]
    for _ in 0..<Int.random(in: 0...1, using: &random) { Self.spoil(&fields, &random) }
    // There nghttp2 compares it with the body; ours forbids it, see `lengthInTrailers`.
    trailers = fields.filter { $0.0 != "content-length" }
  }

  private static func spoil(_ fields: inout [(String, String)], _ random: inout SeededRandom) {
    let place = Int.random(in: 0..<max(1, fields.count), using: &random)
    let added = Self.fields[Int.random(in: 0..<Self.fields.count, using: &random)]
    guard !fields.isEmpty else {
      fields = [added]
      return
    }
    switch Int.random(in: 0...6, using: &random) {
    case 0: fields.remove(at: place)
    case 1: fields.append(fields[place])
    case 2: fields.swapAt(place, Int.random(in: 0..<fields.count, using: &random))
    case 3: fields[place].0 = with(fields[place].0, &random)
    case 4: fields[place].1 = with(fields[place].1, &random)
    case 5: fields.insert(added, at: place)
    default: fields[place] = added
    }
  }

  private static func with(_ text: String, _ random: inout SeededRandom) -> String {
    var bytes = Array(text.utf8)
    let byte = Self.bytes[Int.random(in: 0..<Self.bytes.count, using: &random)]
    bytes.insert(byte, at: Int.random(in: 0...bytes.count, using: &random))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The frames on a stream; whoever has trailers ends with them, mostly.
  func frames(_ stream: UInt32, using random: inout SeededRandom) -> [UInt8] {
    let endsEarly = body.isEmpty && trailers == nil
    var bytes = RawFrame.headers(stream, head, flags: endsEarly ? RawFrame.endStream : 0)
    if endsEarly { return bytes }
    let bodyEnds = trailers == nil ? RawFrame.endStream : 0
    if !body.isEmpty || trailers == nil { bytes += RawFrame.data(stream, body, flags: bodyEnds) }
    guard let trailers else { return bytes }
    let forgetsEnd = Int.random(in: 0...9, using: &random) == 0
    return bytes
      + RawFrame.headers(stream, trailers, flags: forgetsEnd ? 0 : RawFrame.endStream)
  }
}

@Suite("Rules for requests")
struct RequestRulesTests {
  @Test("A content-length in trailers resets the stream, whatever it says (RFC 9110 §6.5.1)")
  func lengthInTrailers() throws {
    let server = try Peer(.server)
    let trailers = RawFrame.headers(1, [("content-length", "2")], flags: RawFrame.endStream)
    try server.receive(
      RawFrame.clientPreface + RawFrame.headers(1, RawFrame.request) + RawFrame.data(1, [1, 2])
        + trailers
    )
    let stream = try #require(server.requests.first)
    let code = HTTP2ErrorCode.protocolError.rawValue
    #expect(ReadFrame.resets(in: try server.output()) == [[1, code]])
    #expect(server.closeCode(stream) == .protocolError)
  }

  @Test("Messages of every kind are judged as nghttp2 judges them", arguments: 1...40)
  func likeNghttp2(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for round in 0..<250 {
      let message = SpoiledMessage(using: &random)
      let bytes = message.frames(1, using: &random)
      let reference = ReferenceServer()
      _ = reference.answer(to: RawFrame.clientPreface)
      let expected = ReadFrame.resets(in: reference.answer(to: bytes))
      let server = try Peer(.server)
      try server.receive(RawFrame.clientPreface)
      _ = try server.output()
      try server.receive(bytes)
      let resets = ReadFrame.resets(in: try server.output())
      let lists = server.seen.filter { if case .headers = $0 { true } else { false } }.count
      let comment = Comment("seed \(seed), round \(round): \(message)")
      #expect(resets == expected, comment)
      #expect(lists == reference.notes.lists.count, comment)
      let got = server.requests.first.map { server.body($0).count } ?? 0
      #expect(got == reference.notes.bodyBytes, comment)
      #expect(server.session.isFinished == false, comment)
    }
  }
}
