import HTTP2Engine
import RPCHTTP2
import Testing
import WireHarness

@Suite("PINGs beside traffic")
struct PingFloodTests {
  private static let count = UInt64(5_000)

  /// Makes a call of one message.
  private static func call(_ peer: VirtualPeer, _ server: VirtualServer) throws -> String? {
    let stream = try peer.begin(TestService.headers(TestService.echo))
    peer.send(stream, framed([1]), endStream: true)
    server.loop.run()
    return peer.received(stream).grpcStatus
  }

  @Test("[S30] A client that measures the connection behind each answer may do so without end")
  func measures() throws {
    let server = try ServerMannersTests.server()
    let peer = try server.connect()
    // As grpc-go does: one PING behind the DATA of each answer, while no other is under way. The clock
    // stands, so that nothing is forgiven by time.
    for number in 0..<Self.count {
      #expect(try Self.call(peer, server) == "0")
      peer.ping(number)
      server.loop.run()
    }
    #expect(peer.goaways.isEmpty)
    #expect(peer.pingAcknowledgements.count == Int(Self.count))
  }

  @Test("[S26] [S30] As many PINGs without calls are too many", arguments: [true, false])
  func floods(isAfterCalls: Bool) throws {
    // Strikes would end it sooner.
    let server = try ServerMannersTests.server { $0.keepalive.strikesMax = .max }
    let peer = try server.connect()
    // What was not used is no licence for all times.
    if isAfterCalls {
      for _ in 0..<Self.count { #expect(try Self.call(peer, server) == "0") }
    }
    for number in 0..<Self.count {
      peer.ping(number)
      server.loop.run()
    }
    #expect(peer.goaways.map(\.code) == [.enhanceYourCalm])
    #expect(peer.isDisconnected)
  }
}
