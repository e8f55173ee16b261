extension Instant {
  /// Indochina Time's distance from UTC in milliseconds: +07:00 all year round.
  package static let ictOffset: Int64 = 7 * hour

  /// The instant at a time of day in ICT; `minute` may lie outside the day.
  package init(ict date: CivilDate, minute: Int) {
    self.init(
      milliseconds: Int64(date.daysSinceEpoch) * Self.day + Int64(minute) * Self.minute
        - Self.ictOffset
    )
  }

  /// The calendar day in ICT.
  package var ictDate: CivilDate {
    CivilDate(daysSinceEpoch: Int(Self.floorDivide(milliseconds + Self.ictOffset, by: Self.day)))
  }

  /// The whole minutes since midnight in ICT, 0 to 1439.
  package var ictMinuteOfDay: Int { Int(ictMillisecondOfDay / Self.minute) }

  /// The milliseconds since midnight in ICT.
  package var ictMillisecondOfDay: Int64 {
    let local = milliseconds + Self.ictOffset
    return local - Self.floorDivide(local, by: Self.day) * Self.day
  }

  /// Division that rounds towards the past, so that days before 1970 come out right.
  private static func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }
}
