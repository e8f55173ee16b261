import HTTP2Engine
import NIOCore
import RPCCore
import RPCHTTP2
import Testing
import ZlibEngine

@Suite("Compression", .timeLimit(.minutes(10)))
struct CompressionTests {
  typealias Peer = ServerProtocolTests

  private static let service = "test.Gzip"
  private static let echo = MethodDescriptor(service: service, name: "Echo")
  private static let chat = MethodDescriptor(
    service: service,
    name: "Chat",
    kind: .bidirectionalStreaming
  )

  static func pack(_ bytes: [UInt8]) throws -> [UInt8] {
    var deflater = try GzipDeflater(level: 9)
    return try bytes.span.bytes.withUnsafeBytes { (bytes) throws(ZlibError) in
      try deflater.deflate(bytes)
    }
  }

  static func unpack(_ bytes: some Sequence<UInt8>) throws -> [UInt8] {
    var inflater = try GzipInflater()
    return try Array(bytes).span.bytes.withUnsafeBytes { (bytes) throws(ZlibError) in
      try inflater.inflate(bytes, limits: InflationLimits(bytesMax: 1 << 22))
    }
  }

  /// Echoes every message, compressed as its first byte asks.
  ///
  /// 1 is always, 2 never, all else as it is by default. A message's last byte becomes 1 if it came
  /// compressed.
  private static func router() throws -> Router {
    @Sendable func answer(_ bytes: [UInt8], _ context: ServerContext) -> [UInt8] {
      var bytes = bytes
      switch bytes.first {
      case 1: context.responseCompression = .always
      case 2: context.responseCompression = .never
      default: context.responseCompression = .automatic
      }
      if !bytes.isEmpty { bytes[bytes.count - 1] = context.requestWasCompressed ? 1 : 0 }
      return bytes
    }
    return try Router(services: [
      ServiceDefinition(
        name: service,
        methods: [
          .unary(echo) { bytes, context in answer(bytes, context) },
          MethodHandler(chat) { call in
            while let message = try await call.stream.nextMessage() {
              try await call.stream.write(answer(message, call.context))
            }
          },
        ]
      )
    ])
  }

  private func withServer<Result: Sendable>(
    _ configuration: HTTP2ServerConfiguration = HTTP2ServerConfiguration(),
    _ body: (Int) async throws -> Result
  ) async throws -> Result {
    var configuration = configuration
    configuration.eventLoops = 1
    let server = HTTP2ServerTransport(configuration: configuration)
    let router = try Self.router()
    let serving = Task { try await server.serve(router) }
    defer { serving.cancel() }
    return try await body(try await server.boundPort)
  }

  private func exchange(
    _ port: Int,
    _ changes: [(String, String)],
    _ pieces: [[UInt8]]
  ) async throws -> ScriptedPeer.Received {
    let peer = try await ScriptedPeer.connect(port: port)
    let headers = Peer.headers((":path", "/test.Gzip/Echo")) + changes
    return try await Peer.exchange(peer, headers, pieces)
  }

  @Test("[S12] A compressed request is inflated, and the answer to one who takes gzip is packed")
  func request() async throws {
    let message = [UInt8](repeating: 9, count: 5_000)
    let packed = try Self.pack(message)
    try await withServer { port in
      let gzip = [("grpc-encoding", "gzip"), ("grpc-accept-encoding", "identity, gzip")]
      let answer = try await exchange(port, gzip, [framed(packed, flag: 1)])
      #expect(answer.grpcStatus == "0")
      #expect(answer.head["grpc-encoding"] == "gzip")
      #expect(answer.body.first == 1)
      #expect(try Self.unpack(answer.body.dropFirst(5)) == message.dropLast() + [1])
      // Below the size it stays plain, and so does the head.
      let small = try await exchange(port, gzip, [framed(Self.pack([7, 7]), flag: 1)])
      #expect(small.head["grpc-encoding"] == nil)
      #expect(small.body == framed([7, 1]))
      // A plain message is legal under an encoding.
      let plain = try await exchange(port, gzip, [framed([7, 7])])
      #expect(plain.body == framed([7, 0]))
    }
  }

