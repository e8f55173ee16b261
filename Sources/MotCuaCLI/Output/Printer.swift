import DelimitedText
import ProtobufEngine

/// Prints messages as the caller asked for them.
struct Printer: Sendable {
  let format: OutputFormat
  let language: Language
  let console: Console
  let palette: Palette
  let wantsByteOrderMark: Bool

  /// Prints many messages; in a table and in CSV through columns, in JSON as they are.
  func list<Row: WireMessage>(_ rows: [Row], _ columns: [Column<Row>]) throws {
    switch format {
    case .table: try table(rows, columns, columnsMax: console.columns)
    case .csv:
      try csvHeader(columns)
      try csv(rows, columns)
    case .json:
      let items = try rows.map { try JSONText.pretty($0, indentation: 2) }
      let body = items.isEmpty ? "[]" : "[\n  " + items.joined(separator: ",\n  ") + "\n]"
      try write(body + "\n")
    case .ndjson: try ndjson(rows)
    }
  }

  /// Prints rows that are no messages, in a table or as CSV.
  ///
  /// - Parameters:
  ///   - rows: the rows.
  ///   - columns: what is shown of each.
  ///   - isWhole: nothing is cut, even if the terminal then breaks the lines.
  /// - Throws: `SinkError` if the text cannot be written.
  func rows<Row>(_ rows: [Row], _ columns: [Column<Row>], isWhole: Bool = false) throws {
    guard format != .csv else {
      try csvHeader(columns)
      return try csv(rows, columns)
    }
    try table(rows, columns, columnsMax: isWhole ? nil : console.columns)
  }

  /// Whether messages are printed as they are.
  var isJSON: Bool { format == .json || format == .ndjson }

  /// Prints one message: for people as a list of its fields, one on each line.
  func one<Row: WireMessage>(_ row: Row, _ columns: [Column<Row>]) throws {
    switch format {
    case .table: try fields(row, columns)
    case .csv: try list([row], columns)
    case .json: try write(try JSONText.pretty(row) + "\n")
    case .ndjson: try ndjson([row])
    }
  }

  /// Prints the header of a CSV.
  func csvHeader<Row>(_ columns: [Column<Row>]) throws {
    let mark = wantsByteOrderMark ? CSVText.byteOrderMark : ""
    try write(mark + CSVText.record(columns.filter { $0.reader != .people }.map(\.key)))
  }

  /// Prints records of a CSV whose header is printed.
  func csv<Row>(_ rows: [Row], _ columns: [Column<Row>]) throws {
    let columns = columns.filter { $0.reader != .people }
    let records = rows.map { row in
      CSVText.record(columns.map { $0.cell(row).machineText })
    }
    try write(records.joined())
  }

  /// Prints one object on each line.
  func ndjson(_ rows: [some WireMessage]) throws {
    try write(try rows.map { try JSONText.compact($0) + "\n" }.joined())
  }

  /// Writes data as it is.
  func write(_ text: String) throws {
    if !text.isEmpty { try console.output.write(text) }
  }

  /// Columns that need room go, the last one first, until the table fits.
  private func table<Row>(
    _ rows: [Row],
    _ columns: [Column<Row>],
    columnsMax: Int?
  ) throws {
    var shown = columns.filter { $0.fit != .hidden && $0.reader != .programs }
    var table = textTable(rows, shown)
    while let columnsMax, table.columnsNatural > columnsMax,
      let last = shown.lastIndex(where: { $0.fit == .needsRoom })
    {
      shown.remove(at: last)
      table = textTable(rows, shown)
    }
    var lines = table.lines(columnsMax: columnsMax)
    lines[0] = palette.strong(lines[0])
    try write(lines.joined(separator: "\n") + "\n")
  }

  private func textTable<Row>(_ rows: [Row], _ columns: [Column<Row>]) -> TextTable {
    let cells = rows.map { row in columns.map { $0.cell(row) } }
    var table = TextTable(
      titles: columns.map { $0.title(language) },
      numeric: columns.indices.map { column in
        cells.contains { $0[column].isNumber }
          && cells.allSatisfy { $0[column].isNumber || $0[column] == .empty }
      },
      rigid: columns.map { $0.fit == .rigid }
    )
    for row in cells { table.append(row.map { $0.text(for: language) }) }
    return table
  }

  private func fields<Row>(_ row: Row, _ columns: [Column<Row>]) throws {
    let lines = columns.filter { $0.reader != .programs }.map { column in
      (column.title(language), TerminalText.safe(column.cell(row).text(for: language)))
    }
    .filter { !$0.1.isEmpty }
    let width = lines.map { TerminalText.columns($0.0) }.max() ?? 0
    var text = ""
    for (title, value) in lines {
      let padding = String(repeating: " ", count: width - TerminalText.columns(title))
      text += palette.strong(title) + padding + "  " + value + "\n"
    }
    try write(text)
  }
}
