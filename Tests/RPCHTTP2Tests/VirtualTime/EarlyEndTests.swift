import HTTP2Engine
import RPCCore
import RPCHTTP2
import Testing
import WireHarness

@Suite("Servers that end a call before its request is complete, and do not reset it")
struct EarlyEndTests {
  /// How a server ends a call.
  enum Ending: CaseIterable {
    case trailersOnly
    case trailers
    case data

    var code: RPCError.Code? {
      switch self {
      case .trailersOnly: .notFound
      case .trailers: nil
      case .data: .unknown
      }
    }

    func perform(_ peer: VirtualPeer, _ stream: HTTP2StreamID) {
      switch self {
      case .trailersOnly: peer.respond(stream, only: TestService.head + [("grpc-status", "5")])
      case .trailers: ClientMannersTests.succeed(peer, stream)
      case .data: peer.respond(stream, TestService.head, framed([9]))
      }
    }
  }

  /// A server of one stream at a time that ends the first calls in one way and answers the others.
  private static func server(
    _ ending: Ending,
    calls: Int,
    streamWindowBytes: Int = 65_535
  ) throws -> VirtualPeer {
    var settings = HTTP2Configuration()
    settings.concurrentStreamsMax = 1
    settings.streamWindowBytes = streamWindowBytes
    let peer = try VirtualPeer(.server, configuration: settings)
    peer.onRequest = { [unowned peer] stream in
      if peer.requests.count <= calls {
        ending.perform(peer, stream)
      } else {
        ClientMannersTests.succeed(peer, stream)
      }
    }
    return peer
  }

  private static func closes(_ client: VirtualClient) -> Bool {
    let transport = client.transport
    let closing = client.loop.begin { await transport.close() }
    client.loop.run()
    return closing.result != nil
  }

  @Test("[C24] The stream is given back, and the client can close", arguments: Ending.allCases)
  func streams(ending: Ending) throws {
    let loop = VirtualLoop()
    let peer = try Self.server(ending, calls: 3)
    let client = VirtualClient(loop: loop) { _ in .peer(peer, on: loop) }
    let transport = client.transport
    for _ in 0..<3 {
      let call = loop.begin { () -> RPCError.Code? in
        let stream = try await transport.open(TestService.chat, options: CallOptions())
        do {
          while try await stream.nextMessage() != nil {}
          return nil
        } catch let error as RPCError {
          return error.code
        }
      }
      loop.run()
      #expect(try call.result?.get() == ending.code)
    }
    #expect(try client.call(TestService.echo).result?.get() == [9])
    #expect(peer.requests.map { peer.received($0).reset } == [.cancel, .cancel, .cancel, nil])
    #expect(Self.closes(client))
  }

  @Test("[C24] A request that still waits for its window is given up, whatever the answer")
  func heldRequest() throws {
    let loop = VirtualLoop()
    let peer = try Self.server(.trailers, calls: 1, streamWindowBytes: 10)
    let client = VirtualClient(loop: loop) { _ in .peer(peer, on: loop) }
    let message = [UInt8](repeating: 1, count: 1_000)
    #expect(try client.call(TestService.hang, message).result?.get() == [9])
    #expect(peer.requests.map { peer.received($0).reset } == [.cancel])
    #expect(Self.closes(client))
  }

  @Test("[C24] [C33] An attempt that is made again gives its stream back, too")
  func retried() throws {
    let loop = VirtualLoop()
    var settings = HTTP2Configuration()
    settings.concurrentStreamsMax = 1
    settings.streamWindowBytes = 10
    let peer = try VirtualPeer(.server, configuration: settings)
    peer.onRequest = { [unowned peer] stream in
      if peer.requests.count == 1 {
        ClientMannersTests.unavailable(peer, stream)
      } else {
        ClientMannersTests.succeed(peer, stream)
      }
    }
    let client = VirtualClient(loop: loop) { _ in .peer(peer, on: loop) }
    let call = client.call(TestService.echo, [UInt8](repeating: 1, count: 1_000))
    loop.advance(.seconds(10))
    #expect(try call.result?.get() == [9])
    #expect(peer.requests.map { peer.received($0).reset } == [.cancel, .cancel])
    #expect(Self.closes(client))
  }
}
