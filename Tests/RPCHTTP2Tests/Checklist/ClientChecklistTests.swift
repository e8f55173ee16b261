import HTTP2Engine
import NIOCore
import RPCCore
import RPCHTTP2
import Synchronization
import Testing
import WireHarness

@Suite("Points of the protocol that a client keeps, by hand-made frames")
struct ClientChecklistTests {
  typealias Frame = RawPeer.Frame
  typealias Script = ClientMannersTests.Script

  /// How a call ends whose server answers so.
  private func outcome(
    _ configuration: HTTP2ClientConfiguration = HTTP2ClientConfiguration(),
    options: CallOptions = CallOptions(),
    _ answer: @escaping (VirtualPeer, HTTP2StreamID) -> Void
  ) throws -> Result<[UInt8], any Error>? {
    let script = Script { peer, stream, _ in answer(peer, stream) }
    let client = script.client(configuration)
    let call = client.call(TestService.hang, options: options)
    script.loop.run()
    return call.result
  }

  private func code(
    _ configuration: HTTP2ClientConfiguration = HTTP2ClientConfiguration(),
    _ answer: @escaping (VirtualPeer, HTTP2StreamID) -> Void
  ) throws -> RPCError.Code? {
    guard case .failure(let error) = try outcome(configuration, answer) else { return nil }
    return (error as? RPCError)?.code
  }

