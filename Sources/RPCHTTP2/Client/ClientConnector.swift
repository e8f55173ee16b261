import NIOCore
import NIOPosix
import NIOSSL
import RPCCore

/// Keeps one connection to the server and the calls that wait for it.
///
/// States: *idle*, *connecting*, *ready*, *pausing* (an attempt has failed; calls that do not wait
/// fail at once until the next attempt), *closed*. A connection that has seen GOAWAY is let go: its
/// calls run to their end there, and the next call makes another connection.
///
/// `@unchecked Sendable`: everything but `onLoop` is confined to the event loop.
final class ClientConnector: @unchecked Sendable {
  private enum State {
    case idle
    case connecting(HTTP2ClientConnection)
    case ready(HTTP2ClientConnection)
    case pausing(RPCError)
    case closed
  }

  let configuration: HTTP2ClientConfiguration
  let executor: LoopExecutor
  private let host: String
  private let port: Int
  private let headers: RequestHeaders

  private var state = State.idle
  private var failures = 0
  private var waiting: [HTTP2ClientCall] = []
  private var leaving: [HTTP2ClientConnection] = []
  private var settingsTimer: Scheduled<Void>?
  private var deadlineTimer: Scheduled<Void>?
  private var deadlineAt = UInt64.max
  private var whenClosed: [CheckedContinuation<Void, Never>] = []

  init(host: String, port: Int, loop: any EventLoop, configuration: HTTP2ClientConfiguration) {
    self.host = host
    self.port = port
    self.configuration = configuration
    executor = LoopExecutor(eventLoop: loop, lane: .inProcess)
    let authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    headers = RequestHeaders(
      scheme: configuration.tls == nil ? "http" : "https",
      authority: configuration.tls?.serverName ?? authority,
      userAgentPrefix: configuration.userAgentPrefix
    )
  }

  /// The name that the server's certificate must bear; nil without TLS and for an IP address, which
  /// is no name for SNI and is compared with the addresses in the certificate instead.
  var encryptedName: String? {
    guard let tls = configuration.tls else { return nil }
    let name = tls.serverName ?? host
    return (try? SocketAddress(ipAddress: name, port: 0)) == nil ? name : nil
  }

  /// Runs something on the loop, later.
  func onLoop(_ action: @escaping @Sendable () -> Void) {
    executor.runLater(action)
  }

  // Calls.

  /// Begins a call or lets it wait.
  func start(_ call: HTTP2ClientCall) {
    guard !call.isOver else { return }
    if let deadline = call.deadline { watch(deadline) }
    switch state {
    case .ready(let connection) where connection.acceptsCalls: begin(call, connection)
    case .ready(let connection):
      left(connection)
      start(call)
    case .idle:
      waiting.append(call)
      connect()
    case .connecting: waiting.append(call)
    case .pausing where call.options.waitsForReady: waiting.append(call)
    case .pausing(let error): call.connectionLost(error)
    case .closed: call.connectionLost(RPCError(.unavailable, "The client is closed."))
    }
  }

  private func begin(_ call: HTTP2ClientCall, _ connection: HTTP2ClientConnection) {
    var timeout: UInt64?
    if let deadline = call.deadline {
      let now = NIODeadline.now().uptimeNanoseconds
      guard !deadline.hasPassed(now: now) else { return call.abort(.deadlinePassed) }
      timeout = deadline.uptimeNanoseconds - now
    }
    let list = headers.list(
      path: call.method.path,
      metadata: call.options.metadata,
      isGzip: call.options.compressesRequests,
      timeoutNanoseconds: timeout
    )
    connection.begin(call, list)
  }

  // The connection.

