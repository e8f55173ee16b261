/// Whether a client asks a silent server if it is still there (gRFC A8).
public struct ClientKeepalive: Sendable, Hashable {
  /// After how long a silence of the server a PING is sent; nil, the default, sends none.
  ///
  /// Less than `timeMin` counts as `timeMin`.
  public var time: Duration?
  /// The floor of `time`, 10 seconds by default: servers take more PINGs ill.
  public var timeMin: Duration = .seconds(10)
  /// How long the server may take to send anything after the PING, 20 seconds by default.
  public var timeout: Duration = .seconds(20)
  /// Whether PINGs are sent while no call runs, too; servers may take that ill.
  public var pingsWithoutCalls = false

  /// The defaults.
  public init() {}
}
