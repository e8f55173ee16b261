import ArgumentParser
import MotCuaDomain

/// An instant at which the clock is set by hand: RFC 3339, the seconds may be left out.
struct ClockArgument: ExpressibleByArgument, Sendable {
  /// The instant.
  let instant: Instant

  /// Reads `2020-08-06T08:00+07:00` or a full RFC 3339 date-time.
  init?(argument: String) {
    guard let instant = Instant(rfc3339: argument) ?? Self.withoutSeconds(argument) else {
      return nil
    }
    self.instant = instant
  }

  private static func withoutSeconds(_ text: String) -> Instant? {
    guard text.utf8.count > 16 else { return nil }
    return Instant(rfc3339: text.prefix(16) + ":00" + text.dropFirst(16))
  }
}
