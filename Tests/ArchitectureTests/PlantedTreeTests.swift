import Foundation
import Testing

@Suite("A bad project on disk")
struct PlantedTreeTests {
  @Test("Each rule speaks about its planted file, and about no other")
  func plantedFiles() throws {
    let planted: [(path: String, text: String, rule: Finding.Rule?)] = [
      ("README.md", "Run `Scripts/absent`.\n", .commands),
      ("Docs/decisions/first.md", "# First\n", .decisions),
      ("Scripts/run", "cd /ho\("")me/me\n", .machinePaths),
      ("Sources/CSQLite/helper.c", "int x;\n", .doors),
      ("Sources/MotCuaDomain/Clock.swift", "import Foundation\n", .rooms),
      ("Sources/RPCCore/Long.swift", String(repeating: "// Line.\n", count: 601), .size),
      ("Sources/RPCCore/Loose.swift", "let x = try! load()\n", .leftovers),
      ("Sources/RPCCore/Locked.swift", "let x = Mutex<(() -> Int)?>(nil)\n", .lockedClosures),
      ("Sources/RPCCore/Good.swift", "import Foundation\n", nil),
      ("Sources/RPCCore/.build/Made.swift", "let x = try! load()\n", nil),
      ("Tests/RPCCoreTests/SlowTests.swift", "try await Task.sleep(for: .zero)\n", .sleeps),
      ("Tools/CodeGen/.build/checkouts/Other.swift", "let x = try! load()\n", nil),
    ]
    let root = FileManager.default.temporaryDirectory
      .appending(path: "ArchitectureTests-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }  // A leftover folder harms nobody.
    for file in planted { try write(file.text, to: root.appending(path: file.path)) }

    let findings = HouseChecker().findings(in: try SourceTree(root: root).files())

    let expected = planted.compactMap { file in file.rule.map { [file.path, $0.rawValue] } }
    #expect(Set(findings.map { [$0.path, $0.rule.rawValue] }) == Set(expected))
    #expect(Set(findings.map(\.rule)) == Set(Finding.Rule.allCases), "a rule never spoke")
  }

  @Test("A project with nothing in it breaks no rule")
  func emptyTree() throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "ArchitectureTests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }  // A leftover folder harms nobody.
    #expect(HouseChecker().findings(in: try SourceTree(root: root).files()).isEmpty)
  }

  private func write(_ text: String, to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: url, atomically: false, encoding: .utf8)
  }
}
