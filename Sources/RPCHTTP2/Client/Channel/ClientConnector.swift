import NIOCore
import RPCCore

/// The servers of one transport and the calls that wait for them.
///
/// Calls that find no server ready wait while one is being connected to; when none is and all have
/// failed they fail, unless they ask to wait. Calls that find all streams of a server taken wait
/// too, here and not in the session, so that a GOAWAY, a deadline or a cancellation finds them.
///
/// `@unchecked Sendable`: everything but `onLoop` and the handover is confined to the event loop.
final class ClientConnector: @unchecked Sendable {
  let configuration: HTTP2ClientConfiguration
  let executor: LoopExecutor
  let handover: ClientHandover
  let dialer: ClientDialer
  var throttle: RetryThrottle
  private let endpoints: [ServerEndpoint]

  // `@exclusivity(unchecked)`: confined to the loop, and no access calls out.
  @exclusivity(unchecked) private var subchannels: [ClientSubchannel] = []
  /// Servers that a resolver has dropped and that still have calls.
  private var dropped: [ClientSubchannel] = []
  @exclusivity(unchecked) private var turn = 0
  /// Calls that wait for a stream.
  @exclusivity(unchecked) private var waiting = CallQueue()
  /// Calls that pause before another attempt.
  private var pausing = CallQueue()
  private var dispatchIsDue = false
  /// Which look-up is under way.
  private var lookup: Int?
  private var lookups = 0
  /// Whether the names have been looked up; what they stood for stays in force while they are looked up
  /// again.
  private var isResolved: Bool
  private var isStale = false
  /// How often in a row the names stood for nothing.
  private var resolveFailures = 0
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
    handover = ClientHandover(loop: loop)
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
    // Nobody goes before those who wait.
    if waiting.isEmpty, let (connection, subchannel) = pick() {
      return begin(call, connection, subchannel)
    }
    guard !isFull else { return call.end(Self.tooManyWait) }
    waiting.append(call)
    dispatch()
  }

  /// Makes a call again after a pause.
  func retry(_ call: HTTP2ClientCall, after delay: Duration) {
    guard delay > .zero else { return onLoop { self.start(call) } }
    pausing.append(call)
    call.pause = after(TimeAmount(delay)) {
      call.pause = nil
      self.pausing.remove(call)
      self.start(call)
    }
  }

  /// Whether no more calls may wait.
  var isFull: Bool { waiting.count + pausing.count >= configuration.waitingCallsMax }

  private static let tooManyWait = RPCError(
    .resourceExhausted,
    "Too many calls wait for a stream."
  )

  /// A call is over and waits no longer.
  func forget(_ call: HTTP2ClientCall) {
    guard let pause = call.pause else { return waiting.remove(call) }
    pause.cancel()
    call.pause = nil
    pausing.remove(call)
  }

  /// A stream has become free; calls that wait get it when this turn's events are handled.
  func streamIsFree() {
    guard !waiting.isEmpty, !dispatchIsDue else { return }
    dispatchIsDue = true
    onLoop {
      self.dispatchIsDue = false
      self.dispatch()
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
      if let connection = subchannel.readyConnection, connection.hasFreeStream {
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
    if configuration.balancing == .roundRobin {
      for each in subchannels { each.connect(isAsked: false) }
    }
    guard !waiting.isEmpty else { return }
    resolveIfNeeded()
    connectFirst()
    while !waiting.isEmpty, let (connection, subchannel) = pick() {
      guard let call = waiting.popFirst() else { break }
      begin(call, connection, subchannel)
    }
    failHopeless()
  }

  /// Connects to the first server that may be tried, unless one is ready or being tried.
  private func connectFirst() {
    guard !subchannels.contains(where: { $0.readyConnection != nil }) else { return }
    for subchannel in subchannels {
      switch subchannel.state {
      case .connecting: return
      case .ready, .idle: return subchannel.connect(isAsked: true)
      case .pausing, .closed: continue
      }
    }
  }

  private func failHopeless() {
    guard !waiting.isEmpty, isResolved, let error = failureOfAll() else { return }
    for call in waiting.calls where !call.options.waitsForReady {
      waiting.remove(call)
      call.connectionFailed(error)
    }
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
      isStale = true
    }
    resolveIfNeeded()
    dispatch()
  }

  /// Looks the names up if that is due; a resolver that takes too long has found nothing.
  private func resolveIfNeeded() {
    guard !isResolved || isStale, lookup == nil else { return }
    lookups += 1
    let number = lookups
    lookup = number
    let loop = executor.eventLoop
    let limit = after(TimeAmount(configuration.connectTimeout)) { self.resolved([], by: number) }
    loop.makeFutureWithTask { [endpoints, configuration] in
      var found: [(ServerEndpoint, name: ServerEndpoint)] = []
      for endpoint in endpoints {
        // A name that cannot be resolved now has no addresses now.
        for address in (try? await configuration.resolver(endpoint.host)) ?? [] {
          found.append((ServerEndpoint(host: address, port: endpoint.port), name: endpoint))
        }
      }
      return found
    }.whenSuccess { found in
      limit.cancel()
      self.resolved(found, by: number)
    }
  }

  private func resolved(_ found: [(ServerEndpoint, name: ServerEndpoint)], by number: Int) {
    guard lookup == number else { return }
    lookup = nil
    guard !isClosed else { return }
    isResolved = true
    isStale = false
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
    resolveFailures = subchannels.isEmpty ? resolveFailures + 1 : 0
    if subchannels.isEmpty {
      let delay = TimeAmount(configuration.backoff.delay(failures: resolveFailures))
      _ = after(delay) {
        // Asked again for calls that wait, or else with the next call.
        self.isResolved = false
        self.dispatch()
      }
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
    if let earliest { watch(earliest) }
  }

  private var allCalls: [HTTP2ClientCall] {
    waiting.calls + pausing.calls + connections.flatMap(\.runningCalls)
  }

  private var connections: [HTTP2ClientConnection] {
    (subchannels + dropped).flatMap(\.connections)
  }

  // The end.

  /// Takes no more calls; connections close when their calls have ended, or at once.
  func close(gracefully: Bool) {
    isClosed = true
    for call in waiting.calls + pausing.calls {
      call.end(RPCError(.unavailable, "The client is closed."))
    }
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
