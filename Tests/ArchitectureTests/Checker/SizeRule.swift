/// A file that is longer than this hides a concept that wants a file of its own.
struct SizeRule {
  var linesMax = 600

  /// Swift files written by hand that are too long.
  func findings(in files: [SourceFile]) -> [Finding] {
    files.compactMap { file in
      guard file.isSwift, !file.isGenerated else { return nil }
      let lines = file.text.utf8.count { $0 == UInt8(ascii: "\n") }
      guard lines > linesMax else { return nil }
      return Finding(
        .size,
        file.path,
        "\(lines) lines, \(linesMax) at most: which concept is missing?"
      )
    }
  }
}
