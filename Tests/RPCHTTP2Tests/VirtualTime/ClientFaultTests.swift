import HTTP2Engine
import RPCCore
import RPCHTTP2
import Synchronization
import Testing
import WireHarness

@Suite("What a client does where a server is at fault")
struct ClientFaultTests {
  typealias Script = ClientMannersTests.Script

  private static func code(_ result: Result<some Any, any Error>?) -> RPCError.Code? {
    guard case .failure(let error) = result else { return nil }
    return (error as? RPCError)?.code
  }

  @Test("[C14] A second message where one is due ends the call at once, before any status")
  func endlessResponse() throws {
    let script = Script { peer, stream, _ in
      peer.session.submitResponse(stream, HTTP2HeaderList(TestService.head), endStream: false)
      for _ in 0..<2 { peer.send(stream, framed([1])) }
    }
    let client = script.client()
    let call = client.call(TestService.hang)
    #expect(Self.code(call.result) == .unimplemented)
    let peer = try #require(script.peers.first)
    #expect(peer.requests.map { peer.received($0).reset } == [.cancel])
  }

  @Test(
    "[C14] An OK without a message where one is due is UNIMPLEMENTED, any other status is itself",
    arguments: [
      (0, "0", RPCError.Code.unimplemented), (0, "5", .notFound), (1, "5", .notFound),
    ]
  )
  func missingMessage(messages: Int, status: String, code: RPCError.Code) {
    let script = Script { peer, stream, _ in
      let body = messages == 0 ? [] : framed([1])
      peer.respond(stream, TestService.head, body, trailers: [("grpc-status", status)])
    }
    let client = script.client()
    #expect(Self.code(client.call(TestService.hang).result) == code)
  }

  @Test("[C24] Who cancels while the answer is on its way is told that he has cancelled")
  func cancelledBehindAnswer() throws {
    let script = Script()
    let client = script.client()
    let call = client.call(TestService.hang)
    let peer = try #require(script.peers.first)
    peer.session.submitResponse(
      peer.requests[0],
      HTTP2HeaderList(TestService.head + [("grpc-status", "5")]),
      endStream: true
    )
    peer.flush()
    call.cancel()
    script.loop.run()
    #expect(throws: CancellationError.self) { try call.result?.get() }
  }

  // Metadata.

  @Test(
    "[C8] A broken binary value ends an OK call and hides no other status",
    arguments: [("0", RPCError.Code.internal), ("5", .notFound)],
    [true, false]
  )
  func brokenMetadata(end: (status: String, code: RPCError.Code), isInHead: Bool) throws {
    let bad = [("etag-bin", "qw==,!!")]
    let status = [("grpc-status", end.status)]
    let seen = Mutex(Metadata())
    var options = CallOptions()
    options.onTrailers = { metadata in seen.withLock { $0 = metadata } }
    let script = Script { peer, stream, _ in
      peer.respond(
        stream,
        TestService.head + (isInHead ? bad : []),
        framed([1]),
        trailers: status + (isInHead ? [] : bad)
      )
    }
    let client = script.client()
    let call = client.call(TestService.hang, options: options)
    #expect(Self.code(call.result) == end.code)
    if end.status == "0", case .failure(let error) = call.result {
      #expect((error as? RPCError)?.message.contains("etag-bin") == true)
    }
    #expect(seen.withLock { $0.values("etag-bin") }.isEmpty)
  }

  // Compression.

  private static let brokenGzip = TestService.head + [("grpc-encoding", "gzip")]

  @Test("[C12] An attempt whose message cannot be inflated has failed for who counts it, too")
  func brokenCompression() throws {
    let script = Script { peer, stream, _ in
      let body = framed([9, 9], flag: 1)
      peer.respond(stream, Self.brokenGzip, body, trailers: TestService.ok)
    }
    let outcomes = Mutex<[RPCError.Code?]>([])
    var options = CallOptions()
    options.onAttempt = { event in
      guard case .finished(let attempt) = event else { return }
      outcomes.withLock { $0.append(attempt.error?.code) }
    }
    let client = script.client()
    let call = client.call(TestService.hang, options: options)
    #expect(Self.code(call.result) == .internal)
    #expect(outcomes.withLock { $0 } == [.internal])
  }

  @Test("[C12] A stream whose message cannot be inflated stays INTERNAL")
  func brokenCompressionInStream() throws {
    let script = Script { peer, stream, _ in
      peer.session.submitResponse(stream, HTTP2HeaderList(Self.brokenGzip), endStream: false)
      peer.send(stream, framed([9, 9], flag: 1))
    }
    let outcomes = Mutex<[RPCError.Code?]>([])
    var options = CallOptions()
    options.onAttempt = { event in
      guard case .finished(let attempt) = event else { return }
      outcomes.withLock { $0.append(attempt.error?.code) }
    }
    let client = script.client()
    let (transport, settings) = (client.transport, options)
    let task = script.loop.begin { () -> [RPCError.Code?] in
      let call = try await transport.open(TestService.chat, options: settings)
      var codes: [RPCError.Code?] = []
      for _ in 0..<2 {
        do {
          _ = try await call.nextMessage()
        } catch {
          codes.append((error as? RPCError)?.code)
        }
      }
      return codes
    }
    script.loop.run()
    #expect(try task.result?.get() == [.internal, .internal])
    #expect(outcomes.withLock { $0 } == [.internal])
  }

