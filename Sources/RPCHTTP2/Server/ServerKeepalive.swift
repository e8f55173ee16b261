import RPCCore

/// How a server deals with silent clients and with those that ask too often (gRFC A8, A9).
public struct ServerKeepalive: Sendable, Hashable {
  /// After how long a silence of the client a PING is sent, 2 hours by default; nil sends none.
  public var time: Duration? = .seconds(7_200)
  /// How long the client may take to send anything after the PING, 20 seconds by default.
  public var timeout: Duration = .seconds(20)
  /// The least time between two PINGs of a client that has a call, 5 minutes by default.
  ///
  /// A PING before that is a strike, unless this side has sent HEADERS or DATA since the last one;
  /// after more than `strikesMax` strikes the connection is closed with ENHANCE_YOUR_CALM and
  /// `too_many_pings`.
  public var pingIntervalMin: Duration = .seconds(300)
  /// The least time between two PINGs of a client without a call, 2 hours by default.
  public var idlePingIntervalMin: Duration = .seconds(7_200)
  /// Whether clients without a call may send PINGs as often as those with one; not by default.
  public var permitsPingsWithoutCalls = false
  /// How many strikes are borne, 2 by default.
  public var strikesMax = 2

  /// The defaults.
  public init() {}
}

/// Counts the PINGs of a client that come too early (gRFC A8 "Server Enforcement").
struct PingStrikes {
  private var strikes = 0
  private var lastPing: UInt64?
  private var framesSent = 0

  /// Takes a PING at `now`; false if it was one too many.
  mutating func allows(
    _ keepalive: ServerKeepalive,
    hasCalls: Bool,
    framesSent: Int,
    now: UInt64
  ) -> Bool {
    if framesSent > self.framesSent {
      self.framesSent = framesSent
      strikes = 0
      lastPing = nil
    }
    defer { lastPing = now }
    let usual = hasCalls || keepalive.permitsPingsWithoutCalls
    let interval = usual ? keepalive.pingIntervalMin : keepalive.idlePingIntervalMin
    guard let lastPing,
      now < Deadline(timeout: interval, now: lastPing).uptimeNanoseconds
    else { return true }
    strikes += 1
    return strikes <= keepalive.strikesMax
  }
}
