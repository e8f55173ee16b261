import RPCCore

/// How many calls a server runs at once, and when it refuses to begin one.
public struct AdmissionConfiguration: Sendable, Hashable {
  /// Handlers of methods with one message each way that may run at once on one event loop, 2,048 by
  /// default; one call more ends at once with `resourceExhausted` and `RetryInfo`.
  ///
  /// What waits for the disk counts, what was answered does not.
  public var callsPerLoopMax = 2_048
  /// Handlers of methods with a stream that may run at once on one event loop, 4,096 by default.
  ///
  /// A stream may be open for ever and cost nothing but memory; counted apart, streams take no place
  /// from other calls.
  public var streamsPerLoopMax = 4_096
  /// Streams that a connection keeps the right to when more than half of `streamsPerLoopMax` are
  /// taken, 16 by default: the rest is for other connections then.
  public var streamsPerConnectionMin = 16
  /// Services with a lane of their own, by their full names, so that an overloaded server can still
  /// be asked how it is; `grpc.health.v1.Health` by default.
  public var priorityServices: Set<String> = ["grpc.health.v1.Health"]
  /// Handlers of those services that may run on one event loop beyond `callsPerLoopMax`, and beyond
  /// `streamsPerLoopMax`, 128 by default; the time in the queue does not count for them.
  public var priorityCallsPerLoopMax = 128
  /// How long calls may wait for their event loop, 100 milliseconds by default.
  ///
  /// When all have waited longer for `queueInterval`, those that have are refused like those above
  /// `callsPerLoopMax` if their callers have set no deadline, or three quarters of the time to it are
  /// over: they would give up on the answers.
  public var queueTarget: Duration = .milliseconds(100) {
    didSet { queueTargetNanoseconds = Self.nanoseconds(queueTarget) }
  }
  /// How long the wait has to be too long before calls are refused for it, half a second by default.
  public var queueInterval: Duration = .milliseconds(500) {
    didSet { queueIntervalNanoseconds = Self.nanoseconds(queueInterval) }
  }
  /// The least time after which a refused call may come again, 100 milliseconds by default.
  ///
  /// What is said is drawn from this to three times this, so that callers do not come back together.
  public var retryDelay: Duration = .milliseconds(100)

  private(set) var queueTargetNanoseconds: UInt64 = 100_000_000
  private(set) var queueIntervalNanoseconds: UInt64 = 500_000_000

  /// The defaults.
  public init() {}

  /// Whether a call may begin on a loop with such a load, on a connection that has so many streams.
  func admits(
    _ method: MethodHandler,
    _ load: borrowing LoopLoad,
    streamsOfConnection: Int
  ) -> Bool {
    let isStream = method.kind.hasStream
    let running = isStream ? load.streamHandlers : load.unaryHandlers
    let max = isStream ? streamsPerLoopMax : callsPerLoopMax
    let isCrowded =
      isStream && running > max / 2 && streamsOfConnection >= streamsPerConnectionMin
    if running < max, !isCrowded { return true }
    return priorityServices.contains(method.descriptor.service) && !isCrowded
      && running < max + priorityCallsPerLoopMax
  }

  /// Why a call is refused.
  enum Cause {
    case tooManyCalls
    case tooMuchMemory

    fileprivate var sentence: String {
      switch self {
      case .tooManyCalls: "Too many calls are running"
      case .tooMuchMemory: "The calls of this connection hold too much memory"
      }
    }
  }

  /// What a refused call ends with; `random` is from 0 up to 1.
  func refusal(_ cause: Cause, random: Double) -> RPCError {
    let milliseconds = Int64(retryDelay / .milliseconds(1) * (1 + 2 * random))
    var metadata = Metadata()
    // For clients that make calls again by themselves (gRFC A6).
    metadata.appendChecked(
      Metadata.Entry(name: "grpc-retry-pushback-ms", value: .text(String(milliseconds)))
    )
    return RPCError(
      .overloaded,
      "\(cause.sentence); come again in \(milliseconds) ms.",
      details: [.retryInfo(delay: .milliseconds(milliseconds))],
      metadata: metadata
    )
  }

  private static func nanoseconds(_ duration: Duration) -> UInt64 {
    Deadline(timeout: duration, now: 0).uptimeNanoseconds
  }
}

extension RPCError {
  /// The outcome of a call whose message has stopped to come.
  static let inputStalled = RPCError(
    .deadlineExceeded,
    "The rest of the call's message has not come."
  )
}

extension MethodDescriptor.Kind {
  /// Whether either side may send other than exactly one message.
  var hasStream: Bool { self != .unary }
}

extension HTTP2ServerConnection {
  /// Why a call may not begin.
  enum Obstacle {
    /// The connection has too many handlers.
    case handlersOfConnection
    /// The loop has too many.
    case admission

    static let handlersError = RPCError(
      .unavailable,
      "Too many handlers run for the connection."
    )
  }

  /// What keeps the handler of a call from beginning now.
  ///
  /// It is asked when a call's head comes, so that a call which would be refused sends no body, and
  /// again when its message is there, because until then it has taken no place.
  func obstacle(to handler: MethodHandler) -> Obstacle? {
    guard handlersRunning < settings.handlersPerConnectionMax else { return .handlersOfConnection }
    // Asked twice a call, so without a look at all limits where one decides.
    if !handler.kind.hasStream, executor.load.unaryHandlers < settings.callsPerLoopMax {
      return nil
    }
    let isAdmitted = settings.admission.admits(
      handler,
      executor.load,
      streamsOfConnection: streamHandlersRunning
    )
    return isAdmitted ? nil : .admission
  }
}
