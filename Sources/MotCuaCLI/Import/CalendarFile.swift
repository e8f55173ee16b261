package import MotCuaAPI

/// A table of days that are not what their weekday says: `date` and `kind` must be there; `name`,
/// `basis` and `confidence` may be.
package enum CalendarFile {
  /// Reads the rows; a word or a day that cannot be read is a fault of its row.
  package static func read(_ bytes: [UInt8]) throws -> ImportInput<CalendarRow> {
    let file = try TabbedFile(bytes, required: ["date", "kind"])
    var rows: [ImportInput<CalendarRow>.Row] = []
    var faults = file.faults
    for row in file.rows {
      do throws(InputFault) {
        let message = CalendarRow(line: Int64(row.line), day: try day(row))
        rows.append(.init(message: message, byteCount: row.byteCount))
      } catch {
        faults.append(error)
      }
    }
    return ImportInput(rows: rows, faults: faults)
  }

  private static func day(_ row: TabbedFile.Row) throws(InputFault) -> CalendarDay {
    guard let date = try RowValues.day(row, "date") else {
      throw RowValues.notADay(row, "date")
    }
    return CalendarDay(
      date: date,
      kind: try RowValues.choice(row, "kind"),
      name: row("name"),
      basis: row("basis"),
      assumed: row("confidence") == "ASSUMED"
    )
  }
}
