/// Helpers to lay plots out: text at the right, text in the middle.
enum PlotText {
  /// The text with blanks in front up to a width.
  static func right(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - TerminalText.columns(text))) + text
  }

  /// Blanks.
  static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  /// The text without blanks at its end.
  static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }

  /// Places labels in one line, each at its column; one that would touch another is left out.
  static func labels(_ labels: [(column: Int, text: String)], width: Int) -> String {
    var line = ""
    for (column, text) in labels {
      let used = TerminalText.columns(line)
      guard column >= used + (used == 0 ? 0 : 1),
        column + TerminalText.columns(text) <= width
      else { continue }
      line += blanks(column - used) + text
    }
    return line
  }
}
