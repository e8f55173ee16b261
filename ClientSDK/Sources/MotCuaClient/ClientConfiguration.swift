public import RPCCore
public import RPCHTTP2

/// What a client may be told; each value has a default that suits a person who waits.
public struct ClientConfiguration: Sendable {
  /// How long a call with one message in each direction may take.
  public var unaryTimeout: Duration
  /// How long a streamed call may take; nil leaves it open, as an export of a whole province needs.
  public var streamTimeout: Duration?
  /// Where the identifiers of requests come from.
  public var requestIDs: RequestIDSource
  /// How the connection is encrypted; nil for a plain one, which carries the token for all to read
  /// and so belongs on the own machine or behind a proxy that encrypts.
  public var tls: ClientTLSConfiguration?
  /// Told of every call's trailing metadata, for calls that do not ask for their own.
  ///
  /// `motcua-replayed: true` says that the answer is that of an earlier call with the same
  /// `request_id`, `motcua-clock` that the server's clock was set by hand.
  public var onTrailers: (@Sendable (Metadata) -> Void)?
  /// Told of what is wrong with a connection though its calls may be made again; it must not wait.
  public var onConnectionEvent: (@Sendable (ClientConnectionEvent) -> Void)?

  /// Sets nothing unless told otherwise.
  public init(
    unaryTimeout: Duration = .seconds(30),
    streamTimeout: Duration? = nil,
    requestIDs: RequestIDSource = .system,
    tls: ClientTLSConfiguration? = nil,
    onTrailers: (@Sendable (Metadata) -> Void)? = nil,
    onConnectionEvent: (@Sendable (ClientConnectionEvent) -> Void)? = nil
  ) {
    self.unaryTimeout = unaryTimeout
    self.streamTimeout = streamTimeout
    self.requestIDs = requestIDs
    self.tls = tls
    self.onTrailers = onTrailers
    self.onConnectionEvent = onConnectionEvent
  }
}
