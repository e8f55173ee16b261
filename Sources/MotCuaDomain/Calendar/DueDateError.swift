/// Why working time cannot be computed.
///
/// The engine never guesses: a missing year is an error, not a year of plain weekends.
package enum DueDateError: Error, Hashable, Sendable {
  /// The computation needs a year whose 1 January is not in the calendar.
  case yearNotLoaded(Int)
  /// The limit is a text; an officer has to type the date.
  case dateMustBeTyped
  /// A part of a month has no defined length.
  case fractionOfMonth
  /// A pause ends before it begins.
  case pauseEndsBeforeItBegins(ClockPause)
  /// A pause begins before the clock does.
  case pauseBeforeReception(ClockPause)
  /// A pause begins before the one before it has ended.
  case pausesOverlap(ClockPause)

  /// What is wrong, for people.
  package var vietnameseText: String {
    switch self {
    case .yearNotLoaded(let year): "chưa nạp lịch làm việc năm \(year)"
    case .dateMustBeTyped: "thời hạn khác (OTHER): cán bộ phải nhập ngày hẹn trả"
    case .fractionOfMonth: "số tháng phải là số nguyên"
    case .pauseEndsBeforeItBegins(let pause): "khoảng tạm dừng \(pause) kết thúc trước khi bắt đầu"
    case .pauseBeforeReception(let pause): "khoảng tạm dừng \(pause) bắt đầu trước khi tiếp nhận"
    case .pausesOverlap(let pause): "khoảng tạm dừng \(pause) chồng lên khoảng trước"
    }
  }
}
