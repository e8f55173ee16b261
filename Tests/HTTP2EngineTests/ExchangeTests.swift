import HTTP2Engine
import Testing

@Suite("Exchanges between a client and a server session")
struct ExchangeTests {
  @Test("A unary exchange arrives whole, in order, and closes the stream on both ends")
  func unaryExchange() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: false)
    wire.client.send(call, [1, 2, 3], endStream: true)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    #expect(stream.number == 1)
    #expect(
      wire.server.seen.suffix(2) == [
        .headers(
          stream,
          .request,
          [
            ":method: POST", ":scheme: http", ":path: /motcua.v1.Dossiers/Get",
            ":authority: localhost", "te: trailers", "content-type: application/grpc",
          ],
          endStream: false
        ),
        .data(stream, [1, 2, 3], endStream: true),
      ]
    )

    #expect(wire.server.session.submitResponse(stream, .response, endStream: false))
    wire.server.send(stream, [9, 8])
    #expect(wire.server.session.submitTrailers(stream, .trailers))
    try wire.run()
    #expect(
      wire.client.seen.suffix(4) == [
        .headers(
          call,
          .response,
          [":status: 200", "content-type: application/grpc"],
          endStream: false
        ),
        .data(call, [9, 8], endStream: false),
        .headers(call, .trailers, ["grpc-status: 0"], endStream: true),
        .closed(call, .noError),
      ]
    )
    #expect(wire.server.seen.last == .closed(stream, .noError))
    #expect(wire.server.session.liveStreams.isEmpty)
    #expect(wire.client.session.liveStreams.isEmpty)
  }

  @Test("Fields that nobody reads are left out where that is asked for, and no others")
  func unreadFields() throws {
    var configuration = HTTP2Configuration()
    configuration.omitsUnreadFields = true
    let wire = try Wire(server: configuration)
    let list = HTTP2HeaderList([
      ":method": "POST", ":scheme": "http", ":path": "/a", ":authority": "localhost",
      "te": "trailers", "td": "1", "user-agent": "x", "user-agenu": "2", "content-length": "0",
      "content-lengte": "3", "x-token": "4", "authority": "5",
    ])
    _ = try wire.client.session.submitRequest(list, endStream: true)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    #expect(
      wire.server.seen.last
        == .headers(
          stream,
          .request,
          [
            ":method: POST", ":path: /a", "td: 1", "user-agenu: 2", "content-lengte: 3",
            "x-token: 4", "authority: 5",
          ],
          endStream: true
        )
    )
  }

  @Test("A field that is left out counts and is checked like any other")
  func unreadFieldsCount() throws {
    var configuration = HTTP2Configuration()
    configuration.omitsUnreadFields = true
    configuration.headerListBytesMax = 1_024
    let wire = try Wire(server: configuration)
    func request(_ name: String, _ value: String) throws -> HTTP2StreamID {
      var list = HTTP2HeaderList.request
      list.append(name: name, value: value)
      let call = try wire.client.session.submitRequest(list, endStream: true)
      try wire.run()
      return call
    }
    let malformed = try request("te", "gzip")
    #expect(wire.client.closeCode(malformed) == .protocolError)
    _ = try request("user-agent", String(repeating: "x", count: 1_024))
    #expect(wire.server.session.counters.headerListsTooLarge == 1)
  }

  @Test("A trailers-only response is one header list that ends the stream")
  func trailersOnly() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: true)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    let list = HTTP2HeaderList([":status": "200", "grpc-status": "12"])
    #expect(wire.server.session.submitResponse(stream, list, endStream: true))
    try wire.run()
    #expect(
      wire.client.seen.suffix(2) == [
        .headers(call, .response, [":status: 200", "grpc-status: 12"], endStream: true),
        .closed(call, .noError),
      ]
    )
  }

  @Test("Trailers without a message need no DATA frame")
  func trailersWithoutData() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: true)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    wire.server.session.submitResponse(stream, .response, endStream: false)
    try wire.run()
    #expect(wire.client.closeCode(call) == nil)
    wire.server.session.submitTrailers(stream, .trailers)
    try wire.run()
    #expect(wire.client.closeCode(call) == .noError)
    #expect(wire.client.body(call).isEmpty)
  }

  @Test("An interim response is told apart from the final one")
  func informational() throws {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: true)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    #expect(wire.server.session.submitInformational(stream, HTTP2HeaderList([":status": "103"])))
    wire.server.session.submitResponse(stream, .response, endStream: false)
    wire.server.session.submitTrailers(stream, .trailers)
    try wire.run()
    let kinds = wire.client.seen.compactMap { event -> HTTP2HeadersKind? in
      if case .headers(call, let kind, _, _) = event { kind } else { nil }
    }
    #expect(kinds == [.informational, .response, .trailers])
  }

  @Test("Many streams at once keep their bodies apart, whatever the pieces", arguments: 1...8)
  func manyStreams(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let wire = try Wire()
    wire.server.onEvent = { session, event in
      switch event {
      case .headers(let stream, _, _, _):
        session.submitResponse(stream, .response, endStream: false)
      case .data(let stream, let bytes, let endStream):
        session.submitData(stream, bytes)
        if endStream { session.submitTrailers(stream, .trailers) }
      default: break
      }
    }
    var bodies: [HTTP2StreamID: [UInt8]] = [:]
    for _ in 0..<40 {
      let call = try wire.client.session.submitRequest(.request, endStream: false)
      let body = random.bytes(Int.random(in: 0...30_000, using: &random))
      bodies[call] = body
      wire.client.send(call, body, endStream: true)
    }
    try wire.run(using: &random)
    for (call, body) in bodies {
      #expect(wire.client.body(call) == body, "seed \(seed), stream \(call)")
      #expect(wire.client.closeCode(call) == .noError)
    }
    #expect(wire.server.session.queuedBytes == 0)
  }

  @Test("Spaces around a value are stripped, as gRPC allows")
  func stripsSpaces() throws {
    let wire = try Wire()
    var list = HTTP2HeaderList.request
    list.append(name: "x-note", value: " \tmột cửa \t")
    _ = try wire.client.session.submitRequest(list, endStream: true)
    try wire.run()
    guard case .headers(_, .request, let lines, _)? = wire.server.seen.last else {
      Issue.record("no request head")
      return
    }
    #expect(lines.last == "x-note: một cửa")
  }

  @Test("A list can be copied out of its event and is the same")
  func copiesBlock() throws {
    let wire = try Wire()
    var copy = HTTP2HeaderList()
    var path = ""
    wire.server.onEvent = { _, event in
      guard case .headers(_, _, let block, _) = event else { return }
      copy = block.copied()
      path = block.firstValue(named: ":path").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    _ = try wire.client.session.submitRequest(.request, endStream: true)
    try wire.run()
    #expect(copy == .request)
    #expect(path == "/motcua.v1.Dossiers/Get")
    #expect(copy.listBytes == 107 + 32 * 6)
  }
}
