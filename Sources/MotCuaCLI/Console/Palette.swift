/// Colours of the terminal, or none.
///
/// Off unless the place is a terminal; off with `--no-color` and with `NO_COLOR` set to anything
/// but the empty text (no-color.org).
package struct Palette: Sendable {
  private let isOn: Bool

  /// Decides once for one place.
  package init(isTerminal: Bool, noColor: Bool, variables: [String: String]) {
    isOn = isTerminal && !noColor && (variables["NO_COLOR"] ?? "").isEmpty
  }

  /// Text that stands out.
  package func strong(_ text: String) -> String { wrapped(text, "1") }
  /// Text of an error.
  package func bad(_ text: String) -> String { wrapped(text, "31") }
  /// Text of a success.
  package func good(_ text: String) -> String { wrapped(text, "32") }
  /// Text that steps back.
  package func quiet(_ text: String) -> String { wrapped(text, "2") }

  private func wrapped(_ text: String, _ code: String) -> String {
    isOn ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