  @Test("[S12] One who does not say that he takes gzip gets none")
  func notAccepted() async throws {
    let packed = try Self.pack([UInt8](repeating: 1, count: 5_000))
    try await withServer { port in
      for accepted in [[], [("grpc-accept-encoding", "identity,deflate,xgzip")]] {
        let fields = [("grpc-encoding", "gzip")] + accepted
        let answer = try await exchange(port, fields, [framed(packed, flag: 1)])
        #expect(answer.grpcStatus == "0")
        #expect(answer.head["grpc-encoding"] == nil)
        #expect(answer.body.count == 5_005)
      }
    }
  }

  @Test("[S12] A handler's wish goes before the default, both ways")
  func wishes() async throws {
    try await withServer { port in
      let accept = [("grpc-accept-encoding", "gzip")]
      let always = try await exchange(port, accept, [framed([1, 2, 3])])
      #expect(always.head["grpc-encoding"] == "gzip")
      #expect(try Self.unpack(always.body.dropFirst(5)) == [1, 2, 0])
      let never = try await exchange(
        port,
        accept + [("grpc-encoding", "gzip")],
        [framed([UInt8](repeating: 2, count: 5_000))]
      )
      #expect(never.head["grpc-encoding"] == nil)
      #expect(never.body.count == 5_005)
    }
  }

  @Test("[S12] An unknown encoding is refused with the list of the known ones")
  func unknown() async throws {
    try await withServer { port in
      let answer = try await exchange(port, [("grpc-encoding", "br")], [framed([1])])
      #expect(answer.grpcStatus == "12")
      #expect(answer.head["grpc-accept-encoding"] == "identity,gzip")
    }
  }

  @Test("[S11] [S12] What is flagged and not gzip is INTERNAL")
  func undecodable() async throws {
    let packed = try Self.pack([1, 2, 3])
    try await withServer { port in
      for bytes in [[], [1, 2, 3], Array(packed.dropLast()), packed + [0], packed + packed] {
        let answer = try await exchange(
          port,
          [("grpc-encoding", "gzip")],
          [framed(bytes, flag: 1)]
        )
        #expect(answer.grpcStatus == "13", "\(bytes.count) bytes")
      }
      for encoding in ["identity", "gzip"] {
        let flag: UInt8 = encoding == "gzip" ? 2 : 1
        let answer = try await exchange(
          port,
          [("grpc-encoding", encoding)],
          [framed(packed, flag: flag)]
        )
        #expect(answer.grpcStatus == "13", "flag \(flag) under \(encoding)")
      }
    }
  }

