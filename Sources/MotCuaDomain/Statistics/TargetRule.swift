/// When a rate meets a target, and by how many of its numerator it misses it.
///
/// All in whole numbers: 11 of 1,603 against 30 % misses by 470, because 481 is the smallest count
/// that is 30 % of 1,603 or more.
package struct TargetRule: Hashable, Sendable {
  /// The value in hundredths of a per cent, 0 to 10,000.
  package let basisPoints: Int64
  /// Whether the target is met by the value or less; by the value or more otherwise.
  package let isCeiling: Bool

  /// Makes a rule.
  package init(basisPoints: Int64, isCeiling: Bool = false) {
    self.basisPoints = basisPoints
    self.isCeiling = isCeiling
  }

  /// Whether a rate meets the target; nil where it does not arise.
  package func isMet(_ numerator: Int64, of denominator: Int64) -> Bool? {
    guard denominator > 0 else { return nil }
    return distance(numerator, of: denominator) == 0
  }

  /// How many more of the numerator a floor misses, or how many fewer a ceiling; 0 where the target
  /// is met or the rate does not arise.
  package func distance(_ numerator: Int64, of denominator: Int64) -> Int64 {
    guard denominator > 0 else { return 0 }
    // 128 bits hold the product of any two counts.
    let product = Int128(denominator) * Int128(basisPoints)
    let missing =
      isCeiling
      ? Int128(numerator) - product / 10_000
      : (product + 9_999) / 10_000 - Int128(numerator)
    return Int64(clamping: max(0, missing))
  }
}
