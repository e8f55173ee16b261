import HTTP2Engine
import RPCCore
import RPCHTTP2
import Synchronization
import Testing

@Suite("What a server answers to hand-made frames", .timeLimit(.minutes(10)))
struct ServerProtocolTests {
  typealias Received = ScriptedPeer.Received

  static let base: [(String, String)] = [
    (":method", "POST"), (":scheme", "http"), (":path", "/test.Echo/Say"),
    (":authority", "localhost"), ("te", "trailers"), ("content-type", "application/grpc"),
  ]

  /// The usual header list with some fields changed, added or (nil) left out.
  static func headers(_ changes: (String, String?)...) -> [(String, String)] {
    var fields = base
    for (name, value) in changes {
      if let index = fields.firstIndex(where: { $0.0 == name }) {
        if let value { fields[index].1 = value } else { fields.remove(at: index) }
      } else if let value {
        fields.append((name, value))
      }
    }
    return fields
  }

  static func router(observers: [any ServerObserver] = []) throws -> Router {
    try Router(services: services, observers: observers)
  }

  private static var services: [ServiceDefinition] {
    [
      ServiceDefinition(
        name: "test.Echo",
        methods: [
          .unary(MethodDescriptor(service: "test.Echo", name: "Say")) { bytes, _ in bytes },
          MethodHandler(
            MethodDescriptor(service: "test.Echo", name: "Chat", kind: .bidirectionalStreaming)
          ) { call in
            while let message = try await call.stream.nextMessage() {
              try await call.stream.write(message)
            }
          },
          MethodHandler(
            MethodDescriptor(service: "test.Echo", name: "Stuck", kind: .bidirectionalStreaming)
          ) { call in
            for await _ in AsyncStream<Void>.makeStream().stream {}
            // Cancelled, and still busy until the test lets it go.
            await Self.release.wait()
          },
        ]
      ),
      ServiceDefinition(
        name: "test.Health",
        methods: [
          .unary(MethodDescriptor(service: "test.Health", name: "Say")) { bytes, _ in bytes }
        ]
      ),
    ]
  }

  static let release = Gate()

  /// Serves, connects and stops.
  static func withPeer<Result: Sendable>(
    _ configuration: HTTP2ServerConfiguration = HTTP2ServerConfiguration(),
    observers: [any ServerObserver] = [],
    _ body: (ScriptedPeer, HTTP2ServerTransport) async throws -> Result
  ) async throws -> Result {
    var configuration = configuration
    configuration.eventLoops = 1
    let server = HTTP2ServerTransport(configuration: configuration)
    let router = try router(observers: observers)
    let serving = Task { try await server.serve(router) }
    defer { serving.cancel() }
    let peer = try await ScriptedPeer.connect(port: try await server.boundPort)
    return try await body(peer, server)
  }

  /// Sends one request in pieces and returns the response.
  static func exchange(
    _ peer: ScriptedPeer,
    _ headers: [(String, String)],
    _ pieces: [[UInt8]],
    endStream: Bool = true
  ) async throws -> Received {
    let stream = try await peer.run { session in
      let list = HTTP2HeaderList(headers)
      return try session.submitRequest(list, endStream: pieces.isEmpty && endStream)
    }
    for (index, piece) in pieces.enumerated() {
      _ = try await peer.run { session in
        piece.withUnsafeBytes {
          session.submitData(stream, $0, endStream: endStream && index == pieces.count - 1)
        }
      }
    }
    for await event in peer.events {
      if case .closed(let closed, let received) = event, closed == stream { return received }
    }
    throw CancellationError()
  }

  @Test(
    "[S2] [S3] [S6] [S8] Header lists",
    arguments: [
      (headers(), "0"),
      (headers(("te", nil)), "0"),
      (headers(("content-type", "application/grpc+proto")), "0"),
      (headers(("content-type", "application/grpc;charset=utf-8")), "0"),
      (headers(("content-type", "Application/gRPC+Proto")), "0"),
      (headers((":path", "/test.Echo/say")), "12"),
      (headers((":path", "/test.Nothing/Say")), "12"),
      (headers((":path", "/test.Echo")), "12"),
      (headers((":path", "/")), "12"),
      (headers(("grpc-timeout", "10")), "13"),
      (headers(("grpc-timeout", "1.5S")), "13"),
      (headers(("grpc-timeout", "-1S")), "13"),
      (headers(("grpc-timeout", "999999999H")), "13"),
      (headers(("grpc-timeout", "99999999H")), "0"),
      (headers(("grpc-timeout", "0m")), "4"),
      (headers(("grpc-encoding", "identity")), "0"),
      (headers(("grpc-encoding", "snappy")), "12"),
      (headers(("x-bin", "!!")), "13"),
      (headers(("x-bin", "qw==,qw==")), "0"),
      (headers(("x-bin", "qw,qw")), "0"),
      (headers(("x-text", "caf\u{e9}")), "0"),
    ] as [([(String, String)], String)]
  )
  func headerLists(headers: [(String, String)], status: String) async throws {
    let received = try await Self.withPeer { peer, _ in
      try await Self.exchange(peer, headers, [framed([1, 2])])
    }
    #expect(received.head[":status"] == "200")
    #expect(received.head["content-type"] == "application/grpc")
    #expect(received.grpcStatus == status)
    #expect(received.headEndsStream == (status != "0"))
    #expect(received.body == (status == "0" ? framed([1, 2]) : []))
  }

