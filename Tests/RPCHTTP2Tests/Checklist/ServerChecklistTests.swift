import HTTP2Engine
import NIOCore
import RPCCore
import RPCHTTP2
import Testing
import WireHarness

@Suite("Points of the protocol that a server keeps, by hand-made frames")
struct ServerChecklistTests {
  typealias Frame = RawPeer.Frame

  /// One request and what comes back.
  private func exchange(
    _ method: MethodDescriptor = TestService.echo,
    _ changes: (String, String?)...,
    body: [UInt8] = framed([1, 2]),
    configuration: HTTP2ServerConfiguration = HTTP2ServerConfiguration()
  ) throws -> VirtualPeer.Received {
    let server = VirtualServer(try TestService.router(), configuration)
    let peer = try server.connect()
    var headers = TestService.headers(method)
    for (name, value) in changes {
      let place = headers.firstIndex { $0.0 == name }
      if let place { headers.remove(at: place) }
      if let value { headers.insert((name, value), at: place ?? headers.count) }
    }
    let stream = try peer.begin(headers)
    peer.send(stream, body, endStream: true)
    server.loop.run()
    return peer.received(stream)
  }

  // Request headers.

  @Test("[S4] A missing te is accepted, another one than trailers is not")
  func te() throws {
    #expect(try exchange(TestService.echo, ("te", nil)).grpcStatus == "0")
    #expect(try exchange(TestService.echo, ("te", "gzip")).reset == .protocolError)
  }

  @Test(
    "[S2] Content types of gRPC are taken whatever their case and parameters",
    arguments: [
      "application/grpc", "application/grpc+proto", "application/grpc;charset=utf-8",
      "application/grpc+proto ; a=b", "Application/gRPC",
    ]
  )
  func contentTypes(type: String) throws {
    #expect(try exchange(TestService.echo, ("content-type", type)).grpcStatus == "0")
  }

  @Test("[S7] Metadata reaches the handler but for the names of the protocol, and back")
  func metadata() throws {
    let method = MethodDescriptor(service: TestService.name, name: "Metadata")
    let router = try TestService.router(
      .unary(method) { bytes, context in
        let seen = context.metadata.entries.map(\.name).joined(separator: ",")
        context.appendTrailer("x-seen", text: seen)
        return bytes
      }
    )
    let server = VirtualServer(router)
    let peer = try server.connect()
    let stream = try peer.begin(
      TestService.headers(
        method,
        ("grpc-internal", "1"),
        ("x-a", "1"),
        ("x_b.c-d", " spaced "),
        ("x-high", "caf\u{e9}")
      )
    )
    peer.send(stream, framed([1]), endStream: true)
    server.loop.run()
    #expect(peer.received(stream).grpcStatus == "0")
    let seen = peer.received(stream).trailers["x-seen"]?.split(separator: ",").map(String.init)
    #expect(seen?.contains("grpc-internal") == false)
    #expect(seen?.filter { $0.hasPrefix("x") }.prefix(2) == ["x-a", "x_b.c-d"])
  }

  @Test("[S7] [C7] Names and values that are not gRPC's cannot be set by an application")
  func ownMetadata() {
    func isTaken(_ name: String, text: String) -> Bool {
      var metadata = Metadata()
      return metadata.append(name, text: text)
    }
    for name in ["grpc-status", ":path", "Upper", "a b", "", "a-bin"] {
      #expect(!isTaken(name, text: "1"))
    }
    for text in ["a\nb", "é"] { #expect(!isTaken("x", text: text)) }
    #expect(isTaken("x-1_a.b", text: " ~"))
    var metadata = Metadata()
    let takesBytes = metadata.append("x", binary: [1])
    #expect(!takesBytes)
  }

  @Test("[S9] The limit of header lists is advertised and kept: at it is good, one over is not")
  func headerLimit() throws {
    let server = VirtualServer(try TestService.router())
    let peer = try server.connect()
    #expect(peer.session.remoteSettings.headerListBytesMax == 8_192)
    let plain = TestService.headers(TestService.echo)
    let bytes = plain.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count + 32 }
    for (extra, status) in [(0, "200"), (1, "431")] {
      let value = String(repeating: "v", count: 8_192 - bytes - 32 - 1 + extra)
      let stream = try peer.begin(plain + [("x", value)])
      peer.send(stream, framed([1]), endStream: true)
      server.loop.run()
      #expect(peer.received(stream).head[":status"] == status)
    }
  }

  // Messages.

  @Test("[S10] Empty and padded DATA frames and messages side by side make no difference")
  func dataFrames() throws {
    let server = VirtualServer(try TestService.router())
    let client = RawPeer()
    try server.connect(client)
    client.send(RawPeer.preface)
    client.send(
      Frame(type: 1, flags: 4, stream: 1, payload: Self.headerBlock("/test.Service/Chat"))
    )
    client.send(Frame(type: 0, stream: 1))
    // Eight bytes of padding around half of a message.
    let padding = [UInt8](repeating: 0, count: 8)
    client.send(Frame(type: 0, flags: 8, stream: 1, payload: [8, 0, 0] + padding))
    client.send(Frame(type: 0, stream: 1, payload: [0, 0, 2, 7, 8] + framed([]) + framed([9])))
    client.send(Frame(type: 0, flags: 1, stream: 1))
    server.loop.run()
    let data = client.frames.filter { $0.type == 0 && $0.stream == 1 }.flatMap(\.payload)
    #expect(data == framed([7, 8]) + framed([]) + framed([9]))
  }

