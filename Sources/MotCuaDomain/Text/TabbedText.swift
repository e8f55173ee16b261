/// A tab-separated table: a header that names the columns, then rows.
///
/// Lines may end in CR LF, the text may begin with a byte-order mark, blank lines are skipped but
/// counted, and fields are without white space at their ends.
struct TabbedText {
  /// One line of the table.
  struct Row {
    /// The line in the text, counted from 1.
    let line: Int
    /// The fields in the order of the columns; may be too few or too many.
    let fields: [String]
  }

  /// The names of the columns.
  let columns: [String]
  /// The line of the header.
  let headerLine: Int
  /// The lines behind the header.
  let rows: [Row]
  private let places: [String: Int]

  init(_ text: String) {
    let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.dropFirst()) : text
    var lines: [Row] = []
    for (index, line) in ASCIIText.parts(unmarked, at: "\n").enumerated()
    where line.utf8.contains(where: { $0 > 0x20 }) {
      let fields = ASCIIText.parts(line, at: "\t").map { ASCIIText.trimmed($0) }
      lines.append(Row(line: index + 1, fields: fields))
    }
    columns = lines.first?.fields ?? []
    headerLine = lines.first?.line ?? 1
    rows = Array(lines.dropFirst())
    places = Dictionary(
      columns.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The place of a column, nil when there is none of that name.
  func column(_ name: String) -> Int? { places[name] }

  /// The field of a row in a column, empty where there is none.
  func value(_ name: String, of row: Row) -> String {
    guard let place = places[name], place < row.fields.count else { return "" }
    return row.fields[place]
  }
}
