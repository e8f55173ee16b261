/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
///
/// The store keeps exactly this number; day boundaries, codes and reports are in ICT (+07:00).
package struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since the Unix epoch, negative before it.
  package let milliseconds: Int64

  /// The length of a minute in milliseconds.
  package static let minute: Int64 = 60_000
  /// The length of an hour in milliseconds.
  package static let hour: Int64 = 3_600_000
  /// The length of a day in milliseconds; ICT has no daylight saving.
  package static let day: Int64 = 86_400_000

  /// Creates the instant that many milliseconds after the Unix epoch.
  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The instant `milliseconds` later (earlier when negative).
  package static func + (instant: Instant, milliseconds: Int64) -> Instant {
    Instant(milliseconds: instant.milliseconds + milliseconds)
  }

  /// The instant `milliseconds` earlier.
  package static func - (instant: Instant, milliseconds: Int64) -> Instant {
    Instant(milliseconds: instant.milliseconds - milliseconds)
  }

  /// The milliseconds from `earlier` to `later`.
  package static func - (later: Instant, earlier: Instant) -> Int64 {
    later.milliseconds - earlier.milliseconds
  }

  /// Orders by time.
  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
