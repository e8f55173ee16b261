/// The limits of the in-process transport; names and defaults are those of the network's.
public struct InProcessConfiguration: Sendable {
  /// The largest message in bytes that either side takes; a method's own limit goes before it for
  /// requests.
  public var messageBytesMax = 4 * 1_024 * 1_024
  /// How many bytes may be queued in one direction before a writer waits.
  public var unsentBytesMax = 64 * 1_024
  /// How long a unary call may run, whatever its caller asks for; nil sets no limit.
  public var unaryTimeoutMax: Duration? = .seconds(600)

  /// The defaults.
  public init() {}
}
