/// What a page tells its reader to run is there.
struct CommandRule {
  /// The pages a newcomer follows by hand.
  var pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "ClientSDK/README.md"]

  /// Scripts that a page names and the project lacks.
  func findings(in files: [SourceFile]) -> [Finding] {
    let paths = Set(files.map(\.path))
    return files.filter { pages.contains($0.path) }.flatMap { page in
      page.lines.enumerated().flatMap { index, text in
        Self.scripts(in: text).filter { !paths.contains($0) }.map { script in
          Finding(.commands, page.path, line: index + 1, "\(script) is not there")
        }
      }
    }
  }

  /// `Scripts/name`, without a full stop that ends its sentence; folders end in a slash.
  private static func scripts(in text: String) -> [String] {
    guard text.mentions("Scripts/") else { return [] }
    return text.matches(of: /\bScripts\/[A-Za-z0-9_.\/-]*[A-Za-z0-9_\/]/)
      .map { String($0.output) }
      .filter { !$0.hasSuffix("/") && $0 != "Scripts/test.d" && $0 != "Scripts/lib" }
  }
}
