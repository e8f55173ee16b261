/// Rows as RFC 4180 writes them, safe to open in a spreadsheet.
package enum CSVText {
  /// The mark that makes some spreadsheets read UTF-8; written only when asked for.
  package static let byteOrderMark = "\u{feff}"

  /// One record with its line end (RFC 4180 §2: CRLF).
  package static func record(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  /// One field, quoted where RFC 4180 asks for it.
  ///
  /// A spreadsheet runs a field that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as
  /// a formula, so that a dossier's owner could run code at an officer's desk. Such a field gets an
  /// apostrophe in front unless it is a plain number.
  package static func field(_ text: String) -> String {
    let safe = isFormula(text) ? "'" + text : text
    let wantsQuotes = safe.utf8.contains { byte in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    guard wantsQuotes else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return false
    }
    return !(first == "-" && Double(text) != nil && text.utf8.allSatisfy { $0 < 0x3a })
  }
}
