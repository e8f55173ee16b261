import Testing

@Suite("What does not stay in the sources")
struct LeftoverRuleTests {
  @Test(
    "A leftover in code is found with its line",
    arguments: [
      "let x = try! load()",
      "let x = y as! Int",
      "fatalError(\"no\")",
      "  default: fatalError()",
      "final class X: @unchecked Sendable {}",
      "nonisolated(unsafe) var x = 0",
      "let x = \"\\(try! load())\"",
    ]
  )
  func code(text: String) throws {
    let findings = check("import A\n\n\(text)\n")
    #expect(findings.map(\.line) == [3])
    #expect(try #require(findings.first).rule == .leftovers)
  }

  @Test(
    "A note to oneself is found in every kind of comment",
    arguments: ["TODO", "FIXME"],
    ["// %: later", "/// See %.", "/* % */", "let x = 1  // %", "/* a /* % */ b */"]
  )
  func notes(word: String, comment: String) {
    let text = comment.split(separator: "%", omittingEmptySubsequences: false)
    #expect(check(text.joined(separator: word)).map(\.line) == [1])
  }

  @Test(
    "Words about leftovers, and names that contain them, are none",
    arguments: [
      "// Without try! and as! there is no fatalError( to explain.",
      "let sentence = \"try! fatalError( as! @unchecked Sendable TODO\"",
      "let raw = #\"a \" try! \\(as!) \"#",
      "let page = \"\"\"\n  fatalError()\n  \"\"\"",
      "let isTODOList = true",
      "// TODOS and PREFIXME are other words.",
      "myfatalError()",
      "let x = aliases!",
    ]
  )
  func harmless(text: String) {
    #expect(check(text).isEmpty)
  }

  @Test("An exception covers its file and its leftover, and no other")
  func exceptions() {
    let exception = AllowedLeftover(
      path: "Sources/A/X.swift",
      leftover: .forceTry,
      reason: "The text is a constant of this file."
    )
    let rule = LeftoverRule(allowed: [exception])
    let text = "try! a()\nb as! C\n"
    let covered = rule.findings(in: [SourceFile(path: "Sources/A/X.swift", text: text)])
    let other = rule.findings(in: [SourceFile(path: "Sources/A/Y.swift", text: text)])
    #expect(covered.map(\.line) == [2])
    #expect(other.map(\.line) == [1, 2])
  }

  @Test("Generated code is the generator's business")
  func generated() {
    let file = SourceFile(path: "Sources/MotCuaAPI/Generated/X.swift", text: "try! a()\n")
    #expect(LeftoverRule().findings(in: [file]).isEmpty)
  }

  private func check(_ text: String) -> [Finding] {
    LeftoverRule(allowed: []).findings(in: [SourceFile(path: "Sources/A/X.swift", text: text)])
  }
}
