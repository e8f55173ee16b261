import MotCuaDomain
import Testing

struct TargetRuleTests {
  @Test("11 of 1,603 against 30 % misses by 470, and 481 meets it")
  func article() {
    let rule = TargetRule(basisPoints: 3_000)
    #expect(rule.isMet(11, of: 1_603) == false)
    #expect(rule.distance(11, of: 1_603) == 470)
    #expect(rule.isMet(480, of: 1_603) == false)
    #expect(rule.isMet(481, of: 1_603) == true)
    #expect(rule.isMet(615, of: 1_603) == true)
  }

  @Test("Nothing of nothing neither meets nor misses")
  func nothing() {
    let rule = TargetRule(basisPoints: 0)
    #expect(rule.isMet(0, of: 0) == nil)
    #expect(rule.distance(0, of: 0) == 0)
    #expect(rule.isMet(0, of: 1) == true)
  }

  @Test("The distance is the least that meets the target, by trying every count")
  func bruteForce() {
    for isCeiling in [false, true] {
      for denominator in Int64(1)...23 {
        for numerator in Int64(0)...denominator {
          for basisPoints in stride(from: Int64(0), through: 10_000, by: 273) {
            let rule = TargetRule(basisPoints: basisPoints, isCeiling: isCeiling)
            func meets(_ count: Int64) -> Bool {
              let left = count * 10_000
              return isCeiling
                ? left <= denominator * basisPoints : left >= denominator * basisPoints
            }
            let least = (0...denominator).first {
              meets(isCeiling ? numerator - $0 : numerator + $0)
            }
            #expect(rule.distance(numerator, of: denominator) == least)
            #expect(rule.isMet(numerator, of: denominator) == meets(numerator))
          }
        }
      }
    }
  }

  @Test("Large counts do not overflow")
  func large() {
    let rule = TargetRule(basisPoints: 10_000)
    #expect(rule.distance(0, of: .max) == .max)
  }
}
