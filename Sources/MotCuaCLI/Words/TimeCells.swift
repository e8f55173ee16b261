import MotCuaAPI
import MotCuaDomain
import RPCMessages

extension GoogleProtobuf.Timestamp {
  /// The instant: RFC 3339 for programs, the minute in Vietnam's time for people.
  var cell: Cell {
    guard let milliseconds else { return .text("\(seconds) s") }
    let instant = Instant(milliseconds: milliseconds)
    let text = instant.ictText
    return .rendered(
      machine: instant.rfc3339,
      people: Phrase("\(instant.ictDate.vietnameseText) \(text.suffix(5))", en: text)
    )
  }
}

extension MotCuaAPI.Date {
  /// The day: ISO 8601 for programs, the order of the language for people.
  var cell: Cell {
    guard let date = civil else {
      return .text("\(year)-\(month)-\(day)")
    }
    return .rendered(
      machine: date.description,
      people: Phrase(date.vietnameseText, en: date.description)
    )
  }

  /// The same day in the terms of the law; nil for one that does not exist.
  var civil: CivilDate? { CivilDate(year: Int(year), month: Int(month), day: Int(day)) }

  /// The same day in the contract's terms.
  init(_ date: CivilDate) {
    self.init(year: Int32(date.year), month: Int32(date.month), day: Int32(date.day))
  }
}

extension Period {
  /// The same span in the contract's terms.
  init(_ days: ReportPeriod) {
    self.init(from: Date(days.from), to: Date(days.to))
  }
}

extension Optional {
  /// The cell of a value that may be absent.
  func cell(_ make: (Wrapped) -> Cell) -> Cell { map(make) ?? .empty }
}
