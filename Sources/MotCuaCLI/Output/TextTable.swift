/// Lays text out in columns that line up on a terminal, whatever letters it holds.
package struct TextTable: Sendable {
  private static let gap = "  "
  /// A column is never cut below this, or its text says nothing.
  private static let columnsMin = 8

  private let titles: [String]
  private let numeric: [Bool]
  private var rows: [[String]] = []

  /// Starts a table with its titles; `numeric` columns are aligned to the right.
  package init(titles: [String], numeric: [Bool]) {
    self.titles = titles.map(TerminalText.safe)
    self.numeric = numeric
  }

  /// Adds a row of as many cells as there are titles.
  package mutating func append(_ cells: [String]) {
    precondition(cells.count == titles.count, "A row has as many cells as the table has titles.")
    rows.append(cells.map(TerminalText.safe))
  }

  /// The lines of the table, titles first, each at most `columnsMax` wide where that is possible.
  package func lines(columnsMax: Int?) -> [String] {
    let widths = fitted(naturalWidths(), into: columnsMax)
    return ([titles] + rows).map { line($0, widths) }
  }

  private func naturalWidths() -> [Int] {
    titles.indices.map { column in
      rows.reduce(TerminalText.columns(titles[column])) { widest, row in
        max(widest, TerminalText.columns(row[column]))
      }
    }
  }

  /// Takes columns away from the widest until all fit.
  private func fitted(_ natural: [Int], into columnsMax: Int?) -> [Int] {
    guard let columnsMax else { return natural }
    var widths = natural
    var excess = widths.reduce(Self.gap.count * (widths.count - 1), +) - columnsMax
    while excess > 0 {
      guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) else { break }
      let second = widths.indices.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      // Down to the second widest in one step, then column by column between equals.
      let step = max(1, min(excess, widths[widest] - second))
      guard widths[widest] - step >= Self.columnsMin else { break }
      widths[widest] -= step
      excess -= step
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var parts: [String] = []
    for (column, cell) in cells.enumerated() {
      let text = TerminalText.truncated(cell, to: widths[column])
      let room = widths[column] - TerminalText.columns(text)
      let padding = String(repeating: " ", count: max(0, room))
      let isLast = column == cells.count - 1
      parts.append(numeric[column] ? padding + text : isLast ? text : text + padding)
    }
    let joined = parts.joined(separator: Self.gap)
    return String(joined.reversed().drop { $0 == " " }.reversed())
  }
}