  private func connect() {
    let connection = HTTP2ClientConnection(connector: self)
    state = .connecting(connection)
    let limit = TimeAmount(configuration.connectTimeout)
    settingsTimer = executor.eventLoop.assumeIsolated().scheduleTask(in: limit) {
      connection.close()
      self.failed(connection, "The server did not answer in time")
    }
    let encryption: NIOSSLContext?
    do {
      encryption = try configuration.tls.map { tls throws(RuntimeError) in
        try TLSMaterial.context(tls)
      }
    } catch {
      return failed(connection, "\(error)", error)
    }
    ClientBootstrap(group: executor.eventLoop)
      .connectTimeout(limit)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let encryption {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: encryption, serverHostname: self.encryptedName)
            )
          }
          try channel.pipeline.syncOperations.addHandler(connection)
        }
      }
      .connect(host: host, port: port)
      .whenFailure { error in self.failed(connection, "No connection was made", error) }
  }

  /// The server has shown that it speaks HTTP/2.
  func ready(_ connection: HTTP2ClientConnection) {
    guard case .connecting(let current) = state, current === connection else { return }
    settingsTimer?.cancel()
    failures = 0
    state = .ready(connection)
    let calls = waiting
    waiting = []
    for call in calls where !call.isOver { begin(call, connection) }
  }

  /// The connection takes no new calls.
  func left(_ connection: HTTP2ClientConnection) {
    switch state {
    case .ready(let current) where current === connection:
      state = .idle
      if connection.session != nil { leaving.append(connection) }
    case .connecting(let current) where current === connection:
      failed(connection, "The server refused the connection")
    default: break
    }
  }

  /// The connection's socket is closed.
  func closed(_ connection: HTTP2ClientConnection) {
    leaving.removeAll { $0 === connection }
    switch state {
    case .ready(let current) where current === connection: state = .idle
    case .connecting(let current) where current === connection:
      failed(connection, connection.failure?.sentence ?? "The server closed the connection")
    case .closed: checkClosed()
    default: break
    }
  }

  /// What the socket layer said stays in the error's cause: it is nothing for a caller to read.
  private func failed(
    _ connection: HTTP2ClientConnection,
    _ cause: String,
    _ error: (any Error)? = nil
  ) {
    guard case .connecting(let current) = state, current === connection else { return }
    settingsTimer?.cancel()
    failures += 1
    let error = RPCError(
      .unavailable,
      "Cannot connect to \(host):\(port). \(cause).",
      cause: error
    )
    state = .pausing(error)
    let calls = waiting
    waiting = calls.filter { $0.options.waitsForReady && !$0.isOver }
    for call in calls where !call.options.waitsForReady { call.connectionLost(error) }
    let delay = TimeAmount(configuration.backoff.delay(failures: failures))
    executor.eventLoop.assumeIsolated().scheduleTask(in: delay) { self.pauseIsOver() }
  }

  private func pauseIsOver() {
    guard case .pausing = state else { return }
    state = .idle
    waiting.removeAll { $0.isOver }
    if !waiting.isEmpty { connect() }
  }

  // Deadlines: one timer, set to the earliest.

  private func watch(_ deadline: Deadline) {
    guard deadline.uptimeNanoseconds < deadlineAt else { return }
    deadlineTimer?.cancel()
    deadlineAt = deadline.uptimeNanoseconds
    // A clock of 64 bits of nanoseconds never gets there.
    guard deadlineAt < UInt64(Int64.max) else { return }
    deadlineTimer = executor.eventLoop.assumeIsolated().scheduleTask(
      deadline: .uptimeNanoseconds(deadlineAt)
    ) { self.sweepDeadlines() }
  }

  private func sweepDeadlines() {
    deadlineAt = .max
    let now = NIODeadline.now().uptimeNanoseconds
    var earliest: Deadline?
    for call in allCalls where !call.isOver {
      guard let deadline = call.deadline else { continue }
      if deadline.hasPassed(now: now) {
        call.abort(.deadlinePassed)
      } else {
        earliest = earliest.map { min($0, deadline) } ?? deadline
      }
    }
    waiting.removeAll { $0.isOver }
    if let earliest { watch(earliest) }
  }

  private var allCalls: [HTTP2ClientCall] {
    waiting + connections.flatMap(\.runningCalls)
  }

  private var connections: [HTTP2ClientConnection] {
    switch state {
    case .ready(let connection), .connecting(let connection): leaving + [connection]
    case .idle, .pausing, .closed: leaving
    }
  }

  // The end.

  /// Takes no more calls; connections close when their calls have ended, or at once.
  func close(gracefully: Bool) {
    let open = connections
    let calls = waiting
    waiting = []
    settingsTimer?.cancel()
    if !isClosed {
      leaving = open
      state = .closed
    }
    for call in calls { call.connectionLost(RPCError(.unavailable, "The client is closed.")) }
    for connection in open { gracefully ? connection.finish() : connection.close() }
    checkClosed()
  }

  private var isClosed: Bool {
    if case .closed = state { true } else { false }
  }

  /// Waits until no connection is left after ``close(gracefully:)``.
  func whenClosed(_ continuation: CheckedContinuation<Void, Never>) {
    whenClosed.append(continuation)
    checkClosed()
  }

  private func checkClosed() {
    guard isClosed, leaving.isEmpty else { return }
    deadlineTimer?.cancel()
    for continuation in whenClosed { continuation.resume() }
    whenClosed = []
  }
}
