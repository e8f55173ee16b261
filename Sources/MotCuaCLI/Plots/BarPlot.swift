/// Bars beside names: one rate or count for each agency.
package struct BarPlot: Sendable {
  /// One bar.
  package struct Bar: Sendable {
    /// What stands in front of the bar.
    package let label: String
    /// The length, in the unit of `Scale`; nil where there is nothing to show.
    package let value: Int64?
    /// What stands behind the bar.
    package let text: String

    /// Makes a bar.
    package init(label: String, value: Int64?, text: String) {
      self.label = label
      self.value = value
      self.text = text
    }
  }

  private static let columnsMin = 40
  private let bars: [Bar]
  private let full: Int64
  private let mark: Int64?

  /// Describes a plot.
  ///
  /// - Parameters:
  ///   - bars: the bars, from top to bottom.
  ///   - full: the value of a bar over the whole width, above 0; longer ones are cut there.
  ///   - mark: the value of a target, drawn as an upright line.
  package init(_ bars: [Bar], full: Int64, mark: Int64? = nil) {
    self.bars = bars
    self.full = max(1, full)
    self.mark = mark
  }

  /// The lines, each at most `columns` wide; less than 40 columns is taken for 40.
  package func lines(columns: Int, style: PlotStyle) -> [String] {
    let columns = max(Self.columnsMin, columns)
    let texts = bars.map { style.shown($0.text) }
    let textColumns = min(texts.map { TerminalText.columns($0) }.max() ?? 0, columns / 2)
    let natural = bars.map { TerminalText.columns(style.shown($0.label)) }.max() ?? 0
    // At least ten columns remain for the bar; the names get two fifths at most.
    let room = columns - textColumns - 2
    let labelColumns = max(1, min(natural, columns * 2 / 5, room - 11))
    let barColumns = max(1, room - labelColumns - 1)
    return zip(bars, texts).map { bar, text in
      let drawn = self.bar(bar.value, barColumns, style)
      return PlotText.trimmed(
        style.padded(bar.label, to: labelColumns) + " " + drawn + "  "
          + PlotText.right(style.cut(text, to: textColumns), textColumns)
      )
    }
  }

  private func bar(_ value: Int64?, _ columns: Int, _ style: PlotStyle) -> String {
    let eighths = Int((min(max(value ?? 0, 0), full) * Int64(columns) * 8 + full / 2) / full)
    var cells: [Character] = Array(repeating: " ", count: columns)
    let whole = eighths / 8
    for index in 0..<min(whole, columns) { cells[index] = style == .unicode ? "█" : "#" }
    let rest = eighths % 8
    if whole < columns, rest > 0 {
      cells[whole] = style == .unicode ? Self.parts[rest - 1] : rest >= 4 ? "#" : " "
    }
    // A value that is not nought is never drawn as nought.
    if let value, value > 0, cells[0] == " " { cells[0] = style == .unicode ? "▏" : "|" }
    if let mark, mark > 0, mark <= full {
      let place = min(columns - 1, Int(mark * Int64(columns) / full))
      if cells[place] == " " {
        cells[place] = style == .unicode ? "┊" : ":"
      } else if style == .ascii {
        cells[place] = "+"
      }
    }
    return String(cells)
  }

  private static let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
