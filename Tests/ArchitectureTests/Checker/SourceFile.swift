/// One file as the rules see it: a path relative to the root of the project, and its text.
struct SourceFile: Sendable {
  let path: String
  let text: String
  /// The text taken apart; only for Swift written by hand, since generated code is read for its
  /// imports alone.
  let swift: SwiftText?

  init(path: String, text: String) {
    self.path = path
    self.text = text
    swift = path.hasSuffix(".swift") && !Self.isGenerated(path) ? SwiftText(text) : nil
  }

  /// Whether the file lies in a folder of generated code.
  var isGenerated: Bool { Self.isGenerated(path) }

  /// The name without its folders.
  var name: Substring { path.split(separator: "/").last ?? "" }

  /// Whether the file is a Swift file.
  var isSwift: Bool { path.hasSuffix(".swift") }

  /// Whether the file belongs to a test target, in the root package or in a nested one.
  var isTest: Bool { path.hasPrefix("Tests/") || path.contains("/Tests/") }

  /// The lines of the whole text, the first one at index 0.
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The lines in which an import can stand.
  var codeLines: [Substring] { swift?.code ?? lines }

  private static func isGenerated(_ path: String) -> Bool { path.contains("/Generated/") }
}
