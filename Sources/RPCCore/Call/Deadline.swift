/// The instant at which a call must have ended.
///
/// On the wire a deadline travels as the time that is left (`grpc-timeout`), so clocks of two
/// machines are never compared.
public struct Deadline: Sendable, Hashable, Comparable {
  /// Nanoseconds on the monotonic clock of this process.
  public let uptimeNanoseconds: UInt64

  /// A deadline at an instant of the monotonic clock.
  public init(uptimeNanoseconds: UInt64) {
    self.uptimeNanoseconds = uptimeNanoseconds
  }

  /// A deadline that lies `timeout` after `now`; saturates instead of overflowing.
  public init(timeout: Duration, now: UInt64) {
    let (seconds, attoseconds) = timeout.components
    guard seconds >= 0, attoseconds >= 0 else {
      self.init(uptimeNanoseconds: now)
      return
    }
    let (whole, wholeOverflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, sumOverflow) = whole.addingReportingOverflow(UInt64(attoseconds / 1_000_000_000))
    let (end, endOverflow) = now.addingReportingOverflow(sum)
    let overflow = wholeOverflow || sumOverflow || endOverflow
    self.init(uptimeNanoseconds: overflow ? .max : end)
  }

  /// The time that is left at `now`; zero once the deadline has passed.
  public func remaining(now: UInt64) -> Duration {
    uptimeNanoseconds > now ? .nanoseconds(Int64(clamping: uptimeNanoseconds - now)) : .zero
  }

  /// Whether the deadline has passed at `now`.
  public func hasPassed(now: UInt64) -> Bool { uptimeNanoseconds <= now }

  /// Orders deadlines by their instant.
  public static func < (lhs: Deadline, rhs: Deadline) -> Bool {
    lhs.uptimeNanoseconds < rhs.uptimeNanoseconds
  }
}
