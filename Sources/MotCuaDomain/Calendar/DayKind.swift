/// Why a day differs from what its weekday says.
package enum DayKind: Int, CodedEnum {
  /// A public holiday; also where it falls on a weekly rest day.
  case holiday = 1
  /// The working day given back for a holiday that fell on a weekly rest day.
  case compensatoryOff = 2
  /// A working day made free by a yearly notice, worked on another day.
  case swapOff = 3
  /// A weekly rest day that is worked instead.
  case swapWork = 4

  /// The word for the value.
  package var code: String {
    switch self {
    case .holiday: "HOLIDAY"
    case .compensatoryOff: "COMPENSATORY_OFF"
    case .swapOff: "SWAP_OFF"
    case .swapWork: "SWAP_WORK"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .holiday: "Ngày lễ"
    case .compensatoryOff: "Nghỉ bù"
    case .swapOff: "Nghỉ hoán đổi"
    case .swapWork: "Làm bù"
    }
  }
}
