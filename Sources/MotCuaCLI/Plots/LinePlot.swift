/// A line over periods of equal length, such as months.
package struct LinePlot: Sendable {
  /// One point.
  package struct Point: Sendable {
    /// What stands below it.
    package let label: String
    /// Its height; nil where there is nothing to show, which interrupts the line.
    package let value: Int64?

    /// Makes a point.
    package init(label: String, value: Int64?) {
      self.label = label
      self.value = value
    }
  }

  private static let rows = 10
  private static let stepMax = 12
  private let points: [Point]
  private let full: Int64
  private let scale: @Sendable (Int64) -> String

  /// Describes a plot.
  ///
  /// - Parameters:
  ///   - points: the points, from left to right.
  ///   - full: the value at the top, above 0.
  ///   - scale: the wording of a value at the axis.
  package init(_ points: [Point], full: Int64, scale: @escaping @Sendable (Int64) -> String) {
    self.points = points
    self.full = max(1, full)
    self.scale = scale
  }

  /// The lines, each at most `columns` wide; where there are more points than columns, the last ones
  /// are shown.
  package func lines(columns: Int, style: PlotStyle) -> [String] {
    let ticks = (0...4).map { style.shown(scale(full * Int64(4 - $0) / 4)) }
    let axis = ticks.map { TerminalText.columns($0) }.max() ?? 0
    let room = max(10, columns - axis - 2)
    let shown = Array(points.suffix(room))
    let step = max(1, min(Self.stepMax, room / max(1, shown.count)))
    let grid = grid(shown, step, style)
    var lines: [String] = []
    for row in 0...Self.rows {
      let isTick = (row * 4).isMultiple(of: Self.rows)
      let tick = isTick ? ticks[row * 4 / Self.rows] : ""
      let mark = style == .unicode ? (isTick ? "┤" : "│") : (isTick ? "+" : "|")
      lines.append(PlotText.trimmed(PlotText.right(tick, axis) + " " + mark + String(grid[row])))
    }
    let marks = shown.enumerated().map { index, point in
      (axis + 2 + index * step, style.shown(point.label))
    }
    lines.append(PlotText.labels(marks, width: columns))
    return lines
  }

  private func height(_ value: Int64) -> Int {
    let clamped = min(max(value, 0), full)
    return Self.rows - Int((clamped * Int64(Self.rows) * 2 + full) / (full * 2))
  }

  private func grid(_ shown: [Point], _ step: Int, _ style: PlotStyle) -> [[Character]] {
    let width = max(1, shown.count * step)
    var grid = [[Character]](
      repeating: Array(repeating: " ", count: width),
      count: Self.rows + 1
    )
    for (index, point) in shown.enumerated() {
      guard let value = point.value else { continue }
      let row = height(value)
      let column = index * step
      if index + 1 < shown.count, let next = shown[index + 1].value {
        join(row, height(next), column, step, style, &grid)
      }
      grid[row][column] = style == .unicode ? "●" : "*"
    }
    return grid
  }

  /// Joins two points: level with the first, then straight to the second in the column before it.
  private func join(
    _ from: Int,
    _ to: Int,
    _ column: Int,
    _ step: Int,
    _ style: PlotStyle,
    _ grid: inout [[Character]]
  ) {
    guard step > 1 else { return }
    let last = column + step - 1
    let flat: Character = style == .unicode ? "─" : "-"
    for place in (column + 1)..<max(column + 1, last) { grid[from][place] = flat }
    guard from != to else {
      grid[from][last] = flat
      return
    }
    let isRise = to < from
    for row in (min(from, to) + 1)..<max(from, to) {
      grid[row][last] = style == .unicode ? "│" : "|"
    }
    let (start, end): (Character, Character) =
      isRise ? ("╯", "╭") : ("╮", "╰")
    grid[from][last] = style == .unicode ? start : "+"
    grid[to][last] = style == .unicode ? end : "+"
  }
}
