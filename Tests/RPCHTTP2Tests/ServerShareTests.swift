import HTTP2Engine
import RPCCore
import RPCHTTP2
import Synchronization
import Testing

@Suite("What one client can take from the others", .timeLimit(.minutes(10)))
struct ServerShareTests {
  private typealias Suite = ServerProtocolTests

  private static func open(_ peer: ScriptedPeer, _ path: String) async throws -> HTTP2StreamID {
    try await peer.run { session in
      let list = HTTP2HeaderList(Suite.headers((":path", path)))
      return try session.submitRequest(list, endStream: false)
    }
  }

  private static func send(
    _ peer: ScriptedPeer,
    _ stream: HTTP2StreamID,
    _ bytes: [UInt8],
    endStream: Bool = false
  ) async throws {
    _ = try await peer.run { session in
      bytes.withUnsafeBytes { session.submitData(stream, $0, endStream: endStream) }
    }
  }

  private static func outcome(
    _ peer: ScriptedPeer,
    _ stream: HTTP2StreamID
  ) async throws -> ScriptedPeer.Received {
    for await case .closed(let closed, let received) in peer.events where closed == stream {
      return received
    }
    throw CancellationError()
  }

  @Test("Streams that stay open take no place from calls of one message")
  func lanes() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.admission.callsPerLoopMax = 2
    configuration.admission.streamsPerLoopMax = 2
    configuration.admission.priorityServices = []
    let (unary, third) = try await Suite.withPeer(configuration) { peer, _ in
      for _ in 0..<2 { _ = try await Self.open(peer, "/test.Echo/Chat") }
      let unary = try await Suite.exchange(peer, Suite.base, [framed([1])])
      let third = try await Self.open(peer, "/test.Echo/Chat")
      return (unary, try await Self.outcome(peer, third))
    }
    #expect(unary.grpcStatus == "0")
    #expect(third.grpcStatus == "8")
  }

  @Test("Where half of the streams are taken, what is left is for connections with few")
  func crowd() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.admission.streamsPerLoopMax = 4
    configuration.admission.streamsPerConnectionMin = 1
    let (refused, other) = try await Suite.withPeer(configuration) { peer, server in
      for _ in 0..<3 { _ = try await Self.open(peer, "/test.Echo/Chat") }
      let fourth = try await Self.open(peer, "/test.Echo/Chat")
      let refused = try await Self.outcome(peer, fourth)
      let other = try await ScriptedPeer.connect(port: try await server.boundPort)
      let stream = try await Self.open(other, "/test.Echo/Chat")
      try await Self.send(other, stream, framed([1]), endStream: true)
      return (refused, try await Self.outcome(other, stream))
    }
    #expect(refused.grpcStatus == "8")
    #expect(other.grpcStatus == "0")
    #expect(other.body == framed([1]))
  }

  @Test("The largest unfinished message ends when a connection holds too much", arguments: [0, 1])
  func unfinishedMessages(excess: Int) async throws {
    let message = [UInt8](repeating: 7, count: 5_000)
    // What a call takes is counted as 1 KiB, and its bytes, with what is set aside for the rest: at
    // most as much again, depending on the pieces in which they come. So the small one stays smaller.
    let both = 2 * 1_024 + 4_000 + 1_000
    let rounding = excess == 0 ? 2 * 2_048 : 0
    var configuration = HTTP2ServerConfiguration()
    configuration.requestMemory.connectionBytesMin = 0
    configuration.requestMemory.connectionBytesMax = both - excess + rounding
    let (large, small) = try await Suite.withPeer(configuration) { peer, _ in
      let large = try await Self.open(peer, "/test.Echo/Say")
      try await Self.send(peer, large, Array(framed(message)[..<4_000]))
      let small = try await Self.open(peer, "/test.Echo/Say")
      try await Self.send(peer, small, Array(framed(message)[..<1_000]))
      // The answer to the first comes before that to the second, which is sent later.
      if excess == 0 {
        try await Self.send(peer, large, Array(framed(message)[4_000...]), endStream: true)
      }
      let first = try await Self.outcome(peer, large)
      try await Self.send(peer, small, Array(framed(message)[1_000...]), endStream: true)
      return (first, try await Self.outcome(peer, small))
    }
    #expect(large.grpcStatus == (excess == 0 ? "0" : "8"))
    #expect((large.head["grpc-retry-pushback-ms"] != nil) == (excess == 1))
    #expect(small.grpcStatus == "0")
    #expect(small.body == framed(message))
  }

  @Test("What others hold makes the share of a connection smaller, down to its floor")
  func dynamicShare() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.requestMemory.connectionBytesMin = 2_000
    configuration.requestMemory.connectionBytesMax = 100_000
    configuration.requestMemory.loopBytesMax = 15_000
    let message = [UInt8](repeating: 7, count: 5_000)
    let (refused, small) = try await Suite.withPeer(configuration) { peer, server in
      let first = try await Self.open(peer, "/test.Echo/Say")
      // About 6,000 bytes of 15,000, and 7,000 with another call: no more than is free.
      try await Self.send(peer, first, Array(framed(message)[..<4_900]))
      _ = try await Suite.exchange(peer, Suite.base, [framed([1])])
      let other = try await ScriptedPeer.connect(port: try await server.boundPort)
      let stream = try await Self.open(other, "/test.Echo/Say")
      try await Self.send(other, stream, Array(framed(message)[..<4_000]))
      let refused = try await Self.outcome(other, stream)
      return (refused, try await Suite.exchange(other, Suite.base, [framed([1])]))
    }
    #expect(refused.grpcStatus == "8")
    #expect(small.grpcStatus == "0")
  }

  @Test("A message that stops to come ends its call")
  func stalledInput() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.stalledInputTimeout = .milliseconds(20)
    let (stalled, chat) = try await Suite.withPeer(configuration) { peer, _ in
      // A stream of requests may be silent for as long as it likes.
      let chat = try await Self.open(peer, "/test.Echo/Chat")
      let stalled = try await Self.open(peer, "/test.Echo/Say")
      try await Self.send(peer, stalled, [0, 0, 0])
      let received = try await Self.outcome(peer, stalled)
      try await Self.send(peer, chat, framed([1]), endStream: true)
      return (received, try await Self.outcome(peer, chat))
    }
    #expect(stalled.grpcStatus == "4")
    #expect(chat.grpcStatus == "0")
  }

  @Test("Where calls wait too long they are refused before they are read, and health is not")
  func standingQueue() async throws {
    var configuration = HTTP2ServerConfiguration()
    // Every wait is too long.
    configuration.admission.queueTarget = .zero
    configuration.admission.queueInterval = .zero
    configuration.admission.priorityServices = ["test.Health"]
    let (refused, unknown, healthy) = try await Suite.withPeer(configuration) { peer, _ in
      // The round of the SETTINGS is the first.
      for await case .settings in peer.events { break }
      try await peer.run { $0.submitPing(1) }
      for await case .pingAcknowledged in peer.events { break }
      let refused = try await Suite.exchange(peer, Suite.base, [framed([1])])
      let unknown = try await Suite.exchange(
        peer,
        Suite.headers((":path", "/test.Nothing/Say")),
        [framed([1])]
      )
      let healthy = try await Suite.exchange(
        peer,
        Suite.headers((":path", "/test.Health/Say")),
        [framed([1])]
      )
      return (refused, unknown, healthy)
    }
    #expect(refused.grpcStatus == "8")
    #expect(refused.headEndsStream)
    #expect(refused.head["grpc-retry-pushback-ms"] != nil)
    #expect(refused.head["grpc-status-details-bin"] != nil)
    #expect(unknown.grpcStatus == "12")
    #expect(healthy.grpcStatus == "0")
  }

  /// A server that counts the calls which reach a handler.
  private static func counting(
    _ configuration: HTTP2ServerConfiguration
  ) throws -> (HTTP2ServerTransport, Task<Void, any Error>, Counter) {
    var configuration = configuration
    configuration.eventLoops = 1
    let counter = Counter()
    let server = HTTP2ServerTransport(configuration: configuration)
    let router = try Router(services: [
      ServiceDefinition(
        name: "test.Echo",
        methods: [
          .unary(MethodDescriptor(service: "test.Echo", name: "Say")) { bytes, _ in
            counter.count()
            return bytes
          }
        ]
      )
    ])
    return (server, Task { try await server.serve(router) }, counter)
  }

  private final class Counter: Sendable {
    private let value = Mutex(0)
    var calls: Int { value.withLock { $0 } }
    func count() { value.withLock { $0 += 1 } }
  }

  @Test("No handler begins for a client that does not read what it has asked for")
  func outputWaits() async throws {
    var client = HTTP2Configuration()
    client.streamWindowBytes = 100
    var configuration = HTTP2ServerConfiguration()
    configuration.outputMemory.connectionBytesMin = 0
    configuration.outputMemory.connectionBytesMax = 1_000
    let (server, serving, counter) = try Self.counting(configuration)
    defer { serving.cancel() }
    let peer = try await ScriptedPeer.connect(
      port: try await server.boundPort,
      configuration: client,
      consumes: false
    )
    let first = try await Self.open(peer, "/test.Echo/Say")
    try await Self.send(
      peer,
      first,
      framed([UInt8](repeating: 1, count: 2_000)),
      endStream: true
    )
    let late = try await Suite.exchange(
      peer,
      Suite.headers(("grpc-timeout", "50m")),
      [framed([1])]
    )
    #expect(late.grpcStatus == "4")
    #expect(counter.calls == 1)
    // Giving up what it does not read lets the next begin.
    _ = try await peer.run { $0.submitReset(first, .cancel) }
    let next = try await Suite.exchange(peer, Suite.base, [framed([1])])
    #expect(next.grpcStatus == "0")
    #expect(counter.calls == 2)
  }

  @Test("Calls that arrive together begin only while there is room for what they answer")
  func outputOfOneRead() async throws {
    var client = HTTP2Configuration()
    client.streamWindowBytes = 100
    var configuration = HTTP2ServerConfiguration()
    configuration.outputMemory.connectionBytesMin = 0
    configuration.outputMemory.connectionBytesMax = 1_000
    let (server, serving, counter) = try Self.counting(configuration)
    defer { serving.cancel() }
    let peer = try await ScriptedPeer.connect(
      port: try await server.boundPort,
      configuration: client,
      consumes: false
    )
    let body = framed([UInt8](repeating: 1, count: 2_000))
    try await peer.run { session in
      for _ in 0..<8 {
        let stream = try session.submitRequest(HTTP2HeaderList(Suite.base), endStream: false)
        _ = body.withUnsafeBytes { session.submitData(stream, $0, endStream: true) }
      }
    }
    let late = try await Suite.exchange(
      peer,
      Suite.headers(("grpc-timeout", "50m")),
      [framed([1])]
    )
    #expect(late.grpcStatus == "4")
    #expect(counter.calls == 1)
  }

  @Test("Calls that wait for room begin in their order when the client reads")
  func outputGoesOn() async throws {
    var client = HTTP2Configuration()
    client.streamWindowBytes = 100
    var configuration = HTTP2ServerConfiguration()
    configuration.outputMemory.connectionBytesMin = 0
    configuration.outputMemory.connectionBytesMax = 1_000
    let (server, serving, counter) = try Self.counting(configuration)
    defer { serving.cancel() }
    let peer = try await ScriptedPeer.connect(
      port: try await server.boundPort,
      configuration: client,
      consumes: true
    )
    var streams: [HTTP2StreamID] = []
    for _ in 0..<5 {
      let stream = try await Self.open(peer, "/test.Echo/Say")
      try await Self.send(
        peer,
        stream,
        framed([UInt8](repeating: 1, count: 2_000)),
        endStream: true
      )
      streams.append(stream)
    }
    var ended: [HTTP2StreamID] = []
    for await case .closed(let closed, let received) in peer.events {
      #expect(received.grpcStatus == "0")
      #expect(received.body.count == 2_005)
      ended.append(closed)
      if ended.count == streams.count { break }
    }
    #expect(ended == streams)
    #expect(counter.calls == 5)
  }
}
