import NIOCore
import RPCCore

/// The servers of one transport and the calls that wait for them.
///
/// Calls that find no server ready wait while one is being connected to; when none is and all have
/// failed they fail, unless they ask to wait.
///
/// `@unchecked Sendable`: everything but `onLoop` is confined to the event loop.
final class ClientConnector: @unchecked Sendable {
  let configuration: HTTP2ClientConfiguration
  let executor: LoopExecutor
  let dialer: ClientDialer
  var throttle: RetryThrottle
  private let endpoints: [ServerEndpoint]

  // `@exclusivity(unchecked)`: confined to the loop, and no access calls out.
  @exclusivity(unchecked) private var subchannels: [ClientSubchannel] = []
  /// Servers that a resolver has dropped and that still have calls.
  private var dropped: [ClientSubchannel] = []
  @exclusivity(unchecked) private var turn = 0
  private var waiting: [HTTP2ClientCall] = []
  private var retrying: [HTTP2ClientCall] = []
  private var isResolving = false
  private var isResolved: Bool
  @exclusivity(unchecked) private var isClosed = false
  @exclusivity(unchecked) private var deadlineTimer: Scheduled<Void>?
  @exclusivity(unchecked) private var deadlineAt = UInt64.max
  private var whenClosed: [CheckedContinuation<Void, Never>] = []

  init(
    endpoints: [ServerEndpoint],
    loop: any EventLoop,
    configuration: HTTP2ClientConfiguration,
    dialer: @escaping ClientDialer
  ) {
    self.endpoints = endpoints
    self.dialer = dialer
    self.configuration = configuration
    throttle = RetryThrottle(configuration.retries)
    executor = LoopExecutor(eventLoop: loop, lane: .inProcess)
    // For the first server that answers the socket layer tries all addresses of a name itself.
    isResolved = configuration.balancing == .pickFirst || endpoints.allSatisfy(Self.isAddress)
    if isResolved {
      subchannels = endpoints.map { ClientSubchannel($0, name: $0, connector: self) }
    }
  }

  private static func isAddress(_ endpoint: ServerEndpoint) -> Bool {
    (try? SocketAddress(ipAddress: endpoint.host, port: 0)) != nil
  }

  /// Runs something on the loop, later.
  func onLoop(_ action: @escaping @Sendable () -> Void) {
    executor.runLater(action)
  }

  /// Runs something on the loop after some time.
  func after(_ delay: TimeAmount, _ action: @escaping () -> Void) -> Scheduled<Void> {
    executor.eventLoop.assumeIsolated().scheduleTask(in: delay, action)
  }

  // Calls.

  /// Begins a call or lets it wait.
  func start(_ call: HTTP2ClientCall) {
    guard !call.isOver else { return }
    if let deadline = call.deadline { watch(deadline) }
    guard !isClosed else {
      return call.end(RPCError(.unavailable, "The client is closed."))
    }
    guard let (connection, subchannel) = pick() else {
      waiting.append(call)
      return dispatch()
    }
    begin(call, connection, subchannel)
  }

  /// Makes a call again after a pause.
  func retry(_ call: HTTP2ClientCall, after delay: Duration) {
    guard delay > .zero else { return onLoop { self.start(call) } }
    retrying.append(call)
    _ = after(TimeAmount(delay)) {
      self.retrying.removeAll { $0 === call }
      self.start(call)
    }
  }

  private func begin(
    _ call: HTTP2ClientCall,
    _ connection: HTTP2ClientConnection,
    _ subchannel: ClientSubchannel
  ) {
    var timeout: UInt64?
    if let deadline = call.deadline {
      let now = executor.now
      guard !deadline.hasPassed(now: now) else { return call.abort(.deadlinePassed) }
      timeout = deadline.uptimeNanoseconds - now
    }
    let list = subchannel.headers.list(
      path: call.method.path,
      metadata: call.options.metadata,
      isGzip: call.options.compressesRequests,
      previousAttempts: call.attempts.failed,
      timeoutNanoseconds: timeout
    )
    connection.begin(call, list)
  }

  // Servers.

  private func pick() -> (HTTP2ClientConnection, ClientSubchannel)? {
    let count = subchannels.count
    let first = configuration.balancing == .roundRobin ? turn : 0
    for offset in 0..<count {
      let subchannel = subchannels[(first + offset) % count]
      if let connection = subchannel.readyConnection {
        turn = (first + offset + 1) % count
        return (connection, subchannel)
      }
    }
    return nil
  }

