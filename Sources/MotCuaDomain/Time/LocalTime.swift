/// A time of day to the minute; 24:00 is allowed as the end of a day.
package struct LocalTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Minutes since midnight, 0 to 1440.
  package let minuteOfDay: Int

  /// Creates a time, nil outside 00:00 to 24:00.
  package init?(minuteOfDay: Int) {
    guard (0...1440).contains(minuteOfDay) else { return nil }
    self.minuteOfDay = minuteOfDay
  }

  /// Creates a time, nil for an hour or a minute that does not exist.
  package init?(hour: Int, minute: Int) {
    guard hour >= 0, (0..<60).contains(minute) else { return nil }
    self.init(minuteOfDay: hour * 60 + minute)
  }

  /// Reads `HH:MM`.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      let hour = ASCIIText.number(bytes[0..<2]), let minute = ASCIIText.number(bytes[3..<5])
    else { return nil }
    self.init(hour: hour, minute: minute)
  }

  /// The time as `HH:MM`.
  package var description: String {
    "\(ASCIIText.padded(minuteOfDay / 60, 2)):\(ASCIIText.padded(minuteOfDay % 60, 2))"
  }

  /// Orders by time of day.
  package static func < (left: LocalTime, right: LocalTime) -> Bool {
    left.minuteOfDay < right.minuteOfDay
  }
}
