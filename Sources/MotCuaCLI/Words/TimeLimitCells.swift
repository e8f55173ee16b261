import MotCuaAPI

extension TimeLimit {
  /// The limit in words, `7,5 ngày làm việc`.
  var cell: Cell {
    let number = quantityMilli % 1000 == 0 ? "\(quantityMilli / 1000)" : decimal
    switch unit {
    case .workingDay: return worded(number, "ngày làm việc", "working days")
    case .calendarDay: return worded(number, "ngày", "days")
    case .workingHour: return worded(number, "giờ làm việc", "working hours")
    case .month: return worded(number, "tháng", "months")
    default: return .text(text)
    }
  }

  private var decimal: String {
    let thousandths = String(1000 + quantityMilli % 1000).dropFirst()
    let digits = thousandths.reversed().drop { $0 == "0" }.reversed()
    return "\(quantityMilli / 1000).\(String(digits))"
  }

  private func worded(_ number: String, _ vietnamese: String, _ english: String) -> Cell {
    let comma = number.replacing(".", with: ",")
    return .rendered(
      machine: "\(number) \(unit.name)",
      people: Phrase("\(comma) \(vietnamese)", en: "\(number) \(english)")
    )
  }
}
