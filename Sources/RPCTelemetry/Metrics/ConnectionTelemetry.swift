public import CoreMetrics
public import Logging
public import RPCCore
import Synchronization

/// Counts the ends of a server's connections by their reasons, and the streams that were refused before
/// anything was read of them; writes a line for ends that are not usual.
public final class ConnectionTelemetry: Sendable {
  private let logger: Logger
  private let clock: any CallClock
  private let budget: Mutex<LineBudget>
  private let ended: [String: Counter]
  private let refused: Counter

  /// Counts ends for the given reasons, of which all are shown from the beginning.
  ///
  /// A peer that causes lines must not become a burden for others, so that at most
  /// `linesPerSecondMax` are written.
  public init(
    reasons: [String],
    logger: Logger,
    factory: any MetricsFactory,
    linesPerSecondMax: Int = AccessLogConfiguration().linesPerSecondMax,
    clock: any CallClock = SystemCallClock()
  ) {
    self.logger = logger
    self.clock = clock
    budget = Mutex(LineBudget(linesPerSecondMax: linesPerSecondMax))
    let counters = reasons.map { reason in
      let counter = Counter(
        label: "motcua_connections_ended",
        dimensions: [("reason", reason)],
        factory: factory
      )
      counter.increment(by: 0)
      return (reason, counter)
    }
    ended = Dictionary(counters) { first, _ in first }
    refused = Counter(label: "motcua_streams_refused", factory: factory)
    refused.increment(by: 0)
  }

  /// A connection is over.
  public func ended(_ reason: String, peer: String, isUsual: Bool) {
    ended[reason]?.increment()
    guard !isUsual, logger.logLevel <= .warning else { return }
    let verdict = budget.withLock { $0.take(now: clock.uptimeNanoseconds) }
    guard case .write(let dropped) = verdict else { return }
    if dropped > 0 {
      logger.warning(
        "Ends of connections were not logged, because there were too many.",
        metadata: ["connections": "\(dropped)"]
      )
    }
    logger.warning(
      "A connection was ended.",
      metadata: ["reason": .string(reason), "peer": .string(peer)]
    )
  }

  /// Streams were refused.
  public func streamsRefused(_ count: Int) {
    refused.increment(by: count)
  }
}
