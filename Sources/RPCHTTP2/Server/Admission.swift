import RPCCore

/// How many calls a server runs at once.
public struct AdmissionConfiguration: Sendable, Hashable {
  /// Handlers that may run at once on one event loop, 2,048 by default; one call more ends at once
  /// with `resourceExhausted` and `RetryInfo`.
  ///
  /// What waits for the disk or for a slow reader counts, what was answered does not.
  public var callsPerLoopMax = 2_048
  /// Services with a lane of their own, by their full names, so that an overloaded server can still
  /// be asked how it is; `grpc.health.v1.Health` by default.
  public var priorityServices: Set<String> = ["grpc.health.v1.Health"]
  /// Handlers of those services that may run on one event loop beyond `callsPerLoopMax`, 128 by
  /// default.
  public var priorityCallsPerLoopMax = 128
  /// The least time after which a refused call may come again, 100 milliseconds by default.
  ///
  /// What is said is drawn from this to three times this, so that callers do not come back together.
  public var retryDelay: Duration = .milliseconds(100)

  /// The defaults.
  public init() {}

  /// Whether a call may begin where so many run.
  func admits(_ method: MethodDescriptor, running: Int) -> Bool {
    if running < callsPerLoopMax { return true }
    return priorityServices.contains(method.service)
      && running < callsPerLoopMax + priorityCallsPerLoopMax
  }

  /// What a refused call ends with; `random` is from 0 up to 1.
  func refusal(random: Double) -> RPCError {
    let milliseconds = Int64(retryDelay / .milliseconds(1) * (1 + 2 * random))
    var metadata = Metadata()
    // For clients that make calls again by themselves (gRFC A6).
    metadata.appendChecked(
      Metadata.Entry(name: "grpc-retry-pushback-ms", value: .text(String(milliseconds)))
    )
    return RPCError(
      .overloaded,
      "Too many calls are running; come again in \(milliseconds) ms.",
      details: [.retryInfo(delay: .milliseconds(milliseconds))],
      metadata: metadata
    )
  }
}
