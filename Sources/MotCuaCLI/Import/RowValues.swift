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
