public import RPCCore

/// When a failed call is made again by the client itself (gRFC A6).
public struct RetryPolicy: Sendable, Hashable {
  /// How often a call is made at most, the first time included; 2 to 5, other numbers are taken to
  /// the nearer end (gRFC A6).
  public var attemptsMax: Int {
    didSet { attemptsMax = Self.allowed(attemptsMax) }
  }
  /// The pause before the second attempt; each pause is drawn within 20 % of its length.
  public var initialBackoff: Duration
  /// The longest pause.
  public var backoffMax: Duration
  /// By what each pause is longer than the one before.
  public var backoffMultiplier: Double
  /// The codes after which a call is made again.
  public var retryableCodes: Set<RPCError.Code>

  /// Four attempts over some seven tenths of a second, after `unavailable` only.
  public init(
    attemptsMax: Int = 4,
    initialBackoff: Duration = .milliseconds(100),
    backoffMax: Duration = .seconds(1),
    backoffMultiplier: Double = 2,
    retryableCodes: Set<RPCError.Code> = [.unavailable]
  ) {
    self.attemptsMax = Self.allowed(attemptsMax)
    self.initialBackoff = initialBackoff
    self.backoffMax = backoffMax
    self.backoffMultiplier = backoffMultiplier
    self.retryableCodes = retryableCodes
  }

  private static func allowed(_ attempts: Int) -> Int { min(max(attempts, 2), 5) }

  /// The pause before the attempt after `step` earlier pauses; `random` is from 0 up to 1.
  public func backoff(step: Int, random: Double) -> Duration {
    var delay = initialBackoff
    for _ in 0..<step where delay < backoffMax { delay = delay * backoffMultiplier }
    return min(delay, backoffMax) * (0.8 + 0.4 * random)
  }
}

/// Which calls a client makes again, and when it stops doing so.
///
/// It is the service config of gRFC A6: methods are found by their path, and those that are not
/// named by the `idempotency_level` of their proto. What has side effects and is not idempotent is
/// made again only where the server cannot have seen it.
public struct RetryConfiguration: Sendable {
  /// The policy of methods that say that they may be repeated; nil for none.
  public var policy: RetryPolicy? = RetryPolicy()
  /// The policies of methods by their path, for example `/test.Echo/Say`; these go first.
  ///
  /// A path whose value is nil is never made again.
  public var policies: [String: RetryPolicy?] = [:]
  /// Tokens of the transport: a failure takes one, a success gives `tokenRatio`; no call is made
  /// again while half of them or fewer are left (gRFC A6 "Throttling").
  public var tokensMax = 10.0
  /// See `tokensMax`.
  public var tokenRatio = 0.1
  /// Bytes of one call's requests that are kept for another attempt, 1 MiB by default; a call with
  /// more of them is not made again.
  public var bufferBytesMax = 1_024 * 1_024
  /// A number from 0 up to 1; a parameter so that tests know the pauses.
  public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

  /// The defaults.
  public init() {}

  /// The policy of a method, or nil if it is not made again.
  public func policy(for method: MethodDescriptor) -> RetryPolicy? {
    if let named = policies[method.path] { return named }
    return method.idempotency == .unknown ? nil : policy
  }
}
