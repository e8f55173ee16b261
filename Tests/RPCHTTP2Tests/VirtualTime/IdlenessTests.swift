import HTTP2Engine
import RPCCore
import RPCHTTP2
import Testing
import WireHarness

@Suite("How long a server keeps connections that do nothing")
struct IdlenessTests {
  @Test("[S28] Idleness is counted from the end of the last call", arguments: [0, 1, 7_370, 9_000])
  func idleSince(milliseconds: Int) throws {
    let server = try ServerMannersTests.server { $0.idleTimeout = .seconds(4) }
    let peer = try server.connect()
    server.loop.advance(.milliseconds(100))
    let stream = try peer.begin(TestService.headers(TestService.chat))
    server.loop.advance(.milliseconds(milliseconds))
    peer.send(stream, [], endStream: true)
    server.loop.run()
    #expect(peer.received(stream).grpcStatus == "0")
    server.loop.advance(.seconds(4) - .nanoseconds(1))
    #expect(peer.goaways.isEmpty)
    server.loop.advance(.nanoseconds(1))
    #expect(peer.goaways.count == 1)
    #expect(peer.isDisconnected)
  }

  @Test("[S27] A drain waits a few seconds for a socket that has said nothing, and no longer")
  func silentSocket() throws {
    let server = try ServerMannersTests.server {
      $0.drainPingTimeout = .seconds(2)
      $0.prefaceTimeout = .seconds(3_600)
    }
    let client = RawPeer()
    try server.connect(client)
    server.drain()
    server.loop.advance(.seconds(2) - .nanoseconds(1))
    #expect(!client.isDisconnected)
    server.loop.advance(.nanoseconds(1))
    #expect(client.isDisconnected)
    #expect(server.connectionCount == 0)
  }
}
