import Synchronization

/// All connections of a server that are open or whose handlers still run.
final class ConnectionRegistry: Sendable {
  private struct State {
    var connections: [ObjectIdentifier: HTTP2ServerConnection] = [:]
    var isDraining = false
    var isClosed = false
    var whenEmpty: [CheckedContinuation<Void, Never>] = []
  }

  private let connectionsMax: Int
  private let state = Mutex(State())

  init(connectionsMax: Int) {
    self.connectionsMax = connectionsMax
  }

  /// How many there are.
  var count: Int { state.withLock { $0.connections.count } }

  /// Takes a connection, unless there are too many or the server has stopped; returns why not.
  ///
  /// One that comes during a graceful shutdown is taken and let go like the others: closing it
  /// would look like a server that does not work.
  func add(_ connection: HTTP2ServerConnection) -> ServerConnectionEvent.Reason? {
    typealias Verdict = (refusal: ServerConnectionEvent.Reason?, isDraining: Bool)
    let verdict = state.withLock { state -> Verdict in
      guard !state.isClosed else { return (.shutdown, false) }
      guard state.connections.count < connectionsMax else { return (.tooManyConnections, false) }
      state.connections[ObjectIdentifier(connection)] = connection
      return (nil, state.isDraining)
    }
    if verdict.isDraining { connection.beginDrain() }
    return verdict.refusal
  }

  func remove(_ connection: HTTP2ServerConnection) {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.connections[ObjectIdentifier(connection)] = nil
      guard state.connections.isEmpty else { return [] }
      defer { state.whenEmpty = [] }
      return state.whenEmpty
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Begins a graceful shutdown of all connections.
  func drain() {
    let connections = state.withLock { state in
      state.isDraining = true
      return Array(state.connections.values)
    }
    for connection in connections { connection.beginDrain() }
  }

  /// Closes all connections at once.
  func close() {
    let connections = state.withLock { state in
      state.isClosed = true
      return Array(state.connections.values)
    }
    for connection in connections { connection.close() }
  }

  /// Waits until no connection is left.
  func waitUntilEmpty() async {
    await withCheckedContinuation { continuation in
      let isEmpty = state.withLock { state in
        guard !state.connections.isEmpty else { return true }
        state.whenEmpty.append(continuation)
        return false
      }
      if isEmpty { continuation.resume() }
    }
  }
}
