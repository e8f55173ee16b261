import HTTP2Engine
import NIOCore
import RPCCore
import RPCHTTP2
import Testing

@Suite("What a client makes of hand-made frames", .timeLimit(.minutes(10)))
struct ClientProtocolTests {
  private static let method = MethodDescriptor(service: "test.Echo", name: "Say")
  private static let ok: [(String, String)] = [
    (":status", "200"), ("content-type", "application/grpc"),
  ]

  /// What a scripted server does with each request.
  enum Answer: Sendable {
    case response([(String, String)], [UInt8], [(String, String)]?)
    case only([(String, String)])
    case reset(HTTP2ErrorCode)
    case goaway
    case disconnect
  }

  /// Makes one unary call to a server that answers so.
  private func call(
    _ answer: Answer,
    message: [UInt8] = [1]
  ) async throws -> Result<[UInt8], RPCError> {
    let peer = try ScriptedPeer(role: .server)
    let listener = try await ScriptedPeer.listen { peer }
    let script = Task {
      for await case .request(let stream, _, _) in peer.events {
        try await Self.perform(answer, peer, stream)
      }
    }
    defer { script.cancel() }
    let port = try #require(listener.localAddress?.port)
    let client = HTTP2ClientTransport(host: "127.0.0.1", port: port)
    let result: Result<[UInt8], RPCError>
    do {
      result = .success(try await client.unary(Self.method, message, options: CallOptions()))
    } catch let error as RPCError {
      result = .failure(error)
    }
    try await listener.close()
    return result
  }

  private static func perform(
    _ answer: Answer,
    _ peer: ScriptedPeer,
    _ stream: HTTP2StreamID
  ) async throws {
    try await peer.run { session in
      switch answer {
      case .response(let head, let body, let trailers):
        session.submitResponse(stream, HTTP2HeaderList(head), endStream: false)
        _ = body.withUnsafeBytes { session.submitData(stream, $0, endStream: trailers == nil) }
        if let trailers { session.submitTrailers(stream, HTTP2HeaderList(trailers)) }
      case .only(let head): session.submitResponse(stream, HTTP2HeaderList(head), endStream: true)
      case .reset(let code): session.submitReset(stream, code)
      case .goaway: session.terminate(.noError)
      case .disconnect: peer.close()
      }
    }
  }

  @Test("A whole response is taken")
  func success() async throws {
    let result = try await call(.response(Self.ok, framed([4, 5]), [("grpc-status", "0")]))
    #expect(try result.get() == [4, 5])
  }

  @Test(
    "[C14] [C15] [C19] [C20] [C23] Every other end has its status",
    arguments: [
      (.only(ok + [("grpc-status", "5"), ("grpc-message", "%E1%BB%93%zz")]), .notFound),
      (.only(ok + [("grpc-status", "99")]), .unknown),
      (.only(ok + [("grpc-status", "x")]), .unknown),
      (.only(ok), .unknown),
      (.only([(":status", "400")]), .internal),
      (.only([(":status", "401")]), .unauthenticated),
      (.only([(":status", "403")]), .permissionDenied),
      (.only([(":status", "404")]), .unimplemented),
      (.only([(":status", "429")]), .unavailable),
      (.only([(":status", "503")]), .unavailable),
      (.only([(":status", "418")]), .unknown),
      (.only([(":status", "503"), ("grpc-status", "7")]), .permissionDenied),
      (.response([(":status", "200"), ("content-type", "text/html")], [1, 2], nil), .unknown),
      (.response([(":status", "502"), ("content-type", "text/html")], [1, 2], nil), .unavailable),
      (.response(ok, framed([1]), nil), .unknown),
      (.response(ok, [], [("grpc-status", "0")]), .unimplemented),
      (.response(ok, framed([1]) + framed([2]), [("grpc-status", "0")]), .unimplemented),
      (.response(ok, framed([1]), [("grpc-status", "10")]), .aborted),
      (.response(ok + [("grpc-status", "5")], framed([1]), [("grpc-status", "10")]), .aborted),
      (.response(ok, framed([1, 2]).dropLast(), [("grpc-status", "0")]), .internal),
      (.response(ok, [0, 0xff, 0, 0, 0], [("grpc-status", "0")]), .resourceExhausted),
      (.response(ok, framed([1], flag: 1), [("grpc-status", "0")]), .internal),
      (.response(ok + [("grpc-encoding", "x")], framed([1]), [("grpc-status", "0")]), .internal),
      (.reset(.noError), .internal),
      (.reset(.protocolError), .internal),
      (.reset(.refusedStream), .unavailable),
      (.reset(.cancel), .cancelled),
      (.reset(.enhanceYourCalm), .resourceExhausted),
      (.reset(.inadequateSecurity), .permissionDenied),
      (.disconnect, .unavailable),
    ] as [(Answer, RPCError.Code)]
  )
  func statuses(answer: Answer, code: RPCError.Code) async throws {
    let result = try await call(answer)
    guard case .failure(let error) = result else {
      Issue.record("The call has succeeded.")
      return
    }
    #expect(error.code == code)
  }

  @Test("[C26] Calls above the server's limit of streams wait their turn")
  func streamLimit() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.eventLoops = 1
    configuration.session.concurrentStreamsMax = 2
    let transport = HTTP2ServerTransport(configuration: configuration)
    let router = try ServerProtocolTests.router()
    let serving = Task { try await transport.serve(router) }
    defer { serving.cancel() }
    let client = HTTP2ClientTransport(host: "127.0.0.1", port: try await transport.boundPort)
    let count = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<100 {
        group.addTask { try await client.unary(Self.method, [1], options: CallOptions()).count }
      }
      return try await group.reduce(0, +)
    }
    #expect(count == 100)
    await client.close()
  }

  @Test("[C27] After GOAWAY the next call makes another connection")
  func reconnects() async throws {
    let listener = try await ScriptedPeer.listen {
      let peer = try ScriptedPeer(role: .server)
      Task {
        for await case .request(let stream, _, _) in peer.events {
          // In one piece, so that the client knows of the GOAWAY when it has its answer.
          try await peer.run { session in
            session.submitGoaway(.noError)
            session.submitResponse(stream, HTTP2HeaderList(Self.ok), endStream: false)
            _ = framed([1]).withUnsafeBytes { session.submitData(stream, $0) }
            session.submitTrailers(stream, HTTP2HeaderList([("grpc-status", "0")]))
          }
        }
      }
      return peer
    }
    let port = try #require(listener.localAddress?.port)
    let client = HTTP2ClientTransport(host: "127.0.0.1", port: port)
    for _ in 0..<3 {
      let options = CallOptions(timeout: .seconds(600))
      #expect(try await client.unary(Self.method, [1], options: options) == [1])
    }
    await client.close()
    try await listener.close()
  }
}
