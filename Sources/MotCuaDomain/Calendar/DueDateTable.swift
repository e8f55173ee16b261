/// Computes a table of due dates from tab-separated text.
///
/// The first line names the columns: `received_at`, `limit` and `unit` must be there, `pauses`
/// (`start/end;start/end`) may be. Instants are ICT, `YYYY-MM-DD HH:MM`, or RFC 3339. The output
/// has the columns of the input, then `effective_start` and `due_at`; columns of these names in
/// the input are computed anew. A bad row prints `-` twice and is reported with its line.
package enum DueDateTable {
  /// The table and what was wrong with it.
  package struct Result: Hashable, Sendable {
    /// The output with its header, a line feed behind every line.
    package let text: String
    /// The bad rows in the order of their lines.
    package let errors: [RowError]
  }

  /// One row that has no due date.
  package struct RowError: Error, Hashable, Sendable {
    /// The line in the input, the header being line 1.
    package let line: Int
    /// What is wrong.
    package let problem: Problem
  }

  /// What can be wrong with a row.
  package enum Problem: Error, Hashable, Sendable {
    /// The header lacks a column.
    case missingColumn(String)
    /// The row has more fields than the header.
    case tooManyFields(Int)
    /// The instant cannot be read.
    case badInstant(String)
    /// The limit is not a quantity.
    case badLimit(String)
    /// The unit is none of the words.
    case unknownUnit(String)
    /// The pauses cannot be read.
    case badPauses(String)
    /// The engine has no answer.
    case dueDate(DueDateError)
  }

  private static let computed = ["effective_start", "due_at"]

  /// Computes every row; a header without the needed columns is an error of its line and gives no
  /// text.
  package static func process(_ text: String, with engine: DueDateEngine) -> Result {
    let table = TabbedText(text)
    for column in ["received_at", "limit", "unit"] where table.column(column) == nil {
      let error = RowError(line: table.headerLine, problem: .missingColumn(column))
      return Result(text: "", errors: [error])
    }
    let kept = table.columns.indices.filter { !computed.contains(table.columns[$0]) }
    var lines = [(kept.map { table.columns[$0] } + computed).joined(separator: "\t")]
    var errors: [RowError] = []
    for row in table.rows {
      let fields = kept.map { $0 < row.fields.count ? row.fields[$0] : "" }
      do throws(Problem) {
        let due = try dueDate(of: row, in: table, with: engine)
        lines.append(line(fields, due.effectiveStart.ictText, due.due.ictText))
      } catch {
        lines.append(line(fields, "-", "-"))
        errors.append(RowError(line: row.line, problem: error))
      }
    }
    return Result(text: lines.joined(separator: "\n") + "\n", errors: errors)
  }

  private static func line(_ fields: [String], _ start: String, _ due: String) -> String {
    (fields + [start, due]).joined(separator: "\t")
  }

  private static func dueDate(
    of row: TabbedText.Row,
    in table: TabbedText,
    with engine: DueDateEngine
  ) throws(Problem) -> DueDate {
    guard row.fields.count <= table.columns.count else {
      throw .tooManyFields(row.fields.count)
    }
    let received = try instant(table.value("received_at", of: row))
    let word = table.value("unit", of: row)
    guard let unit = TimeUnit(catalogueWord: word) else { throw .unknownUnit(word) }
    if unit == .other { throw .dueDate(.dateMustBeTyped) }
    let quantity = table.value("limit", of: row)
    guard let limit = TimeLimit(quantity: quantity, unit: unit) else { throw .badLimit(quantity) }
    let pauses = try pauses(table.value("pauses", of: row))
    do throws(DueDateError) {
      return try engine.dueDate(receivedAt: received, limit: limit, pauses: pauses)
    } catch {
      throw .dueDate(error)
    }
  }

  private static func pauses(_ text: String) throws(Problem) -> [ClockPause] {
    if text.isEmpty || text == "-" { return [] }
    var pauses: [ClockPause] = []
    for part in ASCIIText.parts(text, at: ";") where !ASCIIText.trimmed(part).isEmpty {
      let ends = ASCIIText.parts(part, at: "/").map { ASCIIText.trimmed($0) }
      guard ends.count == 2 else { throw .badPauses(part) }
      pauses.append(ClockPause(from: try instant(ends[0]), to: try instant(ends[1])))
    }
    return pauses
  }

  private static func instant(_ text: String) throws(Problem) -> Instant {
    guard let instant = Instant(ictText: text) ?? Instant(rfc3339: text) else {
      throw .badInstant(text)
    }
    return instant
  }
}

extension DueDateTable.RowError {
  /// What is wrong and where, for people.
  package var vietnameseText: String {
    let reason =
      switch problem {
      case .missingColumn(let name): "thiếu cột \(name)"
      case .tooManyFields(let count): "có \(count) ô, nhiều hơn số cột"
      case .badInstant(let text): "thời điểm không hợp lệ “\(text)”"
      case .badLimit(let text): "thời hạn không hợp lệ “\(text)”"
      case .unknownUnit(let text): "đơn vị thời hạn không rõ “\(text)”"
      case .badPauses(let text): "khoảng tạm dừng không hợp lệ “\(text)”"
      case .dueDate(let error): error.vietnameseText
      }
    return "dòng \(line): \(reason)"
  }
}