  /// Gives waiting calls to a server, connects where that is due, and fails the calls for which
  /// there is no hope.
  func dispatch() {
    guard !isClosed else { return checkClosed() }
    waiting.removeAll { $0.isOver }
    if configuration.balancing == .roundRobin { for each in subchannels { each.connect() } }
    guard !waiting.isEmpty else { return }
    resolveIfNeeded()
    connectFirst()
    while let call = waiting.first, let (connection, subchannel) = pick() {
      waiting.removeFirst()
      if !call.isOver { begin(call, connection, subchannel) }
    }
    failHopeless()
  }

  /// Connects to the first server that may be tried, unless one is ready or being tried.
  private func connectFirst() {
    for subchannel in subchannels {
      switch subchannel.state {
      case .connecting: return
      case .ready where subchannel.readyConnection != nil: return
      case .ready, .idle: return subchannel.connect()
      case .pausing, .closed: continue
      }
    }
  }

  private func failHopeless() {
    guard !waiting.isEmpty, isResolved, let error = failureOfAll() else { return }
    let calls = waiting
    waiting = calls.filter { $0.options.waitsForReady && !$0.isOver }
    for call in calls where !call.options.waitsForReady { call.connectionFailed(error) }
  }

  /// The last failure if no server is ready or being tried.
  private func failureOfAll() -> RPCError? {
    var last: RPCError?
    for subchannel in subchannels {
      guard case .pausing(let error) = subchannel.state else { return nil }
      last = error
    }
    return last ?? RPCError(.unavailable, "The server's name has no address.")
  }

  /// A server that has failed may be tried again; its name may stand for others by now.
  func pauseIsOver() {
    if configuration.balancing == .roundRobin, !endpoints.allSatisfy(Self.isAddress) {
      isResolved = false
    }
    resolveIfNeeded()
    dispatch()
  }

  private func resolveIfNeeded() {
    guard !isResolved, !isResolving else { return }
    isResolving = true
    let loop = executor.eventLoop
    loop.makeFutureWithTask { [endpoints, configuration] in
      var found: [(ServerEndpoint, name: ServerEndpoint)] = []
      for endpoint in endpoints {
        // A name that cannot be resolved now has no addresses now.
        for address in (try? await configuration.resolver(endpoint.host)) ?? [] {
          found.append((ServerEndpoint(host: address, port: endpoint.port), name: endpoint))
        }
      }
      return found
    }.whenSuccess { self.resolved($0) }
  }

  private func resolved(_ found: [(ServerEndpoint, name: ServerEndpoint)]) {
    isResolving = false
    guard !isClosed else { return }
    isResolved = true
    // A resolver that fails takes nothing away that works.
    if !found.isEmpty {
      let old = subchannels
      subchannels = found.map { endpoint, name in
        old.first { $0.endpoint == endpoint }
          ?? ClientSubchannel(endpoint, name: name, connector: self)
      }
      for gone in old where !subchannels.contains(where: { $0 === gone }) {
        dropped.append(gone)
        gone.close(gracefully: true)
      }
      turn = 0
    }
    if subchannels.isEmpty {
      let delay = TimeAmount(configuration.backoff.delay(failures: 1))
      _ = after(delay) { self.pauseIsOver() }
    }
    dispatch()
  }

  // Deadlines: one timer, set to the earliest.

  /// The loop's own clock, by which deadlines pass.
  var now: UInt64 { executor.eventLoop.now.uptimeNanoseconds }

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
    let now = executor.now
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
    waiting + retrying + connections.flatMap(\.runningCalls)
  }

  private var connections: [HTTP2ClientConnection] {
    (subchannels + dropped).flatMap(\.connections)
  }

  // The end.

  /// Takes no more calls; connections close when their calls have ended, or at once.
  func close(gracefully: Bool) {
    let calls = waiting + retrying
    waiting = []
    retrying = []
    isClosed = true
    for call in calls { call.end(RPCError(.unavailable, "The client is closed.")) }
    for subchannel in subchannels + dropped { subchannel.close(gracefully: gracefully) }
    checkClosed()
  }

  /// Waits until no connection is left after ``close(gracefully:)``.
  func whenClosed(_ continuation: CheckedContinuation<Void, Never>) {
    whenClosed.append(continuation)
    checkClosed()
  }

  /// Looks whether the last connection is gone.
  func checkClosed() {
    dropped.removeAll { $0.connections.isEmpty }
    guard isClosed, connections.isEmpty else { return }
    deadlineTimer?.cancel()
    // They hold this object, too.
    subchannels = []
    for continuation in whenClosed { continuation.resume() }
    whenClosed = []
  }
}
