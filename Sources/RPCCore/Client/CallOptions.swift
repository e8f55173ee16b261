/// What a caller may set for one call.
public struct CallOptions: Sendable {
  /// How long the call may take; nil leaves it to the client's default.
  public var timeout: Duration?
  /// When the call must have ended, for example the deadline of the call that is being served; the
  /// earlier of this and ``timeout`` counts.
  public var deadline: Deadline?
  /// Custom metadata of the request.
  public var metadata: Metadata
  /// Waits for a connection instead of failing at once while the server cannot be reached.
  public var waitsForReady: Bool
  /// Compresses the messages of the request by gzip; a server that does not take gzip refuses the
  /// call with `unimplemented`.
  public var compressesRequests: Bool
  /// Told of the response metadata when it arrives.
  public var onHead: (@Sendable (Metadata) -> Void)?
  /// Told of the trailing metadata when the call has ended.
  public var onTrailers: (@Sendable (Metadata) -> Void)?
  /// Told by the transport of each attempt; ``ClientPipeline`` sets it for its observers.
  public var onAttempt: (@Sendable (ClientAttemptEvent) -> Void)?

  /// Sets nothing unless told otherwise.
  public init(
    timeout: Duration? = nil,
    deadline: Deadline? = nil,
    metadata: Metadata = Metadata(),
    waitsForReady: Bool = false,
    compressesRequests: Bool = false,
    onHead: (@Sendable (Metadata) -> Void)? = nil,
    onTrailers: (@Sendable (Metadata) -> Void)? = nil
  ) {
    self.timeout = timeout
    self.deadline = deadline
    self.metadata = metadata
    self.waitsForReady = waitsForReady
    self.compressesRequests = compressesRequests
    self.onHead = onHead
    self.onTrailers = onTrailers
  }

  /// The instant at which the call must have ended, as seen at `now`; `defaultTimeout` counts where
  /// ``timeout`` is not set.
  public func effectiveDeadline(now: UInt64, defaultTimeout: Duration? = nil) -> Deadline? {
    guard let timeout = timeout ?? defaultTimeout else { return deadline }
    let limit = Deadline(timeout: timeout, now: now)
    guard let deadline else { return limit }
    return min(limit, deadline)
  }
}
