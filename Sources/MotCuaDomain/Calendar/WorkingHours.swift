/// The open hours of a working day, the same every working day.
///
/// An interval is open from its first minute up to, not including, its end: who comes at the very
/// moment of closing waits for the next opening.
package struct WorkingHours: Hashable, Sendable, CustomStringConvertible {
  /// The intervals in minutes since midnight, ordered, apart from each other.
  package let intervals: [Range<Int>]

  /// The default of most agencies: 07:00-11:30 and 13:30-17:00.
  package static let standard = WorkingHours(trusted: [420..<690, 810..<1020])

  /// Creates hours; nil when an interval is empty, touches or precedes the one before it, or
  /// reaches midnight.
  package init?(intervals: [Range<Int>]) {
    guard let first = intervals.first, let last = intervals.last, first.lowerBound >= 0,
      last.upperBound < 1440, intervals.allSatisfy({ !$0.isEmpty }),
      zip(intervals, intervals.dropFirst()).allSatisfy({ $0.upperBound < $1.lowerBound })
    else { return nil }
    self.init(trusted: intervals)
  }

  /// Reads `07:00-11:30,13:30-17:00`.
  package init?(_ text: some StringProtocol) {
    var intervals: [Range<Int>] = []
    for part in ASCIIText.parts(text, at: ",") {
      let ends = ASCIIText.parts(ASCIIText.trimmed(part), at: "-").map { LocalTime($0) }
      guard ends.count == 2, let start = ends[0], let end = ends[1], start < end else { return nil }
      intervals.append(start.minuteOfDay..<end.minuteOfDay)
    }
    self.init(intervals: intervals)
  }

  private init(trusted intervals: [Range<Int>]) {
    self.intervals = intervals
  }

  /// The first open minute of the day.
  package var opening: Int { intervals.first?.lowerBound ?? 0 }
  /// The minute at which the day closes.
  package var closing: Int { intervals.last?.upperBound ?? 0 }
  /// The open minutes of a day.
  package var openMinutes: Int { intervals.reduce(0) { $0 + $1.count } }

  /// The hours as `07:00-11:30,13:30-17:00`.
  package var description: String {
    intervals.map { "\(Self.text($0.lowerBound))-\(Self.text($0.upperBound))" }
      .joined(separator: ",")
  }

  private static func text(_ minute: Int) -> String {
    "\(ASCIIText.padded(minute / 60, 2)):\(ASCIIText.padded(minute % 60, 2))"
  }
}

extension WorkingHours {
  /// The open milliseconds of the day before a moment given in milliseconds since midnight.
  func openMilliseconds(before moment: Int64) -> Int64 {
    intervals.reduce(0) { sum, interval in
      let start = Int64(interval.lowerBound) * Instant.minute
      let length = Int64(interval.count) * Instant.minute
      return sum + min(max(moment - start, 0), length)
    }
  }

  /// The moment by which `open` milliseconds of the day have been open; an end that falls on a
  /// closing stays there.
  func moment(afterOpen open: Int64) -> Int64 {
    var rest = open
    for interval in intervals {
      let length = Int64(interval.count) * Instant.minute
      if rest <= length { return Int64(interval.lowerBound) * Instant.minute + rest }
      rest -= length
    }
    return Int64(closing) * Instant.minute
  }

  /// The moment itself when it is open, else the next opening of the day, nil after closing.
  func openMoment(from moment: Int64) -> Int64? {
    for interval in intervals where moment < Int64(interval.upperBound) * Instant.minute {
      return max(moment, Int64(interval.lowerBound) * Instant.minute)
    }
    return nil
  }
}
