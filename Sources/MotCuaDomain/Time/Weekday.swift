/// A day of the week, numbered as in ISO 8601 (Monday is 1).
package enum Weekday: Int, CaseIterable, Hashable, Sendable {
  case monday = 1
  case tuesday
  case wednesday
  case thursday
  case friday
  case saturday
  case sunday

  /// Whether a two-day-weekend agency rests on this day.
  package var isWeekend: Bool { self == .saturday || self == .sunday }

  /// The name in Vietnamese, as on a calendar.
  package var vietnameseName: String {
    self == .sunday ? "Chủ nhật" : "Thứ \(["hai", "ba", "tư", "năm", "sáu", "bảy"][rawValue - 1])"
  }
}
