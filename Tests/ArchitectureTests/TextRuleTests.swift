import Testing

@Suite("Sizes, sleeps, paths and pages")
struct TextRuleTests {
  @Test("A file may have 600 lines and not one more", arguments: [(599, 0), (600, 0), (601, 1)])
  func sizes(lines: Int, findings: Int) {
    let text = String(repeating: "let x = 1\n", count: lines)
    let files = [
      SourceFile(path: "Tests/ATests/X.swift", text: text),
      SourceFile(path: "Sources/A/Generated/X.swift", text: text),
      SourceFile(path: "Docs/X.md", text: text),
    ]
    #expect(SizeRule().findings(in: files).count == findings)
  }

  @Test(
    "A test that sleeps is found",
    arguments: [
      "try await Task.sleep(for: .seconds(1))", "Thread.sleep(forTimeInterval: 1)", "usleep(10)",
      "  sleep(1)", "sleep(1)", "_ = Glibc.usleep(5)",
    ]
  )
  func sleeps(text: String) {
    #expect(sleepFindings("Tests/ATests/X.swift", text).map(\.line) == [1])
    #expect(sleepFindings("ClientSDK/Tests/ATests/X.swift", text).map(\.line) == [1])
  }

  @Test(
    "A manual clock, a word and product code do not sleep",
    arguments: [
      "func sleep(until deadline: Instant) async throws {}", "try await clock.sleep(for: .zero)",
      "// Task.sleep would make this slow.", "let text = \"Task.sleep\"", "oversleep(1)",
    ]
  )
  func wakefulness(text: String) {
    #expect(sleepFindings("Tests/ATests/X.swift", text).isEmpty)
    #expect(sleepFindings("Sources/A/X.swift", "try await Task.sleep(for: .zero)").isEmpty)
  }

  @Test(
    "A closure that stands by itself in a lock is found",
    arguments: [
      ("let a = Mutex<(@Sendable (Int) -> Void)?>(nil)", 1), ("let a: Mutex<[() -> Int]>", 1),
      ("let a = Mutex<Dictionary<Int, () -> Int>>([:])", 1), ("let a = Mutex<Body?>(nil)", 0),
      ("func a(_ b: borrowing Mutex<Int>) -> Int { 1 }", 0), ("// Mutex<() -> Void>", 0),
    ]
  )
  func lockedClosures(text: String, findings: Int) {
    let files = [SourceFile(path: "Sources/A/X.swift", text: text)]
    #expect(LockedClosureRule().findings(in: files).count == findings)
  }

  @Test(
    "A path of somebody's machine is found in any text",
    arguments: ["home", "root", "Users", "work"],
    ["see %x", "let x = \"%x\"", "cd %x", "(%x)"]
  )
  func machinePaths(folder: String, pattern: String) {
    let text = pattern.split(separator: "%", omittingEmptySubsequences: false)
      .joined(separator: "/\(folder)/")
    let findings = MachinePathRule().findings(in: [SourceFile(path: "Docs/X.md", text: text)])
    #expect(findings.map(\.rule) == [.machinePaths])
  }

  @Test(
    "Relative paths and addresses are nobody's machine",
    arguments: ["Sources/home/x", "https://example.org/work/x", "~/work/x", "$ROOT/root/x.d"]
  )
  func otherPaths(text: String) {
    #expect(MachinePathRule().findings(in: [SourceFile(path: "Docs/X.md", text: text)]).isEmpty)
  }

  @Test("A decision record has a number of its own and a title")
  func decisions() {
    let names = [
      "0001-standard-messages.md", "0002-store.md", "0002-other.md", "3-short.md", "0004.md",
      "0005-Capital.md",
    ]
    let files = names.map { SourceFile(path: "Docs/decisions/\($0)", text: "") }
    let found = DecisionRule().findings(in: files.reversed()).map(\.path)
    #expect(
      found
        == ["0002-store.md", "0004.md", "0005-Capital.md", "3-short.md"]
        .map { "Docs/decisions/\($0)" }
    )
  }

  @Test("A page that names a script which is not there is found")
  func commands() {
    let page = """
      Run `Scripts/demo --keep`, then Scripts/test. Steps live in `Scripts/test.d/`.

          Scripts/lost
      """
    let files = [
      SourceFile(path: "README.md", text: page),
      SourceFile(path: "Scripts/demo", text: ""),
      SourceFile(path: "Scripts/test", text: ""),
    ]
    let findings = CommandRule().findings(in: files)
    #expect(findings.map(\.line) == [3])
    #expect(findings.map(\.sentence) == ["Scripts/lost is not there"])
  }

  private func sleepFindings(_ path: String, _ text: String) -> [Finding] {
    SleepRule().findings(in: [SourceFile(path: path, text: text)])
  }
}
