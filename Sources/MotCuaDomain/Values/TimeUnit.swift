/// The unit of a time limit.
package enum TimeUnit: Int, CodedEnum {
  /// Days on which the agency works.
  case workingDay = 1
  /// Every day counts; the end moves off days of rest.
  case calendarDay = 2
  /// Open hours.
  case workingHour = 3
  /// Months; the end moves off days of rest.
  case month = 4
  /// A text; the officer types the date.
  case other = 5

  /// The word for the value.
  package var code: String {
    switch self {
    case .workingDay: "WORKING_DAY"
    case .calendarDay: "CALENDAR_DAY"
    case .workingHour: "WORKING_HOUR"
    case .month: "MONTH"
    case .other: "OTHER"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .workingDay: "ngày làm việc"
    case .calendarDay: "ngày"
    case .workingHour: "giờ làm việc"
    case .month: "tháng"
    case .other: "khác"
    }
  }
}
