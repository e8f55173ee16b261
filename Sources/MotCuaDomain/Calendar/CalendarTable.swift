/// Reads a calendar from tab-separated text.
///
/// The first line names the columns; `date` and `kind` must be there, `weekday`, `name`, `basis`
/// and `confidence` may be, others are left alone. Every bad row is reported, none is repaired.
package enum CalendarTable {
  /// What reading gave: the good rows and the bad ones.
  package struct Reading: Hashable, Sendable {
    /// The rows that can be loaded.
    package let days: [CalendarDay]
    /// The rows that cannot, in the order of their lines.
    package let errors: [RowError]
  }

  /// One row that cannot be loaded.
  package struct RowError: Error, Hashable, Sendable {
    /// The line, the header being line 1.
    package let line: Int
    /// What is wrong.
    package let problem: Problem
  }

  /// What can be wrong with a row.
  package enum Problem: Hashable, Sendable {
    /// The header lacks a column.
    case missingColumn(String)
    /// The day is not written `yyyy-MM-dd` or does not exist.
    case badDate(String)
    /// The kind is none of the four words.
    case unknownKind(String)
    /// The weekday column contradicts the date.
    case wrongWeekday(String)
    /// A day that is worked anyway cannot be worked instead.
    case swapWorkOnWeekday(CivilDate)
    /// The day has a row already, on that line.
    case repeated(CivilDate, line: Int)
  }

  /// Reads the text; a header without the needed columns is an error of line 1.
  package static func read(_ text: String) -> Reading {
    let table = TabbedText(text)
    for column in ["date", "kind"] where table.column(column) == nil {
      let error = RowError(line: table.headerLine, problem: .missingColumn(column))
      return Reading(days: [], errors: [error])
    }
    var days: [CalendarDay] = []
    var errors: [RowError] = []
    var lines: [CivilDate: Int] = [:]
    for row in table.rows {
      do throws(RowError) {
        let day = try day(of: row, in: table)
        if let earlier = lines[day.date] {
          throw RowError(line: row.line, problem: .repeated(day.date, line: earlier))
        }
        lines[day.date] = row.line
        days.append(day)
      } catch {
        errors.append(error)
      }
    }
    return Reading(days: days, errors: errors)
  }

  private static func day(
    of row: TabbedText.Row,
    in table: TabbedText
  ) throws(RowError) -> CalendarDay {
    let written = table.value("date", of: row)
    guard let date = CivilDate(written) else {
      throw RowError(line: row.line, problem: .badDate(written))
    }
    let word = table.value("kind", of: row)
    guard let kind = DayKind(code: word) else {
      throw RowError(line: row.line, problem: .unknownKind(word))
    }
    let weekday = table.value("weekday", of: row)
    guard weekday.isEmpty || weekday == shortName(date.weekday) else {
      throw RowError(line: row.line, problem: .wrongWeekday(weekday))
    }
    guard kind != .swapWork || date.weekday.isWeekend else {
      throw RowError(line: row.line, problem: .swapWorkOnWeekday(date))
    }
    return CalendarDay(
      date: date,
      kind: kind,
      name: table.value("name", of: row),
      basis: table.value("basis", of: row),
      isAssumed: table.value("confidence", of: row) == "ASSUMED"
    )
  }

  private static func shortName(_ weekday: Weekday) -> String {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday.rawValue - 1]
  }

  /// Writes rows as the text that ``read(_:)`` reads back.
  package static func write(_ days: [CalendarDay]) -> String {
    let rows = days.map { day in
      [
        day.date.description, shortName(day.date.weekday), day.kind.code, day.name, day.basis,
        day.isAssumed ? "ASSUMED" : "law",
      ].joined(separator: "\t")
    }
    let header = "date\tweekday\tkind\tname\tbasis\tconfidence"
    return ([header] + rows).joined(separator: "\n") + "\n"
  }
}

extension CalendarTable.RowError {
  /// What is wrong and where, for people.
  package var vietnameseText: String {
    switch problem {
    case .missingColumn(let name): "dòng \(line): thiếu cột \(name)"
    case .badDate(let text): "dòng \(line): ngày không hợp lệ “\(text)”"
    case .unknownKind(let text): "dòng \(line): loại ngày không rõ “\(text)”"
    case .wrongWeekday(let text): "dòng \(line): thứ trong tuần không khớp “\(text)”"
    case .swapWorkOnWeekday(let date): "dòng \(line): \(date) vốn là ngày làm việc"
    case .repeated(let date, let first): "dòng \(line): \(date) đã có ở dòng \(first)"
    }
  }
}
