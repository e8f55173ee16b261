import Foundation

/// One file as the rules see it: a path relative to the root of the project, and its text.
struct SourceFile: Sendable {
  let path: String
  let text: String
  /// The lines of the text, the first one at index 0.
  let lines: [String]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = text.components(separatedBy: "\n")
  }

  /// The Swift text taken apart into code and comments.
  ///
  /// It is costly, so a rule looks at the raw lines first and asks for this only to make sure.
  func swift() -> SwiftText { SwiftText(text) }

  /// Whether the file lies in a folder of generated code.
  var isGenerated: Bool { Self.generatedFolders.contains(where: path.contains) }

  /// The name without its folders.
  var name: Substring { path.split(separator: "/").last ?? "" }

  /// Whether the file is a Swift file.
  var isSwift: Bool { path.hasSuffix(".swift") }

  /// Whether the file is a Swift file that people write.
  var isHandwritten: Bool { isSwift && !isGenerated }

  /// Whether the file belongs to a test target, in the root package or in a nested one.
  var isTest: Bool { path.hasPrefix("Tests/") || path.contains("/Tests/") }

  private static let generatedFolders = ["/Generated/", "/GoldenMessages/"]
}

extension SourceFile {
  /// One finding for each line of code for which a test holds.
  func findings(
    _ rule: Finding.Rule,
    _ sentence: String,
    where breaks: (String) -> Bool
  ) -> [Finding] {
    swift().code.enumerated().compactMap { index, line in
      breaks(line) ? Finding(rule, path, line: index + 1, sentence) : nil
    }
  }
}