  @Test("[C1] A request's fields stand in the order of the standard")
  func requestFields() throws {
    let loop = VirtualLoop()
    let server = RawPeer()
    let client = VirtualClient(loop: loop) { _ in
      .connect(
        VirtualWire(loop: loop),
        serve: { wire in
          try wire.add(server, .server)
          wire.activate(.server)
        }
      )
    }
    var options = CallOptions(timeout: .seconds(1))
    options.metadata.append("x-custom", text: "v")
    let call = client.call(TestService.echo, options: options)
    server.send(Frame(type: 4))
    loop.run()
    let bytes = Array(server.received.dropFirst(24))
    let head = try #require(Self.frames(bytes).first { $0.type == 1 })
    let names = try Self.fieldNames(head.payload)
    #expect(
      names == [
        ":method", ":scheme", ":path", ":authority", "grpc-timeout", "te", "content-type",
        "grpc-accept-encoding", "user-agent", "x-custom",
      ]
    )
    #expect(call.result == nil)
  }

  private static func frames(_ bytes: [UInt8]) -> [Frame] {
    var frames: [Frame] = []
    var rest = bytes[...]
    while rest.count >= 9 {
      let start = rest.startIndex
      let count = Int(rest[start + 1]) << 8 | Int(rest[start + 2])
      guard rest.count >= 9 + count else { break }
      frames.append(
        Frame(
          type: rest[start + 3],
          flags: rest[start + 4],
          stream: UInt32(rest[start + 8]),
          payload: Array(rest[(start + 9)..<(start + 9 + count)])
        )
      )
      rest = rest[(start + 9 + count)...]
    }
    return frames
  }

  /// The names of a header list, in their order, as a session reads them.
  private static func fieldNames(_ block: [UInt8]) throws -> [String] {
    let session = try HTTP2Session(role: .server)
    var names: [String] = []
    let wire = RawPeer.preface + Frame(type: 1, flags: 5, stream: 1, payload: block).bytes
    try wire.withUnsafeBytes { bytes in
      try session.receive(bytes) { event in
        guard case .headers(_, _, let block, _) = event else { return }
        for position in 0..<block.count {
          names.append(String(decoding: block[position].name, as: UTF8.self))
        }
      }
    }
    return names
  }

  @Test("[C8] Binary metadata is read padded, unpadded and joined")
  func binaryMetadata() throws {
    let seen = Mutex(Metadata())
    var options = CallOptions()
    options.onTrailers = { metadata in seen.withLock { $0 = metadata } }
    let result = try outcome(options: options) { peer, stream in
      let fields = [("a-bin", "qw=="), ("b-bin", "qw"), ("c-bin", "qw==,rA")]
      peer.respond(stream, TestService.head, framed([1]), trailers: TestService.ok + fields)
    }
    #expect(try result?.get() == [1])
    let metadata = seen.withLock { $0 }
    #expect(metadata.binary("a-bin") == [0xab])
    #expect(metadata.binary("b-bin") == [0xab])
    #expect(metadata.values("c-bin") == [.binary([0xab]), .binary([0xac])])
  }

  /// Where a header list of a response stands.
  enum ListPlace: CaseIterable {
    case head, trailers, trailersOnly
  }

  @Test(
    "[C9] A header list of a response over the limit is RESOURCE_EXHAUSTED, and ends no connection",
    arguments: ListPlace.allCases
  )
  func responseLimits(place: ListPlace) throws {
    let long = [("x", String(repeating: "x", count: 9_000))]
    let script = Script { peer, stream, number in
      guard number == 0 else {
        return peer.respond(stream, TestService.head, framed([1]), trailers: TestService.ok)
      }
      switch place {
      case .head:
        peer.respond(stream, TestService.head + long, framed([1]), trailers: TestService.ok)
      case .trailers:
        peer.respond(stream, TestService.head, framed([1]), trailers: TestService.ok + long)
      case .trailersOnly:
        peer.respond(stream, only: TestService.head + TestService.ok + long)
      }
    }
    let client = script.client()
    let large = client.call(TestService.hang)
    script.loop.run()
    guard case .failure(let error) = large.result else {
      Issue.record("The call has not failed.")
      return
    }
    #expect((error as? RPCError)?.code == .resourceExhausted)
    let next = client.call(TestService.hang)
    script.loop.run()
    #expect(try next.result?.get() == [1])
    #expect(script.peers.count == 1)
  }

  @Test("[C9] Metadata over the server's limit is RESOURCE_EXHAUSTED")
  func requestLimit() throws {
    let long = String(repeating: "x", count: 9_000)
    var options = CallOptions()
    options.metadata.append("x", text: long)
    guard case .failure(let error) = try outcome(options: options, { _, _ in }) else {
      Issue.record("The call has not failed.")
      return
    }
    #expect((error as? RPCError)?.code == .resourceExhausted)
  }

  @Test("[C10] Where frames are cut makes no difference", arguments: [1, 2, 5, 1_000])
  func cutFrames(bytes: Int) throws {
    let body = framed([1, 2, 3, 4, 5, 6, 7])
    let result = try outcome { peer, stream in
      peer.session.submitResponse(stream, HTTP2HeaderList(TestService.head), endStream: false)
      for start in stride(from: 0, to: body.count, by: bytes) {
        peer.send(stream, [])
        peer.send(stream, Array(body[start..<min(body.count, start + bytes)]))
      }
      peer.session.submitTrailers(stream, HTTP2HeaderList(TestService.ok))
    }
    #expect(try result?.get() == [1, 2, 3, 4, 5, 6, 7])
  }

  @Test("[C11] A flag that nobody knows is INTERNAL", arguments: [1, 2, 255] as [UInt8])
  func flags(flag: UInt8) throws {
    let code = try code { peer, stream in
      let body = framed([1], flag: flag)
      peer.respond(stream, TestService.head, body, trailers: TestService.ok)
    }
    #expect(code == .internal)
  }

  @Test("[C13] The limits of messages hold both ways: at them is good, one over is not")
  func messageLimits() throws {
    var configuration = HTTP2ClientConfiguration()
    configuration.receivedMessageBytesMax = 100
    configuration.sentMessageBytesMax = 100
    for (bytes, isGood) in [(100, true), (101, false)] {
      let message = [UInt8](repeating: 1, count: bytes)
      let code = try code(configuration) { peer, stream in
        peer.respond(stream, TestService.head, framed(message), trailers: TestService.ok)
      }
      #expect(code == (isGood ? nil : .resourceExhausted))
      let script = Script { peer, stream, _ in ClientMannersTests.succeed(peer, stream) }
      let client = script.client(configuration)
      let sent = client.call(TestService.echo, message).result
      #expect((try? sent?.get()) == (isGood ? [9] : nil))
      #expect(script.requests.count == (isGood ? 1 : 0))
    }
  }

  @Test("[C18] The details of a status are read")
  func details() throws {
    let sent = RPCError(
      .failedPrecondition,
      "no",
      details: [.retryInfo(delay: .milliseconds(5))]
    )
    let bytes = try #require(Self.statusDetails(sent))
    let result = try outcome { peer, stream in
      let fields = [("grpc-status", "9"), ("grpc-status-details-bin", bytes)]
      peer.respond(stream, only: TestService.head + fields)
    }
    guard case .failure(let error) = result, let error = error as? RPCError else {
      Issue.record("The call has not failed.")
      return
    }
    #expect(error.details == sent.details)
  }

  /// As our own server writes them.
  private static func statusDetails(_ error: RPCError) -> String? {
    let method = MethodDescriptor(service: TestService.name, name: "Details")
    guard let router = try? TestService.router(.unary(method) { _, _ in throw error }) else {
      return nil
    }
    let server = VirtualServer(router)
    guard let peer = try? server.connect(),
      let stream = try? peer.begin(TestService.headers(method))
    else { return nil }
    peer.send(stream, framed([]), endStream: true)
    server.loop.run()
    return peer.received(stream).head["grpc-status-details-bin"]
  }

  @Test("[C19] Interim responses are skipped")
  func interim() throws {
    let result = try outcome { peer, stream in
      for status in ["100", "103"] {
        peer.session.submitInformational(stream, HTTP2HeaderList([(":status", status)]))
      }
      ClientMannersTests.succeed(peer, stream)
    }
    #expect(try result?.get() == [9])
  }

  @Test("[C21] Messages are delivered before the status that follows them")
  func order() throws {
    let script = Script { peer, stream, _ in
      let body = framed([1]) + framed([2])
      peer.respond(stream, TestService.head, body, trailers: [("grpc-status", "10")])
    }
    let client = script.client()
    let transport = client.transport
    let seen = Mutex<[[UInt8]]>([])
    let task = script.loop.begin {
      let call = try await transport.open(TestService.chat, options: CallOptions())
      while let message = try await call.nextMessage() { seen.withLock { $0.append(message) } }
    }
    script.loop.run()
    #expect(seen.withLock { $0 } == [[1], [2]])
    guard case .failure(let error) = task.result else {
      Issue.record("The call has not failed.")
      return
    }
    #expect((error as? RPCError)?.code == .aborted)
  }

  @Test("[C24] A cancelled call is reset with CANCEL, wherever it is", arguments: 0...3)
  func cancelled(step: Int) throws {
    let script = Script { peer, stream, _ in
      if step == 2 {
        peer.session.submitResponse(stream, HTTP2HeaderList(TestService.head), endStream: false)
        peer.flush()
      }
    }
    let client = script.client(after: step == 0 ? .seconds(1) : .zero)
    let transport = client.transport
    let task = script.loop.begin {
      let call = try await transport.open(TestService.chat, options: CallOptions())
      if step == 3 {
        for _ in 0..<100 { try await call.write([UInt8](repeating: 1, count: 10_000)) }
      }
      _ = try await call.nextMessage()
    }
    script.loop.run()
    task.cancel()
    script.loop.advance(.seconds(2))
    guard case .failure(let error) = task.result else {
      Issue.record("The task has not failed.")
      return
    }
    #expect(error is CancellationError || (error as? RPCError)?.code == .cancelled)
    let peer = try #require(script.peers.first)
    #expect(peer.requests.map { peer.received($0).reset } == (step == 0 ? [] : [.cancel]))
  }

  @Test("[C25] A client that does not read keeps the window closed, and opens it when it reads")
  func slowConsumer() throws {
    var configuration = HTTP2ClientConfiguration()
    configuration.session.streamWindowBytes = 10_000
    let script = Script { peer, stream, _ in
      peer.session.submitResponse(stream, HTTP2HeaderList(TestService.head), endStream: false)
      for number in UInt8(0)..<50 {
        peer.send(stream, framed([UInt8](repeating: number, count: 1_000)))
      }
      peer.session.submitTrailers(stream, HTTP2HeaderList(TestService.ok))
    }
    let client = script.client(configuration)
    let transport = client.transport
    let clock = VirtualClock(script.loop)
    let task = script.loop.begin { () -> Int in
      let call = try await transport.open(TestService.chat, options: CallOptions())
      var count = 0
      while try await call.nextMessage() != nil {
        count += 1
        await clock.pause(.seconds(1))
      }
      return count
    }
    script.loop.run()
    let peer = try #require(script.peers.first)
    let stream = try #require(peer.requests.first)
    #expect(peer.session.queuedBytes(stream) >= 50 * 1_005 - 10_000)
    script.loop.advance(.seconds(60))
    #expect(try task.result?.get() == 50)
  }

  @Test("[C26] Calls above the server's limit of streams wait their turn, also to their deadlines")
  func streamLimit() throws {
    let loop = VirtualLoop()
    var settings = HTTP2Configuration()
    settings.concurrentStreamsMax = 2
    let peer = try VirtualPeer(.server, configuration: settings)
    let client = VirtualClient(loop: loop) { _ in .peer(peer, on: loop) }
    let calls = (0..<5).map { _ in client.call(TestService.hang) }
    let options = CallOptions(timeout: .seconds(3))
    let last = client.call(TestService.hang, options: options)
    #expect(peer.requests.count == 2)
    loop.advance(.seconds(3))
    #expect((Self.error(last) as? RPCError)?.code == .deadlineExceeded)
    for index in 0..<5 {
      ClientMannersTests.succeed(peer, peer.requests[index])
      loop.run()
    }
    #expect(calls.allSatisfy { (try? $0.result?.get()) == [9] })
    #expect(peer.requests.count == 5)
  }

  private static func error(_ task: VirtualTask<[UInt8]>) -> (any Error)? {
    guard case .failure(let error) = task.result else { return nil }
    return error
  }

  @Test("[C27] After GOAWAY running calls go on, and new ones go to another connection")
  func goaway() throws {
    let script = Script()
    let client = script.client()
    let running = client.call(TestService.hang)
    let first = try #require(script.peers.first)
    first.session.submitGoaway(.noError)
    first.flush()
    script.loop.run()
    let other = client.call(TestService.hang)
    #expect(script.peers.count == 2)
    ClientMannersTests.succeed(first, first.requests[0])
    let second = script.peers[1]
    ClientMannersTests.succeed(second, second.requests[0])
    script.loop.run()
    #expect(try running.result?.get() == [9])
    #expect(try other.result?.get() == [9])
    #expect(first.isDisconnected)
  }

  @Test("[C32] A client takes no push, and what it does not know is ignored")
  func unknownThings() throws {
    let loop = VirtualLoop()
    let server = RawPeer()
    let client = VirtualClient(loop: loop) { _ in
      .connect(
        VirtualWire(loop: loop),
        serve: { wire in
          try wire.add(server, .server)
          wire.activate(.server)
        }
      )
    }
    let call = client.call(TestService.hang)
    server.send(Frame(type: 4, payload: [0xfe, 0x03, 0, 0, 0, 1]))
    server.send(Frame(type: 4, flags: 1))
    server.send(Frame(type: 0x42, flags: 0xff, payload: [1]))
    server.send(Frame(type: 2, stream: 1, payload: [0, 0, 0, 0, 16]))
    loop.run()
    let settings = Self.frames(Array(server.received.dropFirst(24))).first { $0.type == 4 }?.payload
    #expect(settings?.starts(with: [0, 2, 0, 0, 0, 0]) == true)
    #expect(call.result == nil)
    // PUSH_PROMISE against ENABLE_PUSH=0 ends the connection.
    server.send(Frame(type: 5, flags: 4, stream: 1, payload: [0, 0, 0, 2]))
    loop.run()
    #expect((Self.error(call) as? RPCError)?.code == .unavailable)
    #expect(server.isDisconnected)
  }
}