  // Attempts.

  @Test("[C33] No more than five attempts are made, however the policy was changed")
  func attemptsMax() throws {
    var configuration = HTTP2ClientConfiguration()
    configuration.retries.tokensMax = 1_000
    configuration.retries.policy?.attemptsMax = 50
    let script = Script { peer, stream, _ in ClientMannersTests.unavailable(peer, stream) }
    let client = script.client(configuration)
    _ = client.call(TestService.echo)
    script.loop.advance(.seconds(600))
    #expect(script.requests.count == 5)
  }

  @Test("[C33] Failures of calls that are not made again take tokens, too")
  func throttlesByCommitted() throws {
    let script = Script { peer, stream, number in
      guard number < 5 else { return ClientMannersTests.unavailable(peer, stream) }
      let status = [("grpc-status", "14")]
      peer.respond(stream, TestService.head, framed([1]), trailers: status)
    }
    let client = script.client()
    for _ in 0..<5 { #expect(Self.code(client.call(TestService.echo).result) == .unavailable) }
    #expect(script.requests.count == 5)
    // Half of the ten tokens are gone.
    #expect(Self.code(client.call(TestService.echo).result) == .unavailable)
    script.loop.advance(.seconds(60))
    #expect(script.requests.count == 6)
  }

  // Connections.

  @Test("[C34] round_robin does not connect in each turn to a server that says GOAWAY at once")
  func goawayAtOnce() throws {
    var configuration = HTTP2ClientConfiguration()
    configuration.balancing = .roundRobin
    configuration.backoff.random = { 0.5 }
    let loop = VirtualLoop()
    var dials = 0
    let client = VirtualClient(configuration, loop: loop) { _ in
      dials += 1
      // So that the test ends where there is no pause.
      guard dials < 100 else { return .silence }
      let peer = try VirtualPeer(.server)
      peer.session.submitGoaway(.noError)
      return .peer(peer, on: loop)
    }
    let options = CallOptions(timeout: .seconds(1), waitsForReady: true)
    _ = client.call(TestService.hang, options: options)
    loop.advance(.seconds(1))
    let before = dials
    loop.advance(.seconds(3_600))
    // A pause is two minutes at most, and less only in the beginning.
    #expect(before <= 20)
    #expect(dials > before)
    #expect(dials < 100)
    let pauses = zip(client.dialedAt.dropFirst(before), client.dialedAt.dropFirst(before - 1))
      .map { Double($0 - $1) / 1e9 }
    #expect(pauses.allSatisfy { $0 > 0.5 })
  }

  @Test("[C23] [C30] Who runs a client hears of refused PINGs and of broken streams")
  func connectionEvents() throws {
    let events = Mutex<[ClientConnectionEvent.Kind]>([])
    var configuration = HTTP2ClientConfiguration()
    configuration.keepalive.time = .seconds(10)
    configuration.onConnectionEvent = { event in events.withLock { $0.append(event.kind) } }
    let script = Script()
    let client = script.client(configuration)
    _ = client.call(TestService.hang)
    let first = try #require(script.peers.first)
    first.reset(first.requests[0], .streamClosed)
    script.loop.run()
    Array("too_many_pings".utf8).withUnsafeBytes {
      first.session.submitGoaway(.enhanceYourCalm, debugData: $0)
    }
    first.flush()
    script.loop.run()
    _ = client.call(TestService.hang)
    let second = try #require(script.peers.last)
    second.session.submitGoaway(.internalError)
    second.flush()
    script.loop.run()
    #expect(
      events.withLock { $0 } == [
        .streamClosed, .tooManyPings(time: .seconds(20)), .goaway(.internalError),
      ]
    )
  }

  @Test("[C32] Who runs a client hears why a server that breaks the protocol was left")
  func protocolFault() throws {
    let events = Mutex<[String]>([])
    var configuration = HTTP2ClientConfiguration()
    configuration.onConnectionEvent = { event in events.withLock { $0.append("\(event)") } }
    let loop = VirtualLoop()
    let server = RawPeer()
    let client = VirtualClient(configuration, loop: loop) { _ in
      .connect(
        VirtualWire(loop: loop),
        serve: { wire in
          try wire.add(server, .server)
          wire.activate(.server)
        }
      )
    }
    let call = client.call(TestService.hang)
    server.send(RawPeer.Frame(type: 4))
    // DATA on stream 0 (RFC 9113 §6.1).
    server.send(RawPeer.Frame(type: 0, payload: [1]))
    loop.run()
    #expect(Self.code(call.result) == .unavailable)
    let texts = events.withLock { $0 }
    #expect(texts.count == 1)
    #expect(texts.first?.hasPrefix("127.0.0.1:1 has broken the protocol: ") == true)
  }
}
