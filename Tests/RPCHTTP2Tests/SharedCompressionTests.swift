import HTTP2Engine
import RPCCore
import RPCHTTP2
import Testing

@Suite("Messages that begin with what many calls share", .timeLimit(.minutes(10)))
struct SharedCompressionTests {
  private static let feed = MethodDescriptor(
    service: "test.Gzip",
    name: "Feed",
    kind: .serverStreaming
  )
  private static let own: [UInt8] = [1, 2, 3]

  private struct Case: Sendable {
    var accepts: String? = "identity, deflate, gzip"
    var wish = ResponseCompression.automatic
    var callCount = 4
    var byteCount = 1_024
    var isPacked = true
  }

  private static func shared(_ test: Case) -> [UInt8] {
    (0..<test.byteCount).map { UInt8($0 % 50) }
  }

  /// What is answered by a small message of its own and the shared one three times.
  private static func answer(
    _ test: Case,
    bytesMax: Int = 1 << 20
  ) async throws -> ScriptedPeer.Received {
    var configuration = HTTP2ServerConfiguration()
    configuration.eventLoops = 1
    configuration.sentMessageBytesMax = bytesMax
    let server = HTTP2ServerTransport(configuration: configuration)
    let handler = MethodHandler(feed) { call in
      let stream = try #require(call.stream as? any SharingCallStream)
      call.context.responseCompression = test.wish
      let parts = SharedBytes(shared(test), callCount: test.callCount)
      try await stream.write(SharedBytes([]), own: own)
      for _ in 0..<3 { try await stream.write(parts, own: own) }
    }
    let service = ServiceDefinition(name: feed.service, methods: [handler])
    let router = try Router(services: [service])
    let serving = Task { try await server.serve(router) }
    defer { serving.cancel() }
    let peer = try await ScriptedPeer.connect(port: try await server.boundPort)
    let headers = ServerProtocolTests.headers((":path", "/test.Gzip/Feed"))
    let accepted = test.accepts.map { [("grpc-accept-encoding", $0)] } ?? []
    return try await ServerProtocolTests.exchange(peer, headers + accepted, [framed([])])
  }

  /// Flags and messages of a body.
  private static func messages(_ body: [UInt8]) throws -> [(flag: UInt8, bytes: [UInt8])] {
    var messages: [(UInt8, [UInt8])] = []
    var rest = body[...]
    while let flag = rest.first {
      let count = rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
      let bytes = Array(rest.dropFirst(5).prefix(count))
      try #require(bytes.count == count)
      messages.append((flag, flag == 1 ? try CompressionTests.unpack(bytes) : bytes))
      rest = rest.dropFirst(5 + count)
    }
    return messages
  }

  @Test("[S12] It is packed once for those who take gzip, where enough bytes go to enough calls")
  func table() async throws {
    for test in [
      Case(),
      Case(byteCount: 300_000),
      Case(wish: .always),
      Case(wish: .never, isPacked: false),
      Case(accepts: nil, isPacked: false),
      Case(accepts: "identity,deflate", isPacked: false),
      Case(callCount: 3, isPacked: false),
      Case(byteCount: 1_023, isPacked: false),
    ] {
      let answer = try await Self.answer(test)
      #expect(answer.grpcStatus == "0")
      let messages = try Self.messages(answer.body)
      let message = Self.shared(test) + Self.own
      #expect(messages.map(\.bytes) == [Self.own, message, message, message], "\(test)")
      let flags: [UInt8] = test.isPacked ? [1, 1, 1] : [0, 0, 0]
      #expect(messages.dropFirst().map(\.flag) == flags, "\(test)")
      // The head leaves before the first of them is known.
      let mayBePacked = test.accepts?.contains("gzip") == true && test.wish != .never
      #expect(answer.head["grpc-encoding"] == (mayBePacked ? "gzip" : nil), "\(test)")
      if test.isPacked { #expect(answer.body.count < test.byteCount * 2) }
    }
  }

  @Test("What was made of shared bytes is kept, unless nothing was made")
  func kept() {
    let shared = SharedBytes([1, 2], callCount: 2)
    #expect(shared.packed { _ in nil as Int? } == nil)
    #expect(shared.packed { $0.count } == 2)
    #expect(shared.packed { _ in 7 } == 2)
  }

  @Test("[S12] The limit for its size is that of the whole message before it is packed")
  func limit() async throws {
    let test = Case(byteCount: 5_000)
    #expect(try await Self.answer(test, bytesMax: 5_003).grpcStatus == "0")
    let refused = try await Self.answer(test, bytesMax: 5_002)
    #expect(refused.grpcStatus == "8")
    #expect(refused.body == framed(Self.own))
  }
}
