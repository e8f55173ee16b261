import MotCuaDomain

/// With which letters a plot is drawn.
package enum PlotStyle: Sendable, Hashable {
  /// Blocks and lines of Unicode, and names with their tones.
  case unicode
  /// The 95 letters of ASCII; names lose their tones.
  case ascii

  /// Chooses by what was asked for, else by the locale of the process: POSIX lets `LC_ALL` win over
  /// `LC_CTYPE`, and that over `LANG`; a locale that is not of UTF-8 cannot show blocks.
  package init(asksForASCII: Bool, variables: [String: String]) {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { name in
      variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    .first
    let charset = (locale ?? "UTF-8").lowercased().replacing("-", with: "")
    self = asksForASCII || !charset.hasSuffix("utf8") ? .ascii : .unicode
  }

  /// A name as this style can show it, safe for the terminal.
  func shown(_ text: String) -> String {
    let safe = TerminalText.safe(text)
    guard self == .ascii else { return safe }
    return String(safe.map { $0.isASCII ? $0 : Self.ascii($0) })
  }

  /// A name cut to a width, or filled up to it.
  func padded(_ text: String, to columns: Int) -> String {
    let shown = shown(text)
    let cut = TerminalText.columns(shown) > columns ? truncated(shown, columns) : shown
    return cut + String(repeating: " ", count: max(0, columns - TerminalText.columns(cut)))
  }

  /// A name cut to a width.
  func cut(_ text: String, to columns: Int) -> String {
    let shown = shown(text)
    return TerminalText.columns(shown) > columns ? truncated(shown, columns) : shown
  }

  private func truncated(_ text: String, _ columns: Int) -> String {
    let cut = TerminalText.truncated(text, to: columns)
    return self == .unicode ? cut : cut.replacing("…", with: "~")
  }

  private static func ascii(_ character: Character) -> Character {
    switch character {
    case "–", "—", "−": return "-"
    case "“", "”": return "\""
    case "‘", "’": return "'"
    default: break
    }
    let folded = VietnameseText.folded(String(character))
    guard folded.count == 1, let plain = folded.first, plain.isASCII else { return "?" }
    return character.isUppercase ? Character(plain.uppercased()) : plain
  }
}
