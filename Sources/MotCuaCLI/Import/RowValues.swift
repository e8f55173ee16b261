import MotCuaAPI
import MotCuaDomain

/// Reads the shapes of values in a row.
enum RowValues {
  /// A word of an enum, in either case.
  static func choice<Value: WordedEnum>(
    _ row: TabbedFile.Row,
    _ column: String
  ) throws(InputFault) -> Value {
    guard let choice = Choice<Value>(argument: row(column)) else {
      throw InputFault(
        line: row.line,
        field: column,
        reason: "UNKNOWN_WORD",
        message: "từ không biết; dùng " + Choice<Value>.allValueStrings.joined(separator: ", ")
      )
    }
    return choice.value
  }

  /// Some words of an enum with commas between, in either case.
  static func choices<Value: WordedEnum>(
    _ row: TabbedFile.Row,
    _ column: String
  ) throws(InputFault) -> [Value] {
    var values: [Value] = []
    for part in parts(row(column)) {
      guard let choice = Choice<Value>(argument: part) else {
        throw InputFault(
          line: row.line,
          field: column,
          reason: "UNKNOWN_WORD",
          message: "từ không biết; dùng " + Choice<Value>.allValueStrings.joined(separator: ", ")
        )
      }
      values.append(choice.value)
    }
    return values
  }

  /// The parts of a value that commas divide, without the spaces around them and without empty ones.
  static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    for part in text.split(separator: ",") {
      var trimmed = part.drop { $0 == " " }
      while trimmed.last == " " { trimmed.removeLast() }
      if !trimmed.isEmpty { parts.append(String(trimmed)) }
    }
    return parts
  }

  /// Whether a column has its mark, `x`; empty is no.
  static func flag(_ row: TabbedFile.Row, _ column: String) throws(InputFault) -> Bool {
    switch row(column).lowercased() {
    case "": return false
    case "x": return true
    default:
      throw InputFault(
        line: row.line,
        field: column,
        reason: "UNKNOWN_WORD",
        message: "từ không biết; dùng x hoặc để trống"
      )
    }
  }

  /// A day, or nil where the column is empty.
  static func day(
    _ row: TabbedFile.Row,
    _ column: String
  ) throws(InputFault) -> MotCuaAPI.Date? {
    let text = row(column)
    if text.isEmpty { return nil }
    guard let date = CivilDate(text) else { throw notADay(row, column) }
    return MotCuaAPI.Date(date)
  }

  /// The fault of a value that is not a day.
  static func notADay(_ row: TabbedFile.Row, _ column: String) -> InputFault {
    InputFault(
      line: row.line,
      field: column,
      reason: "NOT_A_DATE",
      message: "không phải ngày YYYY-MM-DD có thật"
    )
  }
}
