import MotCuaDomain
import Testing

struct ServiceIndexTests {
  private let index = ServiceIndexDefinition.decision766
  private var subIndices: [ServiceIndexDefinition.SubIndex] { index.groups.flatMap(\.subIndices) }

  @Test("The groups have 18, 20, 12, 10, 18 and 22 points: 100")
  func groups() {
    #expect(index.groups.map(\.maximum) == [18, 20, 12, 10, 18, 22])
    #expect(index.maximum == 10_000)
    #expect(index.inForceFrom.description == "2022-08-01")
  }

  @Test("Each code stands once, each cap is a part of a whole, and 3.1 to 3.3 are assumed 4/4/4")
  func subIndexData() {
    #expect(Set(subIndices.map(\.code)).count == subIndices.count)
    #expect(subIndices.allSatisfy { (1...100).contains($0.capPercent) && !$0.formula.isEmpty })
    let online = subIndices.filter { $0.code.hasPrefix("3.") }
    #expect(online.map(\.maximum) == [4, 4, 4])
    #expect(online.allSatisfy { $0.isAssumed })
  }

  @Test("A version is found by name, the latest by none, and no other")
  func versions() {
    #expect(ServiceIndexDefinition.version("766-2022") == index)
    #expect(ServiceIndexDefinition.version("") == index)
    #expect(ServiceIndexDefinition.version("766") == nil)
  }

  /// Points by the definition: the least number of hundredths that is nearest, halves up.
  private func points(_ numerator: Int, _ denominator: Int, _ maximum: Int, _ cap: Int) -> Int? {
    guard denominator > 0 else { return nil }
    // maximum x min(n / d / (cap / 100), 1) in hundredths = maximum x 100 x min(100 n / (d cap), 1).
    let full = maximum * 100
    if numerator * 100 >= denominator * cap { return full }
    let divisor = denominator * cap
    let dividend = full * numerator * 100
    return (0...full).last { ($0 * 2 - 1) * divisor <= dividend * 2 }
  }

  @Test("Points are those of a brute force over random rates, sums and the rescaled sum too")
  func bruteForce() {
    var random = SeededGenerator(seed: 766)
    for _ in 0..<400 {
      var own: [String: Int] = [:]
      var expected = 0
      var applicable = 0
      for subIndex in subIndices where Int.random(in: 0..<4, using: &random) > 0 {
        let denominator = Int.random(in: 0...60, using: &random)
        let numerator = Int.random(in: 0...max(denominator, 1), using: &random)
        let rate = Rate(numerator, of: denominator, named: "x")
        let counted = rate?.points(maximum: subIndex.maximum, capPercent: subIndex.capPercent)
        let oracle = points(numerator, denominator, subIndex.maximum, subIndex.capPercent)
        #expect(counted == oracle, "\(numerator)/\(denominator) of \(subIndex.code)")
        own[subIndex.code] = counted
        if let oracle {
          expected += oracle
          applicable += subIndex.maximum * 100
        }
      }
      let total = index.total(own)
      #expect(total.points == expected)
      #expect(total.applicableMaximum == applicable)
      let rescaled = (0...10_000).last {
        applicable > 0 && ($0 * 2 - 1) * applicable <= expected * 20_000
      }
      #expect(total.rescaled == rescaled ?? 0)
    }
  }

  @Test("Not applicable is not zero: zero keeps its maximum in the whole, the other does not")
  func notApplicable() {
    let zero = index.total(["2.1": 0, "4.3": 600])
    let absent = index.total(["4.3": 600])
    #expect(zero.points == absent.points)
    #expect(zero.applicableMaximum == 2_600)
    #expect(zero.rescaled == 2_308)
    #expect(absent.applicableMaximum == 600)
    #expect(absent.rescaled == 10_000)
    #expect(index.total([:]).rescaled == 0)
  }
}
