public import RPCCore

/// When a stream that broke is opened again.
public struct ResumePolicy: Sendable {
  /// The wait after the first failure in a row; each further one doubles it.
  public var firstDelay: Duration
  /// The longest wait.
  public var delayMax: Duration
  /// How many failures in a row end the stream; nil tries for ever.
  public var failuresMax: Int?
  /// Whether a stream that cannot be opened at all is waited for; otherwise its error is thrown.
  public var waitsForFirst: Bool
  /// After how long without a message a stream counts as broken; nil waits for ever.
  ///
  /// A connection whose other end lost its power says nothing. The server sends a message at least
  /// every 5 s.
  public var silenceMax: Duration?
  /// A number from 0 to 1 by which half of each wait varies, so that callers who lost one server do
  /// not come back together.
  public var jitter: @Sendable () -> Double
  /// Waits; the clock of the system by default.
  public var sleep: @Sendable (Duration) async throws -> Void
  /// Told of each failure after which the stream is opened again.
  public var onInterruption: (@Sendable (RPCError) -> Void)?

  /// Waits 0.1 s to 10 s and tries for ever unless told otherwise.
  public init(
    firstDelay: Duration = .milliseconds(100),
    delayMax: Duration = .seconds(10),
    failuresMax: Int? = nil,
    waitsForFirst: Bool = true,
    silenceMax: Duration? = .seconds(30),
    jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    onInterruption: (@Sendable (RPCError) -> Void)? = nil
  ) {
    self.firstDelay = firstDelay
    self.delayMax = delayMax
    self.failuresMax = failuresMax
    self.waitsForFirst = waitsForFirst
    self.silenceMax = silenceMax
    self.jitter = jitter
    self.sleep = sleep
    self.onInterruption = onInterruption
  }

  /// The wait after so many failures in a row, from 1, or what the server asks for where that is
  /// longer.
  public func wait(afterFailure count: Int, _ error: RPCError) -> Duration {
    let doublings = min(max(count - 1, 0), 30)
    let whole = min(firstDelay * (1 << doublings), delayMax)
    let wait = whole / 2 + (whole / 2) * jitter()
    return max(wait, error.retryDelay ?? .zero)
  }

  /// Whether the same stream may be opened again after an error: it was the connection, the
  /// server's end or its load, and nothing that the caller would have to change.
  static func mayResume(after error: RPCError) -> Bool {
    switch error.code {
    case .unavailable: true
    case .resourceExhausted: error.reason == "WATCH_TOO_SLOW" || error.reason == "OVERLOADED"
    // A stream that breaks off without a status of the server.
    case .internal, .unknown, .cancelled: error.reason == nil
    default: false
    }
  }
}
