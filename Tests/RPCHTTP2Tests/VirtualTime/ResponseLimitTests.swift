import HTTP2Engine
import RPCCore
import RPCHTTP2
import Testing
import WireHarness

@Suite("Responses to callers who take little")
struct ResponseLimitTests {
  private static let long = String(repeating: "x", count: 1_000)
  private static let method = MethodDescriptor(
    service: TestService.name,
    name: "Long",
    kind: .serverStreaming
  )

  /// What a response has too much of.
  enum Part: UInt8, CaseIterable, Sendable {
    case details, errorMetadata, message, trailers, head, trailersOfFailure, detailsAfterHead
  }

  private static func handler() -> MethodHandler {
    MethodHandler(method) { call in
      let request = try await call.stream.onlyMessage()
      let details = [RPCError.Detail.badRequest([.init(field: long, description: long)])]
      switch request.first.flatMap(Part.init(rawValue:)) {
      case .details: throw RPCError(.notFound, "short", details: details)
      case .errorMetadata:
        var metadata = Metadata()
        metadata.append("x", text: long)
        throw RPCError(.notFound, "short", metadata: metadata)
      case .message: throw RPCError(.notFound, long)
      case .trailers: call.context.appendTrailer("x", text: long)
      case .head:
        call.context.responseHead.append("x", text: long)
        try await call.stream.write([1])
      case .trailersOfFailure:
        call.context.appendTrailer("x", text: long)
        throw RPCError(.notFound, "short")
      case .detailsAfterHead:
        try await call.stream.write([1])
        throw RPCError(.notFound, "short", details: details)
      case nil: break
      }
    }
  }

  @Test(
    "[S9] A status arrives within the caller's limit of header lists, without what is too much",
    arguments: Part.allCases
  )
  func limit(part: Part) throws {
    let server = VirtualServer(try TestService.router(Self.handler()))
    var limits = HTTP2Configuration()
    limits.headerListBytesMax = 400
    let peer = try server.connect(configuration: limits)
    let stream = try peer.begin(TestService.headers(Self.method))
    peer.send(stream, framed([part.rawValue]), endStream: true)
    server.loop.run()
    let received = peer.received(stream)
    let isGood = part == .trailers || part == .head
    #expect(received.grpcStatus == (isGood ? "8" : "5"))
    let message = received.trailers["grpc-message"] ?? received.head["grpc-message"]
    if !isGood { #expect(message == (part == .message ? nil : "short")) }
    #expect(received.reset == nil)
  }

  @Test("[S9] Where the caller takes more he gets all of it")
  func withinLimit() throws {
    let server = VirtualServer(try TestService.router(Self.handler()))
    let peer = try server.connect()
    let stream = try peer.begin(TestService.headers(Self.method))
    peer.send(stream, framed([Part.details.rawValue]), endStream: true)
    server.loop.run()
    #expect(peer.received(stream).head["grpc-status-details-bin"] != nil)
  }

  // Two writers, two readers.

  private static let twice = MethodDescriptor(
    service: TestService.name,
    name: "Twice",
    kind: .bidirectionalStreaming
  )

  @Test("[S25] A second reader and a second writer of a call keep the first from nothing")
  func twoOfEach() throws {
    let handler = MethodHandler(Self.twice) { call in
      async let first = call.stream.nextMessage()
      async let second = call.stream.nextMessage()
      let messages = try await [first, second]
      #expect(messages.compactMap { $0 }.count == 2)
      let answer = [UInt8](repeating: 1, count: 1_000)
      async let one: Void = call.stream.write(answer)
      async let other: Void = call.stream.write(answer)
      _ = try await (one, other)
    }
    var configuration = HTTP2ServerConfiguration()
    configuration.unsentBytesMax = 100
    let server = VirtualServer(try TestService.router(handler), configuration)
    var limits = HTTP2Configuration()
    limits.streamWindowBytes = 10
    let peer = try server.connect(configuration: limits, consumes: false)
    let stream = try peer.begin(TestService.headers(Self.twice))
    for number in UInt8(1)...2 {
      peer.send(stream, framed([number]))
      server.loop.run()
    }
    while peer.received(stream).body.count < 2_010 {
      let before = peer.received(stream).body.count
      peer.session.consume(stream, 10)
      peer.flush()
      server.loop.run()
      guard peer.received(stream).body.count > before else { break }
    }
    server.loop.run()
    #expect(peer.received(stream).grpcStatus == "0")
    #expect(server.handlersRunning == 0)
  }
}
