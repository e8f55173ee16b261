import NIOCore
import NIOEmbedded
package import RPCCore
package import RPCHTTP2

/// A client whose connections are virtual wires, in the time of a ``VirtualLoop``.
package final class VirtualClient {
  /// What becomes of an attempt to connect.
  package enum Dial {
    /// The wire is there after some time; the handler is put at its other end.
    case connect(VirtualWire, serve: (VirtualWire) throws -> Void, after: Duration = .zero)
    /// Nobody listens; it is known after some time.
    case refuse(after: Duration = .zero)
    /// Nobody answers.
    case silence
  }

  /// The loop and its clock.
  package let loop: VirtualLoop
  /// The transport.
  package var transport: HTTP2ClientTransport {
    guard let held else { preconditionFailure("The client is used while it is let go.") }
    return held
  }

  private var held: HTTP2ClientTransport?
  private let net: Net

  /// A client of some servers; `dial` is asked for each attempt to connect.
  package init(
    _ configuration: HTTP2ClientConfiguration = HTTP2ClientConfiguration(),
    servers: [ServerEndpoint] = [ServerEndpoint(host: "127.0.0.1", port: 1)],
    loop: VirtualLoop = VirtualLoop(),
    dial: @escaping (ServerEndpoint) throws -> Dial
  ) {
    self.loop = loop
    let net = Net(loop: loop, dial: dial)
    self.net = net
    held = HTTP2ClientTransport(
      servers: servers,
      configuration: configuration,
      eventLoop: loop.eventLoop,
      dialer: { endpoint, _, limit, initializer in net.open(endpoint, limit, initializer) }
    )
  }

  deinit {
    // So that the tasks of calls end before the loop does, and the transport closes on it.
    for wire in net.wires { wire.cut() }
    loop.run()
    held = nil
    loop.run()
  }

  /// The instants of the attempts to connect, in nanoseconds.
  package var dialedAt: [UInt64] { net.dialedAt }

  /// The wires in the order in which they were opened.
  package var wires: [VirtualWire] { net.wires }

  /// Begins a call with one message in each direction.
  package func call(
    _ method: MethodDescriptor,
    _ message: [UInt8] = [1],
    options: CallOptions = CallOptions()
  ) -> VirtualTask<[UInt8]> {
    let transport = transport
    let task = loop.begin { try await transport.unary(method, message, options: options) }
    loop.run()
    return task
  }

  /// Opens the wires; held by the transport's dialer and by the client.
  private final class Net {
    let loop: VirtualLoop
    let dial: (ServerEndpoint) throws -> Dial
    var wires: [VirtualWire] = []
    var dialedAt: [UInt64] = []

    init(loop: VirtualLoop, dial: @escaping (ServerEndpoint) throws -> Dial) {
      self.loop = loop
      self.dial = dial
    }

    func open(
      _ endpoint: ServerEndpoint,
      _ limit: TimeAmount,
      _ initializer: (any Channel) -> EventLoopFuture<Void>
    ) -> EventLoopFuture<any Channel> {
      dialedAt.append(loop.now)
      let promise = loop.eventLoop.makePromise(of: (any Channel).self)
      do {
        switch try dial(endpoint) {
        case .connect(let wire, let serve, let delay):
          wires.append(wire)
          let channel = wire.channel(.client)
          let filled = initializer(channel)
          loop.after(delay) {
            do {
              try serve(wire)
              wire.activate(.client)
              promise.completeWith(filled.map { channel })
            } catch {
              promise.fail(error)
            }
          }
        case .refuse(let delay):
          loop.after(delay) { promise.fail(ChannelError.connectTimeout(limit)) }
        case .silence:
          loop.eventLoop.scheduleTask(in: limit) {
            promise.fail(ChannelError.connectTimeout(limit))
          }
        }
      } catch {
        promise.fail(error)
      }
      return promise.futureResult
    }
  }
}

extension VirtualClient.Dial {
  /// A wire to a server.
  package static func server(_ server: VirtualServer, after delay: Duration = .zero) -> Self {
    .connect(VirtualWire(loop: server.loop), serve: { try server.take($0) }, after: delay)
  }

  /// A wire to a peer of the test.
  package static func peer(
    _ peer: VirtualPeer,
    on loop: VirtualLoop,
    after delay: Duration = .zero
  ) -> Self {
    .connect(
      VirtualWire(loop: loop),
      serve: { wire in
        try wire.add(peer, .server)
        wire.activate(.server)
      },
      after: delay
    )
  }
}
