package import MotCuaDomain

/// The working days of the sample's year with their 480 open minutes.
package struct SampleWorkdays: Sendable {
  private static let openMinutes = 480
  private let days: [CivilDate]

  /// Lists the working days from one day to another.
  package init(
    from: CivilDate,
    to: CivilDate,
    isWorkingDay: (CivilDate) -> Bool
  ) {
    days = (from.daysSinceEpoch...max(from.daysSinceEpoch, to.daysSinceEpoch))
      .map { CivilDate(daysSinceEpoch: $0) }.filter(isWorkingDay)
  }

  /// The positions of the working days within a period.
  func positions(from: CivilDate, to: CivilDate) -> [Int] {
    days.indices.filter { days[$0] >= from && days[$0] <= to }
  }

  /// The instant at an open minute (0 to 479) of a working day; nil beyond the listed days.
  ///
  /// Hours are the default ones of domain law: 07:00-11:30 and 13:30-17:00.
  func instant(day position: Int, openMinute: Int) -> Instant? {
    guard days.indices.contains(position), (0..<Self.openMinutes).contains(openMinute) else {
      return nil
    }
    let minute = openMinute < 270 ? 420 + openMinute : 540 + openMinute
    return Instant(ict: days[position], minute: minute)
  }
}
