/// Text that may stand in a cell of a terminal.
package enum TerminalText {
  /// The text without anything that moves the cursor, rings, or hides what follows.
  ///
  /// Names come from other people's files: an escape sequence in one would otherwise command the
  /// reader's terminal. Line breaks and tabs become blanks, other controls and the marks that
  /// reverse the direction of writing become U+FFFD.
  package static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": safe.append(" ")
      default: safe.append(isUnsafe(scalar) ? "\u{fffd}" : scalar)
      }
    }
    return String(safe)
  }

  /// How many columns the text fills: none for combining marks, two for wide letters.
  package static func columns(_ text: String) -> Int {
    text.reduce(0) { $0 + columns($1) }
  }

  /// The text cut to a width, with `…` in place of what is left out.
  package static func truncated(_ text: String, to columnsMax: Int) -> String {
    guard columns(text) > columnsMax else { return text }
    var kept = ""
    var width = 0
    for character in text {
      let own = columns(character)
      guard width + own <= columnsMax - 1 else { break }
      kept.append(character)
      width += own
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  private static func columns(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if isZeroWidth(first) { return 0 }
    return isWide(first) ? 2 : 1
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0: true
    case 0x2028, 0x2029, 0x202a...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  /// The blocks that UAX #11 calls wide: East Asian letters and pictographs.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
      0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff,
      0x20000...0x3fffd:
      true
    default: false
    }
  }
}
