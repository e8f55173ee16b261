/// Tests wait for something that happens, never for time to pass.
struct SleepRule {
  private static let qualified = ["Task.sleep", "Thread.sleep", "usleep(", "nanosleep("]

  /// Sleeps in test targets.
  func findings(in files: [SourceFile]) -> [Finding] {
    files.flatMap { file -> [Finding] in
      guard file.isTest, file.isHandwritten, file.text.mentions("sleep") else { return [] }
      return file.findings(
        .sleeps,
        "a test does not sleep: advance a manual clock or await the event",
        where: Self.sleeps
      )
    }
  }

  private static func sleeps(_ text: String) -> Bool {
    guard text.mentions("sleep") else { return false }
    if qualified.contains(where: { text.mentions($0) }) { return true }
    // A bare call. A method of a clock has a dot before it, its declaration `func`.
    return text.ranges(of: "sleep(").contains { range in
      let before = text[..<range.lowerBound]
      guard let last = before.last else { return true }
      return !last.isIdentifierPart && last != "." && !before.hasSuffix("func ")
    }
  }
}
