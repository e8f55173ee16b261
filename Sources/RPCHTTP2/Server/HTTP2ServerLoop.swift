package import NIOCore
package import RPCCore

/// The connections of a server on one event loop that somebody else runs.
///
/// ``HTTP2ServerTransport`` puts such connections on sockets; here the channels come from outside,
/// so that tests run a server in a time of their own.
package final class HTTP2ServerLoop: Sendable {
  private let settings: ServerSettings
  private let executor: LoopExecutor
  private let registry: ConnectionRegistry

  /// Serves a router on a loop; listens nowhere.
  package init(
    router: Router,
    configuration: HTTP2ServerConfiguration = HTTP2ServerConfiguration(),
    eventLoop: any EventLoop
  ) {
    settings = ServerSettings(router: router, configuration: configuration)
    executor = LoopExecutor(eventLoop: eventLoop, lane: .inProcess)
    registry = ConnectionRegistry(connectionsMax: configuration.connectionsMax)
  }

  /// Makes the handler of one connection, the last in its channel's pipeline.
  package func makeHandler() -> any ChannelInboundHandler {
    HTTP2ServerConnection(settings: settings, executor: executor, registry: registry)
  }

  /// Begins a graceful shutdown of all connections.
  package func drain() { registry.drain() }

  /// Closes all connections at once.
  package func close() { registry.close() }

  /// Connections that are open, or whose handlers still run.
  package var connectionCount: Int { registry.count }

  /// How much memory input takes that was read and waits, in bytes; on the loop only.
  package var waitingInputBytes: Int { executor.backlog.bytes }

  /// What is under way at this instant.
  package var load: ServerLoad { ServerLoad(connections: registry.count, [executor]) }

  /// Handlers that have begun and not ended; on the loop only.
  package var handlersRunning: Int { executor.load.unaryHandlers + executor.load.streamHandlers }
}
