import HTTP2Engine
import NIOCore
import NIOEmbedded
import RPCCore
import RPCHTTP2
import Testing
import WireHarness

@Suite("A client that writes faster than the wire takes")
struct ClientWriterTests {
  @Test("[C25] What is written while what was written before goes out holds up nobody, and comes")
  func betweenTwoVisits() throws {
    let loop = VirtualLoop()
    let peer = try VirtualPeer(.server)
    let client = VirtualClient(loop: loop) { _ in .peer(peer, on: loop) }
    let transport = client.transport
    let opening = loop.begin {
      try await transport.open(TestService.upload, options: CallOptions())
    }
    loop.run()
    let call = try #require(try opening.result?.get())
    // As much as may be unsent, so that its writer goes on and what it takes on the wire is over it.
    let message = [UInt8](repeating: 1, count: HTTP2ClientConfiguration().unsentBytesMax)
    let first = loop.begin { try await call.write(message) }
    // Behind the visit of the first message to the session, and before what it queues goes out.
    var second: VirtualTask<Void>?
    loop.eventLoop.execute {
      second = loop.begin { try await call.write(message) }
    }
    loop.run()
    #expect(throws: Never.self) { try #require(first.result).get() }
    #expect(throws: Never.self) { try #require(second?.result).get() }
    call.finishWriting()
    loop.run()
    let stream = try #require(peer.requests.first)
    #expect(peer.received(stream).body == framed(message) + framed(message))
    call.cancel()
    loop.run()
  }
}
