public import RPCCore
import Synchronization

/// Both ends of a transport within one process: the reference for every other transport.
///
/// Messages travel as bytes, so that a call is decoded, limited and validated as over a network.
/// Handlers run on the global pool. Calls wait for ``serve(_:)`` as they would for a server.
public final class InProcessTransport: ServerTransport, ClientTransport {
  private enum Phase {
    case idle
    case serving(Router)
    case draining
    case closed
  }

  private struct State {
    var phase = Phase.idle
    var running: [ObjectIdentifier: InProcessCall] = [:]
    var drained: CheckedContinuation<Void, Never>?
    var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
    var nextTicket: UInt64 = 0
  }

  private let configuration: InProcessConfiguration
  private let clock: any CallClock
  private let state = Mutex(State())

  /// Makes a transport that begins to take calls with ``serve(_:)``.
  public init(
    configuration: InProcessConfiguration = InProcessConfiguration(),
    clock: any CallClock = SystemCallClock()
  ) {
    self.configuration = configuration
    self.clock = clock
  }

  /// Makes a transport that takes calls at once and for as long as it lives.
  public convenience init(
    router: Router,
    configuration: InProcessConfiguration = InProcessConfiguration(),
    clock: any CallClock = SystemCallClock()
  ) {
    self.init(configuration: configuration, clock: clock)
    state.withLock { $0.phase = .serving(router) }
  }

  /// Serves calls until a graceful shutdown has ended; cancelling the task ends it abruptly.
  ///
  /// - Throws: ``/RPCCore/RuntimeError/alreadyStarted``.
  public func serve(_ router: Router) async throws {
    let waiting = try state.withLock { state in
      guard case .idle = state.phase else { throw RuntimeError.alreadyStarted }
      state.phase = .serving(router)
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for continuation in waiting { continuation.resume() }
    await withTaskCancellationHandler {
      await waitUntilDrained()
    } onCancel: {
      close()
    }
  }

  /// Returns as soon as calls are taken.
  ///
  /// - Throws: `RPCError` with `unavailable` if the transport is shutting down, `CancellationError`.
  public func waitUntilServing() async throws {
    _ = try await router(waits: true)
  }

  private func waitUntilDrained() async {
    await withCheckedContinuation { continuation in
      let isDrained = state.withLock { state in
        if case .serving = state.phase {
          state.drained = continuation
          return false
        }
        guard state.running.isEmpty else {
          state.drained = continuation
          return false
        }
        return true
      }
      if isDrained { continuation.resume() }
    }
  }

  /// Takes no more calls and lets ``serve(_:)`` return once the running ones have ended.
  public func beginGracefulShutdown() {
    let drained = state.withLock { state in
      state.phase = .draining
      return Self.takeDrained(&state)
    }
    drained?.resume()
  }

  private func close() {
    let (calls, drained) = state.withLock { state in
      state.phase = .closed
      return (Array(state.running.values), Self.takeDrained(&state))
    }
    for call in calls { call.end(RPCError(.unavailable, "The server has stopped."), drops: true) }
    drained?.resume()
  }

  private static func takeDrained(_ state: inout State) -> CheckedContinuation<Void, Never>? {
    guard state.running.isEmpty else { return nil }
    defer { state.drained = nil }
    return state.drained
  }

  /// Opens a call; waits for the server if the caller asks for it.
  ///
  /// - Throws: `RPCError` with `unavailable` if no server takes calls, `unimplemented` through the
  ///   call for an unknown method.
  public func open(
    _ method: MethodDescriptor,
    options: CallOptions
  ) async throws -> any ClientCallStream {
    let router = try await router(waits: options.waitsForReady)
    let handler = router.handler(path: method.path) ?? Self.unimplemented(method)
    let call = InProcessCall(
      context: ServerContext(
        method: handler.descriptor,
        metadata: options.metadata,
        deadline: deadline(handler.descriptor, options)
      ),
      options: options,
      router: router,
      limits: configuration,
      clock: clock
    )
    let key = ObjectIdentifier(call)
    state.withLock { $0.running[key] = call }
    call.start(handler) { [self] in forget(key) }
    return InProcessClientCall(call)
  }

  private func forget(_ key: ObjectIdentifier) {
    let drained = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.running[key] = nil
      if case .serving = state.phase { return nil }
      return Self.takeDrained(&state)
    }
    drained?.resume()
  }

  private func router(waits: Bool) async throws -> Router {
    while true {
      switch state.withLock({ $0.phase }) {
      case .serving(let router): return router
      case .idle where waits: try await waitForServer()
      case .idle: throw RPCError(.unavailable, "The server does not take calls yet.")
      case .draining, .closed: throw RPCError(.unavailable, "The server is shutting down.")
      }
    }
  }

  private func waitForServer() async throws {
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mayGoOn = state.withLock { state in
          guard case .idle = state.phase, !Task.isCancelled else { return true }
          state.waiting[ticket] = continuation
          return false
        }
        if mayGoOn { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume()
    }
    try Task.checkCancellation()
  }

  private func deadline(_ method: MethodDescriptor, _ options: CallOptions) -> Deadline? {
    let now = clock.uptimeNanoseconds
    let asked = options.effectiveDeadline(now: now)
    guard method.kind == .unary, let limit = configuration.unaryTimeoutMax else { return asked }
    let cap = Deadline(timeout: limit, now: now)
    return asked.map { min($0, cap) } ?? cap
  }

  private static func unimplemented(_ method: MethodDescriptor) -> MethodHandler {
    MethodHandler(method) { _ in
      throw RPCError(.unknownMethod, "The method \(method.path) is not served here.")
    }
  }
}
