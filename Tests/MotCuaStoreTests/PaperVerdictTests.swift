import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Which rule about paper speaks")
struct PaperVerdictTests {
  private static let first = CivilDate("2022-01-01") ?? CivilDate.newYear(2022)
  private static let procedure = House.procedure("1.001193")
  private static let codes = (1...6).map { House.code("000.00.0\($0).H10") }
  private static let exemption = PaperPolicyRecord.Exemption(code: "E", text: "Lý do")

  /// Days of a small calendar, so that ends and beginnings often meet.
  private static func day(_ number: Int) -> CivilDate { first.addingDays(number) }

  private struct Span {
    var from: Int?
    var to: Int?

    func holds(_ day: Int) -> Bool { (from ?? .min) <= day && day <= (to ?? .max) }
  }

  private static func span(_ random: inout SeededGenerator) -> Span {
    let from = Bool.random(using: &random) ? Int.random(in: 0...8, using: &random) : nil
    let length = Int.random(in: 0...5, using: &random)
    return Span(from: from, to: Bool.random(using: &random) ? (from ?? 0) + length : nil)
  }

  /// What the oracle knows: plain lists, walked from the left.
  private struct World {
    var parents: [Int?] = []
    var rules: [[(span: Span, mode: PaperMode, isExempting: Bool)]] = []
    var offered: (span: Span, isOnline: Bool)?
    var offeringRules: [(span: Span, mode: PaperMode, isExempting: Bool)] = []
    var levels: [(span: Span, level: OfferedLevel)] = []

    func verdict(at agency: Int, on day: Int, exemption: String) -> String {
      guard let offered, offered.span.holds(day), offered.isOnline else { return "free" }
      let present = levels.filter { $0.span.holds(day) }.map(\.level)
      // The highest of each ladder counts.
      let numbers = present.map { level in
        switch level {
        case .legacy(let level): level.rawValue >= 3
        case .extent(let extent): extent.rawValue >= 2
        }
      }
      guard numbers.contains(true) else { return "free" }
      var found = offeringRules.first { $0.span.holds(day) }
      var place: Int? = agency
      while found == nil, let here = place {
        found = rules[here].first { $0.span.holds(day) }
        place = parents[here]
      }
      guard let found, found.mode != .off else { return "free" }
      if !exemption.isEmpty {
        return found.isExempting && exemption == "E" ? "exempted" : "unknown"
      }
      return found.mode == .warn ? "warned" : "refused"
    }
  }

  private static func rules(
    _ random: inout SeededGenerator
  ) -> [(span: Span, mode: PaperMode, isExempting: Bool)] {
    (0..<Int.random(in: 0...2, using: &random)).map { _ in
      (
        span(&random), PaperMode.allCases.randomElement(using: &random) ?? .off,
        Bool.random(using: &random)
      )
    }
  }

  private static func records(
    _ rules: [(span: Span, mode: PaperMode, isExempting: Bool)]
  ) -> [PaperPolicyRecord] {
    rules.map {
      PaperPolicyRecord(
        mode: $0.mode,
        validFrom: $0.span.from.map(day),
        validTo: $0.span.to.map(day),
        exemptions: $0.isExempting ? [exemption] : []
      )
    }
  }

  private static func world(_ random: inout SeededGenerator) -> World {
    var world = World()
    for index in codes.indices {
      // An agency stands below one with a smaller number, or at the top.
      world.parents.append(index == 0 ? nil : (0..<index).randomElement(using: &random))
      world.rules.append(rules(&random))
    }
    let ladder: [OfferedLevel] =
      ServiceLevel.allCases.map { .legacy($0) } + ServiceExtent.allCases.map { .extent($0) }
    world.levels = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      (span(&random), ladder.randomElement(using: &random) ?? .legacy(.level1))
    }
    if Int.random(in: 0..<10, using: &random) > 0 {
      world.offered = (span(&random), Int.random(in: 0..<5, using: &random) > 0)
    }
    world.offeringRules = rules(&random)
    return world
  }

  private static func state(_ world: World, offeringAt agency: Int) -> StoreState {
    var state = StoreState()
    for (index, code) in codes.enumerated() {
      state.directory.put(
        AgencyRecord(
          code: code,
          name: "Cơ quan \(index)",
          level: .province,
          parent: world.parents[index].map { codes[$0] },
          paperPolicies: records(world.rules[index])
        )
      )
    }
    guard let offered = world.offered else { return state }
    let offering = OfferingRecord(
      procedure: procedure,
      agency: codes[agency],
      levels: world.levels.map {
        OfferingLevelRecord(
          level: $0.level,
          validFrom: $0.span.from.map(day),
          validTo: $0.span.to.map(day)
        )
      },
      receivesOnline: offered.isOnline,
      validFrom: offered.span.from.map(day),
      validTo: offered.span.to.map(day),
      paperPolicies: records(world.offeringRules)
    )
    state.catalogue.put(offering)
    state.catalogue.seal()
    return state
  }

  private static func word(
    _ state: StoreState,
    _ agency: Int,
    _ day: Int,
    _ exemption: String
  ) -> String {
    do throws(StoreError) {
      switch try state.paperVerdict(
        of: procedure,
        at: codes[agency],
        on: self.day(day),
        exemption: exemption
      ) {
      case .free: return "free"
      case .warned: return "warned"
      case .refused: return "refused"
      case .exempted: return "exempted"
      }
    } catch {
      return "unknown"
    }
  }

  @Test(
    "Random provinces, days and levels: the choice is the oracle's",
    arguments: 1...4 as ClosedRange<UInt64>
  )
  func oracle(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var seen: [String: Int] = [:]
    for _ in 0..<500 {
      let world = Self.world(&random)
      let agency = Int.random(in: 0..<Self.codes.count, using: &random)
      let state = Self.state(world, offeringAt: agency)
      for day in -1...14 {
        for exemption in ["", "E", "X"] {
          let expected = world.verdict(at: agency, on: day, exemption: exemption)
          let found = Self.word(state, agency, day, exemption)
          #expect(found == expected, "seed \(seed), \(world), agency \(agency), day \(day)")
          seen[expected, default: 0] += 1
        }
      }
    }
    // The worlds are rich enough that every answer was compared many times.
    #expect(
      ["free", "warned", "refused", "exempted", "unknown"].allSatisfy { seen[$0, default: 0] > 100 }
    )
  }
}
