/// A tab-separated table with a heading, row by row with the columns by their names.
package struct TabbedFile: Sendable {
  /// The largest file that is read.
  package static let bytesMax = 256 << 20

  /// One row: its line and its values by column.
  package struct Row: Sendable {
    /// The line of the file, from 1; the heading counts.
    package let line: Int
    fileprivate let columns: [String: Int]
    fileprivate let fields: [String]

    /// The value of a column; empty where the table has no such column.
    package func callAsFunction(_ column: String) -> String {
      columns[column].map { fields[$0] } ?? ""
    }

    /// How many bytes the values have.
    package var byteCount: Int { fields.reduce(0) { $0 + $1.utf8.count } }
  }

  /// The names of the columns, in no order.
  package let columnNames: [String]
  /// The rows that can be read.
  package private(set) var rows: [Row] = []
  /// The rows that cannot.
  package private(set) var faults: [InputFault] = []

  /// Reads a table that must have at least the columns in `required`.
  ///
  /// - Throws: `ToolError` if the table is too large, or its heading cannot be read or lacks a
  ///   column.
  package init(_ bytes: [UInt8], required: [String]) throws {
    guard bytes.count <= Self.bytesMax else {
      throw ToolError.usage("Tệp lớn quá 256 MiB.", en: "The file has more than 256 MiB.")
    }
    var records = TabSeparatedText(bytes).makeIterator()
    let columns = try Self.columns(records.next(), required)
    columnNames = Array(columns.keys)
    while let record = records.next() {
      switch record.fields {
      case .success(let fields) where fields.count == columns.count:
        rows.append(Row(line: record.line, columns: columns, fields: fields))
      case .success(let fields):
        faults.append(Self.miscounted(record.line, fields.count, columns.count))
      case .failure(let fault): faults.append(InputFault(line: record.line, fault))
      }
    }
  }

  private static func columns(
    _ heading: TabSeparatedText.Record?,
    _ required: [String]
  ) throws -> [String: Int] {
    guard case .success(let names) = heading?.fields else {
      throw ToolError.usage(
        "Tệp không có dòng tiêu đề đọc được.",
        en: "The file has no heading that can be read."
      )
    }
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      guard columns.updateValue(index, forKey: name) == nil else {
        throw ToolError.usage(
          "Cột \(name) có hai lần trong dòng tiêu đề.",
          en: "The heading has the column \(name) twice."
        )
      }
    }
    for name in required where columns[name] == nil {
      throw ToolError.usage(
        "Dòng tiêu đề thiếu cột \(name).",
        en: "The heading lacks the column \(name)."
      )
    }
    return columns
  }

  private static func miscounted(_ line: Int, _ count: Int, _ wanted: Int) -> InputFault {
    InputFault(
      line: line,
      field: "",
      reason: "FIELD_COUNT",
      message: "có \(count) cột, cần \(wanted) cột"
    )
  }
}
