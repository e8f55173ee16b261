import NIOCore
import NIOTLS
import RPCCore
import RPCHTTP2
import Testing
import WireHarness

@Suite("A server that is not the one meant")
struct RefusedServerTests {
  /// Keeps a channel open after its close was asked for, as TLS does until its own end has been said.
  private final class SlowClose: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    private var isAsked = false
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
      isAsked = true
      promise?.succeed(())
    }

    func finish() {
      if isAsked { context?.close(promise: nil) }
    }
  }

  @Test("[C31] What comes with the handshake of another server is not looked at")
  func settingsBehindHandshake() throws {
    let loop = VirtualLoop()
    let wire = VirtualWire(loop: loop)
    let server = RawPeer()
    let slow = SlowClose()
    var dials = 0
    let client = VirtualClient(loop: loop) { _ in
      dials += 1
      guard dials == 1 else { return .silence }
      return .connect(
        wire,
        serve: { wire in
          try wire.channel(.client).pipeline.syncOperations.addHandler(slow, position: .first)
          try wire.add(server, .server)
          wire.activate(.server)
        }
      )
    }
    let call = client.call(TestService.hang)
    let pipeline = wire.channel(.client).pipeline
    // There is no certificate at all, so that none bears the right name.
    pipeline.fireUserInboundEventTriggered(
      TLSUserEvent.handshakeCompleted(negotiatedProtocol: "h2")
    )
    pipeline.fireChannelRead(ByteBuffer(bytes: RawPeer.Frame(type: 4).bytes))
    pipeline.fireChannelReadComplete()
    loop.run()
    slow.finish()
    loop.run()
    guard case .failure(let error as RPCError) = call.result else {
      Issue.record("The call has not failed.")
      return
    }
    #expect(error.code == .unavailable)
    #expect(error.message.contains("bears another name"))
    // Behind the preface of 24 bytes.
    let frames = RawPeer.frames(of: Array(server.received.dropFirst(24)))
    #expect(frames.allSatisfy { $0.type != 1 })
  }
}
