import ArgumentParser
import MotCuaDomain
import MotCuaServices

/// An instant at which the clock is set by hand.
struct ClockArgument: ExpressibleByArgument, Sendable {
  /// The instant.
  let instant: Instant

  /// Reads `2020-08-06T08:00+07:00` or a full RFC 3339 date-time.
  init?(argument: String) {
    guard let instant = Instant(clockText: argument) else { return nil }
    self.instant = instant
  }
}
