import RPCCore
import Synchronization

/// One running call: the server's view, the handler's task and the one place where it ends.
///
/// It ends once, by whichever comes first: the handler, the deadline, the client's cancellation or
/// the end of the transport. The end cancels the handler's task if it still runs.
final class InProcessCall: ServerCallStream {
  let context: ServerContext
  let requests: MessagePipe
  let responses: MessagePipe
  private let router: Router
  private let onHead: (@Sendable (Metadata) -> Void)?
  private let onTrailers: (@Sendable (Metadata) -> Void)?
  private let onAttempt: (@Sendable (ClientAttemptEvent) -> Void)?
  private let limits: InProcessConfiguration
  private let clock: any CallClock
  private let startedAt: UInt64

  private struct State {
    var hasEnded = false
    var headIsSent = false
    var tasks: [Task<Void, Never>] = []
    var onEnd: (@Sendable () -> Void)?
  }
  private let state = Mutex(State())

  init(
    context: ServerContext,
    options: CallOptions,
    router: Router,
    limits: InProcessConfiguration,
    clock: any CallClock
  ) {
    self.context = context
    self.router = router
    self.limits = limits
    self.clock = clock
    onHead = options.onHead
    onTrailers = options.onTrailers
    onAttempt = options.onAttempt
    startedAt = clock.uptimeNanoseconds
    requests = MessagePipe(unsentBytesMax: limits.unsentBytesMax)
    responses = MessagePipe(unsentBytesMax: limits.unsentBytesMax)
  }

  var hasEnded: Bool { state.withLock { $0.hasEnded } }

  /// Runs the handler, and the deadline beside it; `onEnd` is called once, when the handler's task
  /// has returned, so that a shutdown waits for handlers and not only for answers.
  func start(_ handler: MethodHandler, onEnd: @escaping @Sendable () -> Void) {
    onAttempt?(.started)
    for observer in router.observers { observer.started(ObservedServerCall(context)) }
    if let deadline = context.deadline, deadline.hasPassed(now: startedAt) {
      end(.deadlinePassed)
      return onEnd()
    }
    keep(
      Task {
        do {
          try await handler.body(ServerCall(context: self.context, stream: self))
          self.end(nil)
        } catch {
          self.end(self.outcome(of: error))
        }
        onEnd()
      }
    )
    guard let deadline = context.deadline else { return }
    keep(
      Task { [clock] in
        // Cancelled when the call ends first; then there is nothing left to end.
        guard (try? await clock.sleep(until: deadline.uptimeNanoseconds)) != nil else { return }
        self.end(.deadlinePassed)
      }
    )
  }

  private func keep(_ task: Task<Void, Never>) {
    let isTooLate = state.withLock { state in
      if !state.hasEnded { state.tasks.append(task) }
      return state.hasEnded
    }
    if isTooLate { task.cancel() }
  }

  private func outcome(of error: any Error) -> RPCError {
    guard let deadline = context.deadline, deadline.hasPassed(now: clock.uptimeNanoseconds) else {
      return .outcome(of: error)
    }
    return .deadlinePassed
  }

  /// Ends the call unless it has ended; `drops` also drops responses that nobody has read yet.
  func end(_ error: RPCError?, drops: Bool = false) {
    let tasks: [Task<Void, Never>]? = state.withLock { state in
      guard !state.hasEnded else { return nil }
      state.hasEnded = true
      defer { state.tasks = [] }
      return state.tasks
    }
    guard let tasks else { return }
    let error = error.map { router.completed($0, path: context.method.path) }
    let remote = error.map { Self.asSeenByClient($0) }
    let duration = Duration.nanoseconds(Int64(clamping: clock.uptimeNanoseconds - startedAt))
    onTrailers?(trailers(error))
    onAttempt?(
      .finished(
        ClientAttempt(
          error: remote,
          duration: duration,
          sentBytes: requests.writtenBytes,
          receivedBytes: responses.writtenBytes
        )
      )
    )
    if let remote, drops || remote.code == .deadlineExceeded {
      responses.abort(remote)
    } else {
      responses.finish(remote)
    }
    // First the tasks: a handler that is woken by the end of its requests must see the reason.
    for task in tasks { task.cancel() }
    requests.abort(CancellationError())
    for observer in router.observers {
      observer.finished(ObservedServerCall(context), error: error, duration: duration)
    }
  }

  private func trailers(_ error: RPCError?) -> Metadata {
    var trailers = context.responseTrailers
    for entry in error?.metadata.entries ?? [] { trailers.appendChecked(entry) }
    return trailers
  }

  /// What would have crossed the wire: everything but the cause.
  private static func asSeenByClient(_ error: RPCError) -> RPCError {
    var error = error
    error.cause = nil
    error.origin = .remote
    return error
  }

  // The server's view.

  func nextMessage() async throws -> [UInt8]? {
    guard let message = try await requests.next() else { return nil }
    let max = context.method.messageBytesMax ?? limits.messageBytesMax
    guard message.count <= max else {
      throw RPCError.messageTooLarge(bytes: message.count, max: max)
    }
    for observer in router.observers {
      observer.received(ObservedServerCall(context), bytes: message.count)
    }
    return message
  }

  func onlyMessage() async throws -> [UInt8] {
    guard let message = try await nextMessage() else {
      throw RPCError(.wrongMessageCount, "The method takes one message and none was sent.")
    }
    guard try await requests.next() == nil else {
      throw RPCError(.wrongMessageCount, "The method takes one message and more were sent.")
    }
    return message
  }

  func write(_ message: [UInt8]) async throws {
    guard message.count <= limits.messageBytesMax else {
      throw RPCError.messageTooLarge(bytes: message.count, max: limits.messageBytesMax)
    }
    try await sendHead()
    try await responses.write(message)
    for observer in router.observers {
      observer.sent(ObservedServerCall(context), bytes: message.count)
    }
  }

  func sendHead() async throws {
    let isFirst = state.withLock { state in
      defer { state.headIsSent = true }
      return !state.headIsSent && !state.hasEnded
    }
    if isFirst { onHead?(context.responseHead) }
  }
}
