/// Text that stands in a page, with nothing in it that the page would take for its own.
enum HTMLText {
  /// The text with the five letters escaped that mean something in elements and quoted attributes,
  /// and without controls, which HTML does not allow.
  static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      case "\n", "\t": safe += " "
      default:
        let isControl = scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
        safe.unicodeScalars.append(isControl ? "\u{fffd}" : scalar)
      }
    }
    return safe
  }

  /// The text with the blanks kept on their line that stand before a per cent sign and behind a
  /// comparator.
  private static func unbroken(_ text: String) -> String {
    ["≥", "≤", "<", ">"].reduce(text.replacing(" %", with: "\u{a0}%")) { text, sign in
      text.replacing(sign + " ", with: sign + "\u{a0}")
    }
  }

  /// An element around markup.
  static func element(_ name: String, _ attributes: String = "", _ markup: String) -> String {
    "<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\(markup)</\(name)>"
  }

  /// A table: titles, then rows of texts; `numeric` says which columns are aligned to the right.
  static func table(
    _ caption: String,
    _ titles: [String],
    numeric: Set<Int> = [],
    _ rows: [[String]]
  ) -> String {
    guard !rows.isEmpty else { return element("p", "class=\"none\"", "Không có.") }
    func line(_ cells: [String], _ name: String, _ scope: String) -> String {
      let marks = cells.enumerated().map { index, text in
        let style = numeric.contains(index) ? "class=\"n\"" : ""
        return element(
          name,
          [scope, style].filter { !$0.isEmpty }.joined(separator: " "),
          escaped(unbroken(text))
        )
      }
      return element("tr", "", marks.joined())
    }
    return "<div class=\"wide\"><table>" + element("caption", "", escaped(caption))
      + element("thead", "", line(titles, "th", "scope=\"col\""))
      + element("tbody", "", rows.map { line($0, "td", "") }.joined(separator: "\n"))
      + "</table></div>\n"
  }
}
