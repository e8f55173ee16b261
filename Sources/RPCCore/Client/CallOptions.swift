/// What a caller may set for one call.
public struct CallOptions: Sendable {
  /// How long the call may take; nil leaves it to the client's default.
  public var timeout: Duration?
  /// Custom metadata of the request.
  public var metadata: Metadata
  /// Waits for a connection instead of failing at once while the server cannot be reached.
  public var waitsForReady: Bool
  /// Told of the response metadata when it arrives.
  public var onHead: (@Sendable (Metadata) -> Void)?
  /// Told of the trailing metadata when the call has ended.
  public var onTrailers: (@Sendable (Metadata) -> Void)?

  /// Sets nothing unless told otherwise.
  public init(
    timeout: Duration? = nil,
    metadata: Metadata = Metadata(),
    waitsForReady: Bool = false,
    onHead: (@Sendable (Metadata) -> Void)? = nil,
    onTrailers: (@Sendable (Metadata) -> Void)? = nil
  ) {
    self.timeout = timeout
    self.metadata = metadata
    self.waitsForReady = waitsForReady
    self.onHead = onHead
    self.onTrailers = onTrailers
  }
}