  /// Literal fields without indexing (RFC 7541 §6.2.2).
  static func headerBlock(_ path: String, more: [(String, String)] = []) -> [UInt8] {
    let fields =
      [
        (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"),
        ("te", "trailers"), ("content-type", "application/grpc"),
      ] + more
    var block: [UInt8] = []
    for (name, value) in fields {
      block += [0, UInt8(name.utf8.count)]
      block += Array(name.utf8)
      block.append(UInt8(value.utf8.count))
      block += Array(value.utf8)
    }
    return block
  }

  @Test("[S15] The end of a stream may stand on HEADERS, on DATA or on an empty DATA")
  func endOfStream() throws {
    let server = VirtualServer(try TestService.router())
    let peer = try server.connect()
    let onHeaders = try peer.begin(TestService.headers(TestService.upload), endStream: true)
    let onData = try peer.begin(TestService.headers(TestService.upload))
    peer.send(onData, framed([1]), endStream: true)
    let onEmpty = try peer.begin(TestService.headers(TestService.upload))
    peer.send(onEmpty, framed([1]))
    peer.send(onEmpty, [], endStream: true)
    server.loop.run()
    #expect(peer.received(onHeaders).body == framed([0]))
    #expect(peer.received(onData).body == framed([1]))
    #expect(peer.received(onEmpty).body == framed([1]))
  }

  @Test("[S13] A response over the limit is RESOURCE_EXHAUSTED, at it is good", arguments: [0, 1])
  func sentLimit(over: Int) throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.sentMessageBytesMax = 1_000
    let message = [UInt8](repeating: 7, count: 1_000 + over)
    let received = try exchange(body: framed(message), configuration: configuration)
    #expect(received.grpcStatus == (over == 0 ? "0" : "8"))
  }

  // Responses.

  @Test("[S16] A response is a head, messages and trailers, each as the standard writes them")
  func responseForm() throws {
    let good = try exchange()
    #expect(good.head == [":status": "200", "content-type": "application/grpc"])
    #expect(good.trailers == ["grpc-status": "0"])
    #expect(!good.headEndsStream)
    let bad = try exchange(TestService.fail, body: framed([5]))
    #expect(bad.headEndsStream)
    #expect(bad.head["grpc-status"] == "5")
    #expect(bad.head["grpc-message"] == "meant")
    #expect(bad.head["content-type"] == "application/grpc")
    #expect(bad.trailers.isEmpty)
  }

