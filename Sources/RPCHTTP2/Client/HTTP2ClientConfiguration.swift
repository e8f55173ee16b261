public import HTTP2Engine

/// The limits and manners of a client.
public struct HTTP2ClientConfiguration: Sendable {
  /// How the connection is encrypted; nil by default, for plain HTTP/2 by prior knowledge.
  public var tls: ClientTLSConfiguration?
  /// The limits of each connection's HTTP/2 session.
  public var session = HTTP2Configuration()
  /// The largest response message in bytes, 4 MiB by default.
  public var receivedMessageBytesMax = 4 * 1_024 * 1_024
  /// The largest request message in bytes, 4 MiB by default.
  public var sentMessageBytesMax = 4 * 1_024 * 1_024
  /// How messages are compressed, and how far they may grow.
  public var gzip = GzipConfiguration()
  /// Bytes of one stream that may be unsent before its writer waits, 64 KiB by default.
  public var unsentBytesMax = 64 * 1_024
  /// Bytes that are written to a socket in one go, 256 KiB by default.
  public var outputBytesPerTurnMax = 256 * 1_024
  /// How long a connection may take until the server's first frame, 20 seconds by default.
  public var connectTimeout: Duration = .seconds(20)
  /// How long calls without a timeout of their own may take; none by default.
  public var defaultTimeout: Duration?
  /// Calls that may wait for a connection, for a free stream or for another attempt, 10,000 by
  /// default; one more ends at once with `resourceExhausted`.
  public var waitingCallsMax = 10_000
  /// When to try again after a failed connection (gRPC: connection-backoff).
  public var backoff = ConnectBackoff()
  /// How calls are spread over several servers, `pickFirst` by default.
  public var balancing = ClientBalancing.pickFirst
  /// Finds the addresses of a name for `roundRobin`; the system's resolver by default.
  public var resolver: NameResolver = SystemNameResolver.resolve
  /// Which calls are made again after a failure.
  public var retries = RetryConfiguration()
  /// Whether a silent server is asked if it is still there; not by default.
  public var keepalive = ClientKeepalive()
  /// Told of what somebody who runs the client should know of its connections, on their loop; it must
  /// not wait.
  public var onConnectionEvent: (@Sendable (ClientConnectionEvent) -> Void)?
  /// What the server is told of the program, in front of the library's own name.
  public var userAgentPrefix = ""

  /// The defaults.
  public init() {}
}

/// The pauses between attempts to connect: each longer than the last, and never in step with those
/// of other clients (gRPC: connection-backoff).
public struct ConnectBackoff: Sendable {
  /// The first pause.
  public var initial: Duration = .seconds(1)
  /// The longest pause.
  public var max: Duration = .seconds(120)
  /// By what each pause is longer than the one before.
  public var multiplier = 1.6
  /// By which share a pause may be shorter or longer.
  public var jitter = 0.2
  /// A number from 0 up to 1; a parameter so that tests know the pauses.
  public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

  /// The standard's figures.
  public init() {}

  /// The pause after so many failed attempts in a row, counted from 1.
  public func delay(failures: Int) -> Duration {
    var delay = initial
    var step = 1
    while step < failures, delay < max {
      delay = Swift.min(delay * multiplier, max)
      step += 1
    }
    return delay * (1 + jitter * (2 * random() - 1))
  }
}
