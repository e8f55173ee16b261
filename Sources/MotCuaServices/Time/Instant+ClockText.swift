package import MotCuaDomain

extension Instant {
  /// Reads the instant at which a clock is set by hand: RFC 3339, where the seconds may be left out
  /// as in `2020-08-06T08:00+07:00`.
  package init?(clockText text: String) {
    if let instant = Instant(rfc3339: text) {
      self = instant
      return
    }
    guard text.utf8.count > 16 else { return nil }
    self.init(rfc3339: text.prefix(16) + ":00" + text.dropFirst(16))
  }
}
