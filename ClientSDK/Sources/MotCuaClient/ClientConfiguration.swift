/// What a client may be told; each value has a default that suits a person who waits.
public struct ClientConfiguration: Sendable {
  /// How long a call with one message in each direction may take.
  public var unaryTimeout: Duration
  /// How long a streamed call may take; nil leaves it open, as an export of a whole province needs.
  public var streamTimeout: Duration?
  /// Where the identifiers of requests come from.
  public var requestIDs: RequestIDSource

  /// Sets nothing unless told otherwise.
  public init(
    unaryTimeout: Duration = .seconds(30),
    streamTimeout: Duration? = nil,
    requestIDs: RequestIDSource = .system
  ) {
    self.unaryTimeout = unaryTimeout
    self.streamTimeout = streamTimeout
    self.requestIDs = requestIDs
  }
}