  @Test("[S13] The limit is that of the inflated message: at it is good, one over is not")
  func limit() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.receivedMessageBytesMax = 2_000
    let gzip = [("grpc-encoding", "gzip")]
    try await withServer(configuration) { port in
      for (count, status) in [(2_000, "0"), (2_001, "8"), (100_000, "8")] {
        let packed = try Self.pack([UInt8](repeating: 3, count: count))
        let answer = try await exchange(port, gzip, [framed(packed, flag: 1)])
        #expect(answer.grpcStatus == status, "\(count) bytes")
      }
    }
  }

  @Test("[S13] A bomb under the limit of messages ends at that of the ratio")
  func bomb() async throws {
    let packed = try Self.pack([UInt8](repeating: 0, count: 4_000_000))
    #expect(packed.count < 5_000)
    try await withServer { port in
      let answer = try await exchange(
        port,
        [("grpc-encoding", "gzip")],
        [framed(packed, flag: 1)]
      )
      #expect(answer.grpcStatus == "8")
    }
  }

  private func withClient<Result: Sendable>(
    _ port: Int,
    _ body: (HTTP2ClientTransport) async throws -> Result
  ) async throws -> Result {
    let client = HTTP2ClientTransport(host: "127.0.0.1", port: port)
    let result = try await body(client)
    await client.close()
    return result
  }

  @Test("[C12] A client compresses when it is told to, and reads either way")
  func client() async throws {
    let message = [UInt8](repeating: 5, count: 100_000)
    try await withServer { port in
      try await withClient(port) { client in
        let options = CallOptions(compressesRequests: true)
        let packed = try await client.unary(Self.echo, message, options: options)
        #expect(packed == message.dropLast() + [1])
        let plain = try await client.unary(Self.echo, message, options: CallOptions())
        #expect(plain == message.dropLast() + [0])
      }
    }
  }

  @Test("[S12] [C12] Each message of a stream is compressed or not, as both sides wish")
  func stream() async throws {
    try await withServer { port in
      try await withClient(port) { client in
        let call = try await client.open(
          Self.chat,
          options: CallOptions(compressesRequests: true)
        )
        var seen: [String] = []
        for (first, isPlain) in [(1, false), (2, true), (1, true), (2, false), (0, false)] {
          let message = [UInt8(first)] + [UInt8](repeating: 4, count: 2_000)
          if isPlain { try await call.writePlain(message) } else { try await call.write(message) }
          let answer = try #require(try await call.nextMessage())
          #expect(answer.count == 2_001)
          seen.append("\(answer[2_000]) \(call.responseWasCompressed)")
        }
        call.finishWriting()
        #expect(try await call.nextMessage() == nil)
        #expect(seen == ["1 true", "0 false", "0 true", "1 false", "1 true"])
      }
    }
  }

  /// Answers a unary call by hand.
  private func answer(
    _ fields: [(String, String)],
    _ body: [UInt8],
    _ configuration: HTTP2ClientConfiguration = HTTP2ClientConfiguration()
  ) async throws -> Result<[UInt8], RPCError> {
    let (peers, sink) = AsyncStream<ScriptedPeer>.makeStream()
    let listener = try await ScriptedPeer.listen {
      let peer = try ScriptedPeer(role: .server)
      sink.yield(peer)
      return peer
    }
    let port = try #require(listener.localAddress?.port)
    let serving = Task {
      for await peer in peers {
        for await case .request(let stream, _, _) in peer.events {
          _ = try await peer.run { session in
            let head = [(":status", "200"), ("content-type", "application/grpc")] + fields
            session.submitResponse(stream, HTTP2HeaderList(head), endStream: false)
            _ = body.withUnsafeBytes { session.submitData(stream, $0, endStream: false) }
            session.submitTrailers(stream, HTTP2HeaderList([("grpc-status", "0")]))
          }
        }
      }
    }
    let client = HTTP2ClientTransport(host: "127.0.0.1", port: port, configuration: configuration)
    let result: Result<[UInt8], RPCError>
    do {
      result = .success(try await client.unary(Self.echo, [1], options: CallOptions()))
    } catch let error as RPCError {
      result = .failure(error)
    }
    await client.close()
    serving.cancel()
    try await listener.close()
    return result
  }

  @Test("[C12] A server's broken compression is INTERNAL, its bombs RESOURCE_EXHAUSTED")
  func brokenServer() async throws {
    let packed = try Self.pack([1, 2, 3])
    let gzip = [("grpc-encoding", "gzip")]
    #expect(try await answer(gzip, framed(packed, flag: 1)).get() == [1, 2, 3])
    let table: [([(String, String)], [UInt8], RPCError.Code)] = [
      ([], framed(packed, flag: 1), .internal),
      ([("grpc-encoding", "identity")], framed(packed, flag: 1), .internal),
      ([("grpc-encoding", "br")], framed(packed, flag: 1), .internal),
      (gzip, framed([9, 9], flag: 1), .internal),
      (gzip, framed(packed, flag: 3), .internal),
      (
        gzip, framed(try Self.pack([UInt8](repeating: 0, count: 4_000_000)), flag: 1),
        .resourceExhausted
      ),
    ]
    for (fields, body, code) in table {
      let result = try await answer(fields, body)
      guard case .failure(let error) = result else {
        Issue.record("The response was taken: \(fields).")
        continue
      }
      #expect(error.code == code, "\(fields)")
    }
  }
}
