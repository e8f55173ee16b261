import Testing

@Suite("The checklist of the protocol")
struct ChecklistTests {
  /// The points of the gRPC checklist that a server keeps.
  private static let server = Array(2...19) + Array(21...32) + Array(35...38)
  /// The points that a client keeps.
  private static let client =
    [1] + Array(6...15) + Array(17...27) + Array(29...35)

  /// The points that the names of tests name, for example `[S12]`.
  static func points(in text: String) -> Set<String> {
    var found: Set<String> = []
    for part in text.split(separator: "[").dropFirst() {
      guard let end = part.firstIndex(of: "]") else { continue }
      let point = part[..<end]
      guard point.first == "S" || point.first == "C", Int(point.dropFirst()) != nil else {
        continue
      }
      found.insert(String(point))
    }
    return found
  }

  @Test("Every point of the checklist is named by a test")
  func allPoints() throws {
    var named: Set<String> = []
    for file in try SourceTree.ofThisProject.files()
    where file.path.hasPrefix("Tests/") && !file.path.hasPrefix("Tests/ArchitectureTests/") {
      let names = file.text.split(separator: "\n").filter { $0.contains("\"[") }
      named.formUnion(Self.points(in: names.joined(separator: "\n")))
    }
    let due = Self.server.map { "S\($0)" } + Self.client.map { "C\($0)" }
    let missing = due.filter { !named.contains($0) }
    #expect(missing == [])
  }

  @Test("Points are found in names and nowhere else")
  func finds() {
    #expect(
      Self.points(in: "@Test(\"[S1] [C22] Of [all]\") func x() { y[S3 + 1] }") == ["S1", "C22"]
    )
  }
}
