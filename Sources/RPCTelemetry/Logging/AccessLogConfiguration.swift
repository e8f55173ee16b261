/// Which calls are logged.
public struct AccessLogConfiguration: Sendable, Hashable {
  /// Which outcomes are logged.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    /// None.
    case off
    /// Those that have failed or were slow.
    case failures
    /// All, those with OK as `sampleEvery` says.
    case all
  }

  /// Which outcomes are logged, `failures` by default.
  public var scope = Scope.failures
  /// Under `all`: one in so many calls that ended with OK and were not slow, 1 by default.
  public var sampleEvery = 1
  /// Calls that took at least so long are logged whatever their outcome, 1 second by default; nil
  /// for none.
  ///
  /// Streams that wait for news are slow by nature and are judged by their outcome alone.
  public var slowThreshold: Duration? = .seconds(1)
  /// Lines in one second, 200 by default; what is beyond is counted and told of in one line later.
  ///
  /// A line is written on the thread that serves the call, so failures that a peer causes must not
  /// become a burden for others.
  public var linesPerSecondMax = 200

  /// The defaults.
  public init() {}
}
