import Synchronization

/// What a server has under way at one instant.
public struct ServerLoad: Sendable, Hashable {
  /// Connections that are open, or whose handlers still run.
  public var connections: Int
  /// Streams of calls that have begun and whose end has not been sent.
  public var openStreams: Int
  /// Handlers that have begun and not ended; one may outlive its stream, and a call whose message has
  /// not come has none.
  public var runningHandlers: Int

  /// Joins the figures.
  public init(connections: Int, openStreams: Int = 0, runningHandlers: Int = 0) {
    self.connections = connections
    self.openStreams = openStreams
    self.runningHandlers = runningHandlers
  }

  /// What some loops tell.
  init(connections: Int, _ executors: [LoopExecutor]) {
    self.init(connections: connections)
    for executor in executors {
      openStreams += executor.gauges.openStreams.load(ordering: .relaxed)
      runningHandlers += executor.gauges.runningHandlers.load(ordering: .relaxed)
    }
  }
}
