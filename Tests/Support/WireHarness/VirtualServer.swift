package import HTTP2Engine
package import NIOCore
package import RPCCore
package import RPCHTTP2

/// A server whose connections are virtual wires, in the time of a ``VirtualLoop``.
package final class VirtualServer {
  /// The loop and its clock.
  package let loop: VirtualLoop
  private let server: HTTP2ServerLoop
  private var wires: [VirtualWire] = []

  /// Serves a router.
  package init(
    _ router: Router,
    _ configuration: HTTP2ServerConfiguration = HTTP2ServerConfiguration(),
    loop: VirtualLoop = VirtualLoop()
  ) {
    self.loop = loop
    server = HTTP2ServerLoop(
      router: router,
      configuration: configuration,
      eventLoop: loop.eventLoop
    )
  }

  deinit {
    // So that the tasks of handlers and timers end before the loop does.
    for wire in wires { wire.cut() }
    loop.run()
  }

  /// Handlers that have begun and not ended.
  package var handlersRunning: Int { server.handlersRunning }

  /// How much memory input takes that was read and waits, in bytes.
  package var waitingInputBytes: Int { server.waitingInputBytes }

  /// Connections that are open, or whose handlers still run.
  package var connectionCount: Int { server.connectionCount }

  /// Streams and handlers, as they are told to the outside.
  package var load: ServerLoad { server.load }

  /// Begins a graceful shutdown.
  package func drain() {
    server.drain()
    loop.run()
  }

  /// Begins a graceful shutdown in the loop's next turn.
  package func drainLater() { server.drain() }

  /// Closes all connections at once.
  package func close() { server.close() }

  /// Opens a connection whose other end is a handler of the test.
  @discardableResult
  package func connect(
    _ client: any ChannelHandler,
    over wire: VirtualWire? = nil
  ) throws -> VirtualWire {
    let wire = wire ?? VirtualWire(loop: loop)
    try take(wire)
    try wire.add(client, .client)
    wire.activate(.client)
    loop.run()
    return wire
  }

  /// Opens a connection to a peer of the test.
  package func connect(
    configuration: HTTP2Configuration = HTTP2Configuration(),
    consumes: Bool = true
  ) throws -> VirtualPeer {
    let peer = try VirtualPeer(.client, configuration: configuration, consumes: consumes)
    try connect(peer)
    return peer
  }

  /// Serves the server's end of a wire.
  package func take(_ wire: VirtualWire) throws {
    wires.append(wire)
    try wire.add(server.makeHandler(), .server)
    wire.activate(.server)
  }
}
