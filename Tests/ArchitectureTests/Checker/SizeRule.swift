/// A file that is longer than this hides a concept that wants a file of its own.
struct SizeRule {
  var linesMax = 600

  /// Swift files written by hand that are too long.
  func findings(in files: [SourceFile]) -> [Finding] {
    files.compactMap { file in
      guard file.isHandwritten else { return nil }
      // The text after the last line break is empty.
      let lines = file.lines.count - 1
      guard lines > linesMax else { return nil }
      return Finding(
        .size,
        file.path,
        "\(lines) lines, \(linesMax) at most: which concept is missing?"
      )
    }
  }
}
