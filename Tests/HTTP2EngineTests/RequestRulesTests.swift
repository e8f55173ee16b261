import Testing

@testable import HTTP2Engine

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
    // nghttp2 holds them against the head's and the body; ours forbids them, see `fieldsOfTheHead`.
    trailers = fields.filter { !["content-length", "host"].contains($0.0) }
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
  @Test(
    "Header lists of a stream that is given up take no memory, however many come",
    arguments: [[0xbe, 0xbe], [0xbe, 0xbe, 0x84]]
  )
  func listsOfNobody(block: [UInt8]) throws {
    let server = try Peer(.server)
    // An entry that fills the table: names of one byte stand for 4 KiB from then on.
    let value = [UInt8](repeating: 0x61, count: 4_031)
    let entry: [UInt8] = [0x40, 1, 0x78, 0x7f, 0xc0, 0x1e] + value
    let head = RawFrame.block(RawFrame.request) + entry
    let trailers = RawFrame.frame(type: 1, flags: RawFrame.endHeaders, stream: 1, payload: block)
    // Heads of streams of their own, which are malformed for want of a method.
    let heads = (1...1_500).flatMap { index in
      RawFrame.frame(
        type: 1,
        flags: RawFrame.endHeaders,
        stream: UInt32(2 * index + 1),
        payload: block
      )
    }
    try server.receive(
      RawFrame.clientPreface
        + RawFrame.frame(type: 1, flags: RawFrame.endHeaders, stream: 1, payload: head)
        + (1...1_500).flatMap { _ in trailers } + heads
    )
    #expect(server.requests.count == 1)
    #expect(server.session.state.pointee.headerBytes.capacity <= SessionState.idleHeaderBytesMax)
    #expect(server.session.state.pointee.headerEntries.capacity <= 1_024)
  }

  @Test("Many lists of many short fields leave no memory behind")
  func manyFields() throws {
    let server = try Peer(.server)
    let short = (0..<200).flatMap { _ in RawFrame.block([("x", "")]) }
    let requests = (0..<100).flatMap { index in
      RawFrame.frame(
        type: 1,
        flags: RawFrame.endHeaders | RawFrame.endStream,
        stream: UInt32(2 * index + 1),
        payload: RawFrame.block(RawFrame.request) + short
      )
    }
    try server.receive(RawFrame.clientPreface + requests)
    #expect(server.requests.count == 100)
    let state = server.session.state.pointee
    let entryBytes =
      state.headerEntries.capacity * MemoryLayout<HTTP2HeaderBlock.Entry>.stride
    #expect(state.headerBytes.capacity + entryBytes <= SessionState.idleHeaderBytesMax)
  }

  @Test("A fault behind the limit of a list is not looked at: the list is too large")
  func faultBehindLimit() throws {
    var configuration = HTTP2Configuration()
    configuration.headerListBytesMax = 400
    let server = try Peer(.server, configuration)
    let long = RawFrame.request + [("x-long", String(repeating: "a", count: 100)), ("X", "a")]
    try server.receive(RawFrame.clientPreface + RawFrame.headers(1, long))
    let isTooLarge = server.seen.contains { seen in
      if case .headersTooLarge(_, .request, endStream: false) = seen { true } else { false }
    }
    #expect(isTooLarge)
    #expect(ReadFrame.resets(in: try server.output()).isEmpty)
  }

  @Test("Malformed trailers behind a complete answer end the stream, and nothing else")
  func trailersBehindAnswer() throws {
    let server = try Peer(.server)
    try server.receive(RawFrame.clientPreface + RawFrame.headers(1, RawFrame.request))
    let stream = try #require(server.requests.first)
    server.session.submitResponse(stream, .response, endStream: true)
    _ = try server.output()
    try server.receive(RawFrame.headers(1, [("host", "a")], flags: RawFrame.endStream))
    #expect(ReadFrame.resets(in: try server.output()).isEmpty)
    #expect(server.closeCode(stream) == .noError)
    try server.receive(RawFrame.headers(3, RawFrame.request, flags: RawFrame.endStream))
    #expect(server.requests.count == 2)
  }

  @Test("Bodies that are longer than they say give their window back")
  func windowOfLongBodies() throws {
    let server = try Peer(.server)
    try server.receive(RawFrame.clientPreface)
    let body = [UInt8](repeating: 0, count: 16_000)
    // Together many times the window of the connection, 4 MiB.
    for number in 0..<1_000 {
      let stream = UInt32(2 * number + 1)
      try server.receive(
        RawFrame.headers(stream, RawFrame.request + [("content-length", "1")])
          + RawFrame.data(stream, body)
      )
      let output = try server.output()
      let code = HTTP2ErrorCode.protocolError.rawValue
      #expect(ReadFrame.resets(in: output) == [[stream, code]])
      #expect(ReadFrame.goawayCode(in: output) == nil)
    }
    #expect(!server.session.isFinished)
  }

  @Test(
    "A content-length or host in trailers resets the stream, whatever it says (RFC 9110 §6.5.1)",
    arguments: [("content-length", "2"), ("host", "localhost")]
  )
  func fieldsOfTheHead(field: (String, String)) throws {
    let server = try Peer(.server)
    let trailers = RawFrame.headers(1, [field], flags: RawFrame.endStream)
    try server.receive(
      RawFrame.clientPreface + RawFrame.headers(1, RawFrame.request) + RawFrame.data(1, [1, 2])
        + trailers
    )
    let stream = try #require(server.requests.first)
    let code = HTTP2ErrorCode.protocolError.rawValue
    #expect(ReadFrame.resets(in: try server.output()) == [[1, code]])
    #expect(server.closeCode(stream) == .protocolError)
  }

  /// Messages that chance would rarely make.
  private static let chosen: [[UInt8]] = {
    let end = RawFrame.endStream
    func head(_ fields: [(String, String)], _ more: [(String, String)] = []) -> [UInt8] {
      RawFrame.headers(1, fields + more, flags: end)
    }
    func request(_ method: String, _ path: String, _ length: String) -> [(String, String)] {
      let changed = RawFrame.request.map { name, value in
        (name, name == ":method" ? method : name == ":path" ? path : value)
      }
      return length.isEmpty ? changed : changed + [("content-length", length)]
    }
    let connect = [(":method", "CONNECT"), (":authority", "localhost:1")]
    let body = RawFrame.data(1, [1, 2], flags: 0)
    let padded = RawFrame.frame(
      type: 0,
      flags: end | RawFrame.padded,
      stream: 1,
      payload: [3, 7, 0, 0, 0]
    )
    return [
      head(request("OPTIONS", "*", "")), head(request("POST", "*", "")), head(connect),
      head(connect, [("content-length", "9")]), head(connect, [("host", "a")]),
      RawFrame.headers(1, connect + [("content-length", "1")]) + body,
      head(request("POST", "/", "000000000000000000000000")),
      head(request("POST", "/", "9223372036854775806")),
      head(request("POST", "/", "9223372036854775808")),
      RawFrame.headers(1, request("POST", "/", "3")) + body + padded,
      RawFrame.headers(1, request("POST", "/", "4")) + body + padded,
      RawFrame.headers(1, request("POST", "/", "2")) + body + padded,
      RawFrame.headers(1, request("POST", "/", "4")) + body
        + RawFrame.headers(1, [("a", "b")], flags: end),
    ]
  }()

  @Test("Messages that are chosen are judged as nghttp2 judges them", arguments: 0..<13)
  func chosenLikeNghttp2(number: Int) throws {
    #expect(Self.chosen.count == 13)
    try Self.compare(Self.chosen[number], "message \(number)")
  }

  @Test("Every byte at every place of a short word is judged one by one and eight by eight alike")
  func everyByte() {
    // What nghttp2 takes, byte by byte, over again in the plainest form.
    let letters = Set("abcdefghijklmnopqrstuvwxyz".utf8)
    let digits = Set("0123456789".utf8)
    let capitals = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    let name = letters.union(digits).union("!#$%&'*+-.^_`|~".utf8)
    let authority = letters.union(digits).union(capitals).union("!$%&'()*+,-.:;=@[]_~".utf8)
    for count in 1...24 {
      for place in 0..<count {
        for byte in UInt8.min...UInt8.max {
          var bytes = [UInt8](repeating: UInt8(ascii: "q"), count: count)
          bytes[place] = byte
          bytes.withUnsafeBytes { bytes in
            let isVisible = byte >= 0x20 && byte != 0x7f
            #expect(FieldCharacters.areName(bytes) == name.contains(byte))
            #expect(FieldCharacters.areAuthority(bytes) == authority.contains(byte))
            #expect(FieldCharacters.areValue(bytes) == (isVisible || byte == 0x09))
            #expect(FieldCharacters.arePath(bytes) == (isVisible && byte != 0x20))
          }
        }
      }
    }
  }

  @Test("Messages of every kind are judged as nghttp2 judges them", arguments: 1...40)
  func likeNghttp2(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for round in 0..<250 {
      let message = SpoiledMessage(using: &random)
      let bytes = message.frames(1, using: &random)
      try Self.compare(bytes, "seed \(seed), round \(round): \(message)")
    }
  }

  /// Gives the same bytes to a session of ours and to one of nghttp2 with its checks on.
  private static func compare(_ bytes: [UInt8], _ what: String) throws {
    let reference = ReferenceServer()
    _ = reference.answer(to: RawFrame.clientPreface)
    let expected = ReadFrame.resets(in: reference.answer(to: bytes))
    let server = try Peer(.server)
    try server.receive(RawFrame.clientPreface)
    _ = try server.output()
    try server.receive(bytes)
    let resets = ReadFrame.resets(in: try server.output())
    let lists = server.seen.filter { if case .headers = $0 { true } else { false } }.count
    let comment = Comment(rawValue: what)
    #expect(resets == expected, comment)
    #expect(lists == reference.notes.lists.count, comment)
    let got = server.requests.first.map { server.body($0).count } ?? 0
    #expect(got == reference.notes.bodyBytes, comment)
    #expect(server.session.isFinished == false, comment)
  }
}
