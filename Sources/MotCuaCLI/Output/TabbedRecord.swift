/// Writes records as `TabSeparatedText` reads them.
enum TabbedRecord {
  /// One record with its line end.
  ///
  /// A field is put into quotation marks only where it holds a tab or a line end, or begins with
  /// such a mark: a mark further inside is an ordinary letter.
  static func text(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: "\t") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    let isPlain = field.utf8.allSatisfy {
      $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
    }
    guard !isPlain || field.hasPrefix("\"") else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
