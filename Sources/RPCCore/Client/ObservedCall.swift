import Synchronization

/// One call of a client with those who watch it; it ends once, by whatever comes first.
final class ObservedCall: Sendable {
  private let context: ClientContext
  private let observers: [any ClientObserver]
  private let clock: any CallClock
  private let startedAt: UInt64
  private let hasFinished = Atomic(false)

  init(
    _ method: MethodDescriptor,
    _ options: CallOptions,
    observers: [any ClientObserver],
    clock: any CallClock
  ) {
    context = ClientContext(method: method, metadata: options.metadata)
    self.observers = observers
    self.clock = clock
    startedAt = clock.uptimeNanoseconds
    for observer in observers { observer.started(context) }
  }

  /// The options that let the transport tell of its attempts.
  func options(_ options: CallOptions) -> CallOptions {
    var options = options
    options.onAttempt = { [self, before = options.onAttempt] event in
      before?(event)
      tell(event)
    }
    return options
  }

  private func tell(_ event: ClientAttemptEvent) {
    for observer in observers {
      switch event {
      case .started: observer.attemptStarted(context)
      case .finished(let attempt): observer.attemptFinished(context, attempt)
      }
    }
  }

  func sent(_ bytes: Int) {
    for observer in observers { observer.sent(context, bytes: bytes) }
  }

  func received(_ bytes: Int) {
    for observer in observers { observer.received(context, bytes: bytes) }
  }

  /// Tells of the end, the first time that it is called.
  func finish(_ error: (any Error)?) {
    guard !hasFinished.exchange(true, ordering: .relaxed) else { return }
    let now = clock.uptimeNanoseconds
    let duration = Duration.nanoseconds(Int64(clamping: now - min(now, startedAt)))
    let outcome = error.map { Self.outcome(of: $0) }
    for observer in observers { observer.finished(context, error: outcome, duration: duration) }
  }

  /// The status of an end: a remote one stays what it is, other than where a server answers.
  private static func outcome(of error: any Error) -> RPCError {
    error as? RPCError ?? .outcome(of: error)
  }
}

/// A call that tells of its messages and of its end; letting go of it is an end too.
final class ObservedCallStream: ClientCallStream {
  private let stream: any ClientCallStream
  private let call: ObservedCall

  init(_ stream: any ClientCallStream, _ call: ObservedCall) {
    self.stream = stream
    self.call = call
  }

  deinit {
    call.finish(RPCError.cancelledByCaller)
  }

  var responseWasCompressed: Bool { stream.responseWasCompressed }

  var hasEnded: Bool { stream.hasEnded }

  // A failed write is no end yet: what has been received before it, and the status, can be read.

  func write(_ message: [UInt8]) async throws {
    try await stream.write(message)
    call.sent(message.count)
  }

  func writePlain(_ message: [UInt8]) async throws {
    try await stream.writePlain(message)
    call.sent(message.count)
  }

  func finishWriting() { stream.finishWriting() }

  func nextMessage() async throws -> [UInt8]? {
    do {
      let message = try await stream.nextMessage()
      if let message { call.received(message.count) } else { call.finish(nil) }
      return message
    } catch {
      call.finish(error)
      throw error
    }
  }

  func cancel() {
    // A status that is there already is told of by whoever reads it, or by letting go.
    if !stream.hasEnded { call.finish(RPCError.cancelledByCaller) }
    stream.cancel()
  }
}
