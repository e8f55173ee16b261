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

  @Test("An heir answers for what it inherited, not for what stood below that")
  func jurisdiction() {
    var directory = AgencyDirectory()
    let (root, district, commune, heir) = (
      Self.codes[0], Self.codes[1], Self.codes[2], Self.codes[3]
    )
    for (code, parent) in [(root, nil), (district, root), (commune, district), (heir, root)] {
      directory.put(AgencyRecord(code: code, name: code.text, level: .province, parent: parent))
    }
    func link(_ old: AgencyCode, _ new: AgencyCode?, isHeir: Bool) -> SuccessionRecord {
      SuccessionRecord(
        old: old,
        new: new,
        kind: .split,
        isHeir: isHeir,
        date: House.at("2020-08-06 00:00").ictDate,
        decision: "1/NQ",
        appliedAt: House.at("2020-08-06 00:00")
      )
    }
    #expect(directory.jurisdiction(of: [heir]) == [heir])
    directory.put(link(district, heir, isHeir: true))
    #expect(directory.jurisdiction(of: [heir]) == [heir, district])
    #expect(directory.jurisdiction(of: [district]) == [district, commune])
    #expect(directory.heir(of: district) == heir)
    directory.put(link(commune, root, isHeir: false))
    directory.put(link(commune, nil, isHeir: true))
    #expect(directory.heir(of: commune) == commune)
    #expect(directory.jurisdiction(of: [root]) == [root, district, commune, heir])
  }

  @Test("Powers are worked out once for each day and each change")
  func powers() throws {
    var directory = AgencyDirectory()
    let (above, below) = (Self.codes[0], Self.codes[1])
    directory.put(AgencyRecord(code: above, name: "A", level: .district))
    directory.put(AgencyRecord(code: below, name: "B", level: .commune, parent: above))
    let (monday, tuesday) = (CivilDate.newYear(2020), CivilDate.newYear(2020).addingDays(1))
    var officer = OfficerRecord(code: "CB-1", name: "An", agency: above)
    officer.postings = [
      PostingRecord(agency: above, duty: .signing, validTo: monday),
      PostingRecord(agency: below, duty: .reception),
    ]
    directory.put(officer)
    let account = PrincipalRecord(id: 7, kind: .officer, name: "An", officer: "CB-1", etag: 1)
    let first = try #require(directory.powers(of: account, on: monday))
    #expect(first.duties(at: [above]) == [.signing])
    #expect(first.duties(at: [below]) == [.signing, .reception])
    #expect(first.scope == .agencies([above, below]))
    #expect(directory.powers(of: account, on: monday) === first)
    let next = try #require(directory.powers(of: account, on: tuesday))
    #expect(next.duties == [.reception])
    #expect(next.scope == .agencies([below]))
    directory.put(officer)
    #expect(directory.powers(of: account, on: tuesday) !== next)
    #expect(directory.powers(of: account, on: tuesday) == next)
    var narrowed = account
    narrowed.etag = 2
    narrowed.duties = [.signing]
    #expect(directory.powers(of: narrowed, on: tuesday)?.duties == [])
    #expect(directory.powers(of: PrincipalRecord(kind: .officer, name: ""), on: monday) == nil)
  }
}