  @Test("[S17] A status message is percent-encoded")
  func statusMessage() throws {
    let method = MethodDescriptor(service: TestService.name, name: "Special")
    let router = try TestService.router(
      .unary(method) { _, _ in
        throw RPCError(.unknown, "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n")
      }
    )
    let server = VirtualServer(router)
    let peer = try server.connect()
    let stream = try peer.begin(TestService.headers(method))
    peer.send(stream, framed([1]), endStream: true)
    server.loop.run()
    #expect(
      peer.received(stream).head["grpc-message"]
        == "%09%0Atest with whitespace%0D%0Aand Unicode BMP %E2%98%BA and non-BMP %F0%9F%98%88%09%0A"
    )
  }

  @Test("[S19] The status of gRPC is never told by one of HTTP", arguments: 1...16)
  func httpStatus(code: UInt8) throws {
    let received = try exchange(TestService.fail, body: framed([code]))
    #expect(received.head[":status"] == "200")
    #expect(received.grpcStatus == "\(code)")
  }

  @Test(
    "[S22] What a handler throws has its code, and text only if it was meant for callers",
    arguments: [(100, "2"), (101, "1"), (102, "13")] as [(UInt8, String)]
  )
  func thrown(kind: UInt8, status: String) throws {
    let received = try exchange(TestService.fail, body: framed([kind]))
    #expect(received.grpcStatus == status)
    #expect(received.head["grpc-message"] == nil)
  }

  @Test("[S21] Messages leave before the status that follows them")
  func order() throws {
    let method = MethodDescriptor(service: TestService.name, name: "Half", kind: .serverStreaming)
    let router = try TestService.router(
      MethodHandler(method) { call in
        for number in UInt8(0)..<3 { try await call.stream.write([number]) }
        throw RPCError(.aborted, "enough")
      }
    )
    let server = VirtualServer(router)
    let peer = try server.connect()
    let stream = try peer.begin(TestService.headers(method))
    peer.send(stream, framed([1]), endStream: true)
    server.loop.run()
    #expect(peer.received(stream).body == framed([0]) + framed([1]) + framed([2]))
    #expect(peer.received(stream).trailers["grpc-status"] == "10")
  }

  // HTTP/2.

  @Test("[S23] [S24] Any reset by the client cancels the handler", arguments: 0...13)
  func resets(code: UInt32) throws {
    let server = VirtualServer(try TestService.router())
    let peer = try server.connect()
    let stream = try peer.begin(TestService.headers(TestService.chat))
    peer.send(stream, framed([1]))
    server.loop.run()
    #expect(server.handlersRunning == 1)
    peer.reset(stream, HTTP2ErrorCode(rawValue: code))
    server.loop.run()
    #expect(server.handlersRunning == 0)
    #expect(!peer.isDisconnected)
  }

  @Test("[S24] A lost connection cancels its handlers")
  func lostConnection() throws {
    let server = VirtualServer(try TestService.router())
    let peer = try VirtualPeer(.client)
    let wire = try server.connect(peer)
    for _ in 0..<5 { _ = try peer.begin(TestService.headers(TestService.chat)) }
    server.loop.run()
    #expect(server.handlersRunning == 5)
    wire.cut()
    server.loop.run()
    #expect(server.handlersRunning == 0)
  }

  @Test("[S24] A server that has answered stops the upload after its trailers")
  func stopsUpload() throws {
    let server = VirtualServer(try TestService.router())
    let client = RawPeer()
    try server.connect(client)
    client.send(RawPeer.preface)
    let block = Self.headerBlock("/test.Service/Unknown")
    client.send(Frame(type: 1, flags: 4, stream: 1, payload: block))
    server.loop.run()
    let frames = client.frames.filter { $0.stream == 1 }
    #expect(frames.map(\.type) == [1, 3])
    #expect(frames.first.map { $0.flags & 1 } == 1)
    #expect(frames.last?.payload == [0, 0, 0, 0])
  }

  @Test("[S26] The limit of streams is advertised, and one stream more is refused")
  func streamLimit() throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.session.concurrentStreamsMax = 3
    let server = VirtualServer(try TestService.router(), configuration)
    let client = RawPeer()
    try server.connect(client)
    client.send(RawPeer.preface)
    for number in 0..<4 {
      let stream = UInt32(2 * number + 1)
      let block = Self.headerBlock("/test.Service/Chat")
      client.send(Frame(type: 1, flags: 4, stream: stream, payload: block))
    }
    server.loop.run()
    let settings = try #require(client.frames.first { $0.type == 4 })
    #expect(settings.payload.starts(with: [0, 3, 0, 0, 0, 3]))
    let resets = client.frames.filter { $0.type == 3 }
    #expect(resets == [Frame(type: 3, stream: 7, payload: [0, 0, 0, 7])])
    #expect(server.handlersRunning == 3)
  }

  @Test("[S32] Frames, flags and settings that nobody knows are ignored, and PRIORITY is borne")
  func unknownThings() throws {
    let server = VirtualServer(try TestService.router())
    let client = RawPeer()
    try server.connect(client)
    client.send(RawPeer.preface)
    client.send(Frame(type: 4, payload: [0xfe, 0x03, 0, 0, 0, 1, 0x77, 0x77, 1, 2, 3, 4]))
    client.send(Frame(type: 0x42, flags: 0xff, stream: 0, payload: [1, 2, 3]))
    client.send(Frame(type: 2, stream: 3, payload: [0, 0, 0, 0, 16]))
    let block = Self.headerBlock("/test.Service/Echo")
    client.send(Frame(type: 1, flags: 0x4 | 0x40, stream: 1, payload: block))
    client.send(Frame(type: 0x43, stream: 1, payload: [9]))
    client.send(Frame(type: 0, flags: 0x1 | 0x80, stream: 1, payload: framed([5])))
    server.loop.run()
    let frames = client.frames
    #expect(frames.filter { $0.type == 0 && $0.stream == 1 }.map(\.payload) == [framed([5])])
    #expect(!frames.contains { $0.type == 7 || $0.type == 3 || $0.type == 5 })
    // True binary metadata is not offered.
    let settings = frames.filter { $0.type == 4 && $0.flags == 0 }.flatMap(\.payload)
    let names = stride(from: 0, to: settings.count, by: 6).map { Array(settings[$0..<$0 + 2]) }
    #expect(!names.contains([0xfe, 0x03]))
  }

  @Test("[S32] True binary metadata is not decoded")
  func trueBinary() throws {
    let received = try exchange(TestService.echo, ("x-bin", "\u{0}abc"))
    #expect(received.grpcStatus != "0")
  }

  @Test("[S38] channelz is not served, and grpc-web is refused by HTTP")
  func notSpoken() throws {
    let path = "/grpc.channelz.v1.Channelz/GetServers"
    #expect(try exchange(TestService.echo, (":path", path)).grpcStatus == "12")
    for type in ["application/grpc-web", "application/grpc-web-text", "application/grpc-web+proto"]
    {
      #expect(try exchange(TestService.echo, ("content-type", type)).head[":status"] == "415")
    }
  }
}
