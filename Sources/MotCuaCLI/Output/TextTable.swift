/// Lays text out in columns that line up on a terminal, whatever letters it holds.
package struct TextTable: Sendable {
  private static let gap = "  "
  /// A column is never cut below this, or its text says nothing.
  private static let columnsMin = 8

  private let titles: [String]
  private let numeric: [Bool]
  private let rigid: [Bool]
  private var rows: [[String]] = []

  /// Starts a table with its titles.
  ///
  /// - Parameters:
  ///   - titles: the titles.
  ///   - numeric: which columns are aligned to the right.
  ///   - rigid: which columns are cut only when cutting all others is not enough; none if empty.
  package init(titles: [String], numeric: [Bool], rigid: [Bool] = []) {
    self.titles = titles.map(TerminalText.safe)
    self.numeric = numeric
    self.rigid = rigid.isEmpty ? titles.map { _ in false } : rigid
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

  /// How wide the table is if nothing is cut.
  package var columnsNatural: Int { Self.total(naturalWidths()) }

  private static func total(_ widths: [Int]) -> Int {
    widths.reduce(gap.count * max(0, widths.count - 1), +)
  }

  private func naturalWidths() -> [Int] {
    titles.indices.map { column in
      rows.reduce(TerminalText.columns(titles[column])) { widest, row in
        max(widest, TerminalText.columns(row[column]))
      }
    }
  }

  /// Takes columns away from the widest until all fit, from the rigid ones last.
  private func fitted(_ natural: [Int], into columnsMax: Int?) -> [Int] {
    guard let columnsMax else { return natural }
    var widths = natural
    var excess = Self.total(widths) - columnsMax
    for places in [widths.indices.filter { !rigid[$0] }, Array(widths.indices)] {
      cut(&widths, at: places, &excess)
    }
    return widths
  }

  private func cut(_ widths: inout [Int], at places: [Int], _ excess: inout Int) {
    while excess > 0, let widest = places.max(by: { widths[$0] < widths[$1] }) {
      let second = places.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      // Down to the second widest in one step, then column by column between equals.
      let room = widths[widest] - max(Self.columnsMin, min(second, widths[widest] - 1))
      guard room > 0 else { return }
      let step = min(excess, room)
      widths[widest] -= step
      excess -= step
    }
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
