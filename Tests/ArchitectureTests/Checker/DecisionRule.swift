/// A decision record is cited by its number, so each number is there once.
struct DecisionRule {
  private static let folder = "Docs/decisions/"

  /// Records whose name is not `NNNN-title.md` or whose number is taken.
  func findings(in files: [SourceFile]) -> [Finding] {
    var takenBy: [Substring: String] = [:]
    var findings: [Finding] = []
    let records = files.filter { $0.path.hasPrefix(Self.folder) && $0.path.hasSuffix(".md") }
    for file in records.sorted(by: { $0.path < $1.path }) {
      guard file.name.wholeMatch(of: /[0-9]{4}-[a-z0-9-]+\.md/) != nil else {
        findings.append(Finding(.decisions, file.path, "a record is called NNNN-title-in-words.md"))
        continue
      }
      let number = file.name.prefix(4)
      if let other = takenBy[number] {
        findings.append(Finding(.decisions, file.path, "number \(number) is taken by \(other)"))
      }
      takenBy[number] = file.path
    }
    return findings
  }
}