  @Test(
    "[S2] [S5] [S9] What is no gRPC gets an HTTP status",
    arguments: [
      (headers(("content-type", "text/plain")), "415"),
      (headers(("content-type", "application/grpc-web")), "415"),
      (headers(("content-type", "application/grpcfoo")), "415"),
      (headers(("content-type", nil)), "415"),
      (headers((":method", "GET")), "405"),
      (headers((":method", "PUT")), "405"),
      (headers(("x-long", String(repeating: "x", count: 9_000))), "431"),
    ] as [([(String, String)], String)]
  )
  func httpStatuses(headers: [(String, String)], status: String) async throws {
    let received = try await Self.withPeer { peer, _ in
      try await Self.exchange(peer, headers, [framed([1])])
    }
    #expect(received.head[":status"] == status)
    #expect(String(decoding: received.body, as: UTF8.self).hasPrefix("This port speaks gRPC"))
    #expect(received.head["content-length"] == String(received.body.count))
    #expect(received.closed == .noError)
  }

  @Test("[S12] An unknown encoding is answered with those that are taken")
  func acceptedEncodings() async throws {
    let received = try await Self.withPeer { peer, _ in
      try await Self.exchange(peer, Self.headers(("grpc-encoding", "snappy")), [framed([1])])
    }
    #expect(received.head["grpc-accept-encoding"] == "identity,gzip")
  }

  @Test(
    "[S10] [S11] [S14] [S15] Bodies",
    arguments: [
      ([framed([1, 2, 3])], "0"),
      ([framed([])], "0"),
      (framed([1, 2, 3]).map { [$0] }, "0"),
      ([[], framed([9]), []], "0"),
      ([], "12"),
      ([[]], "12"),
      ([framed([1]) + framed([2])], "12"),
      ([framed([1, 2, 3]).dropLast()], "13"),
      ([[0, 0, 0]], "13"),
      ([framed([1], flag: 1)], "13"),
      ([framed([1], flag: 2)], "13"),
    ] as [([[UInt8]], String)]
  )
  func bodies(pieces: [[UInt8]], status: String) async throws {
    let received = try await Self.withPeer { peer, _ in
      try await Self.exchange(peer, Self.base, pieces)
    }
    #expect(received.grpcStatus == status)
    if status == "0" { #expect(received.body == Array(pieces.joined())) }
  }

  @Test(
    "[S13] A message over the limit is refused at its prefix",
    arguments: [[0, 0xff, 0xff, 0xff, 0xff], [0, 0, 0x40, 0, 1]]
  )
  func declaredLength(prefix: [UInt8]) async throws {
    let received = try await Self.withPeer { peer, _ in
      try await Self.exchange(peer, Self.base, [prefix], endStream: false)
    }
    #expect(received.grpcStatus == "8")
    #expect(received.closed == .noError)
  }

  @Test("[S26] A peer that cancels without end cannot start handlers without end")
  func runningHandlers() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.handlersPerConnectionMax = 3
    let (fourth, fifth) = try await Self.withPeer(configuration) { peer, server in
      let streams = try await peer.run { session in
        let list = HTTP2HeaderList(Self.headers((":path", "/test.Echo/Stuck")))
        return try (0..<3).map { _ in try session.submitRequest(list, endStream: false) }
      }
      // A handler that is cancelled before it has begun would take no place.
      while server.load.runningHandlers < 3 { await Task.yield() }
      try await peer.run { session in
        for stream in streams { session.submitReset(stream, .cancel) }
      }
      let fourth = try await Self.exchange(peer, Self.base, [framed([1])])
      Self.release.open()
      while server.load.runningHandlers > 0 { await Task.yield() }
      return (fourth, try await Self.exchange(peer, Self.base, [framed([1])]))
    }
    #expect(fourth.closed == .refusedStream)
    #expect(fifth.grpcStatus == "0")
  }

  @Test("[S26] Too many PINGs end the connection with ENHANCE_YOUR_CALM")
  func pingFlood() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.floodFramesBurst = 20
    configuration.keepalive.strikesMax = .max
    let code = try await Self.withPeer(configuration) { peer, _ in
      try await peer.run { session in for number in 0..<200 { session.submitPing(UInt64(number)) } }
      for await event in peer.events {
        if case .goaway(let code, _, _) = event { return code as HTTP2ErrorCode? }
      }
      return nil
    }
    #expect(code == .enhanceYourCalm)
  }

  @Test("[S27] A graceful shutdown says GOAWAY twice and ends what was begun")
  func drain() async throws {
    let (lasts, received) = try await Self.withPeer { peer, server in
      let stream = try await peer.run { session in
        let list = HTTP2HeaderList(Self.headers((":path", "/test.Echo/Chat")))
        return try session.submitRequest(list, endStream: false)
      }
      _ = try await peer.run { session in
        framed([7]).withUnsafeBytes { session.submitData(stream, $0) }
      }
      var lasts: [Int32] = []
      var hasBegun = false
      for await event in peer.events {
        switch event {
        case .settings where !hasBegun:
          hasBegun = true
          server.beginGracefulShutdown()
        case .goaway(_, let last, _):
          lasts.append(last)
          guard lasts.count == 2 else { continue }
          _ = try await peer.run { session in
            session.submitData(
              stream,
              UnsafeRawBufferPointer(start: nil, count: 0),
              endStream: true
            )
          }
        case .closed(_, let received): return (lasts, received as Received?)
        default: continue
        }
      }
      return (lasts, nil)
    }
    #expect(lasts == [.max, 1])
    #expect(received?.body == framed([7]))
    #expect(received?.grpcStatus == "0")
  }
}

/// A door that opens once.
final class Gate: Sendable {
  private let state = Mutex((isOpen: false, waiting: [CheckedContinuation<Void, Never>]()))

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }
}
