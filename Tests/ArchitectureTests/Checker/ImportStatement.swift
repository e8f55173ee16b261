/// One `import` line: which module, and to whom the importing file passes it on.
struct ImportStatement: Equatable {
  let module: String
  /// `public`, `package` and so on; nil where none is written, which means internal here.
  let access: String?
  /// Counted from 1.
  let line: Int

  /// Whether users of the importing module see the imported one.
  var isPassedOn: Bool { access == "public" || access == "package" }

  private static let accessLevels: Set<Substring> = [
    "public", "package", "internal", "private", "fileprivate", "open",
  ]
  private static let declarationKinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor",
  ]

  /// Every import in the lines of a file.
  static func all(in lines: [String]) -> [Self] {
    lines.enumerated().compactMap { index, text in
      text.mentions("import ") ? Self(text, line: index + 1) : nil
    }
  }

  /// Nil where the text is not an import.
  init?(_ text: String, line: Int) {
    var access: String?
    var words = text.split(whereSeparator: \.isWhitespace)[...]
    while let word = words.first, word != "import" {
      if Self.accessLevels.contains(word) {
        access = String(word)
      } else if !word.hasPrefix("@") {
        return nil
      }
      words = words.dropFirst()
    }
    words = words.dropFirst()
    if let word = words.first, Self.declarationKinds.contains(word) { words = words.dropFirst() }
    guard let module = words.first?.split(separator: ".").first else { return nil }
    self.module = String(module)
    self.access = access
    self.line = line
  }
}
