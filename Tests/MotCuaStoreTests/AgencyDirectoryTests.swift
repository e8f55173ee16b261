import MotCuaDomain
import MotCuaStore
import Testing

@Suite("The directory of agencies")
struct AgencyDirectoryTests {
  private static let codes = (10..<40).map { House.code("000.00.\($0).H10") }

  /// All agencies from which a walk upwards meets the root.
  private static func below(
    _ root: AgencyCode,
    _ parents: [AgencyCode: AgencyCode]
  ) -> Set<AgencyCode> {
    var found: Set<AgencyCode> = [root]
    for code in codes {
      var seen: Set<AgencyCode> = []
      var at: AgencyCode? = code
      while let next = at, seen.insert(next).inserted {
        if next == root { found.insert(code) }
        at = parents[next]
      }
    }
    return found
  }

  @Test("A subtree is what leads up to its root, whatever was moved", arguments: 1...20)
  func subtrees(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var directory = AgencyDirectory()
    var parents: [AgencyCode: AgencyCode] = [:]
    for step in 0..<200 {
      let code = Self.codes.randomElement(using: &random) ?? Self.codes[0]
      // Every fifth agency stands at the top; circles are made too and must end.
      let parent =
        Int.random(in: 0..<5, using: &random) == 0
        ? nil : Self.codes.randomElement(using: &random)
      parents[code] = parent
      directory.put(AgencyRecord(code: code, name: "\(step)", level: .province, parent: parent))
      let root = Self.codes.randomElement(using: &random) ?? Self.codes[0]
      #expect(directory.subtree(of: root) == Self.below(root, parents))
    }
  }
}
