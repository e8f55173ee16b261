/// A part of a whole, with the names of both; never stored as a quotient.
///
/// A denominator of zero is "does not arise", which differs from nought per cent.
package struct Rate: Hashable, Sendable {
  /// What is counted.
  package let numerator: Int
  /// Out of how many.
  package let denominator: Int
  /// What the denominator counts, for people.
  package let denominatorName: String

  /// Creates a rate; nil for a negative count.
  package init?(_ numerator: Int, of denominator: Int, named denominatorName: String) {
    guard numerator >= 0, denominator >= 0 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
    self.denominatorName = denominatorName
  }

  /// The rate in hundredths of a per cent, rounded half up; nil where it does not arise.
  package var basisPoints: Int? {
    guard denominator > 0 else { return nil }
    return Self.roundedHalfUp(numerator, times: 10_000, over: denominator)
  }

  /// The rate as `83.66 %`; `-` where it does not arise.
  package var percentText: String { percentText(point: ".") }

  /// The rate with another decimal mark, as Vietnamese people write it `83,66 %`.
  package func percentText(point: String) -> String {
    guard let points = basisPoints else { return "-" }
    return "\(points / 100)\(point)\(ASCIIText.padded(points % 100, 2)) %"
  }

  /// The points of an index of Decision 766/QĐ-TTg, in hundredths: the maximum in proportion to
  /// the rate up to the cap (in per cent), rounded half up; nil where the rate does not arise.
  package func points(maximum: Int, capPercent: Int) -> Int? {
    guard denominator > 0, capPercent > 0 else { return nil }
    let full = maximum * 100
    guard numerator * 100 < denominator * capPercent else { return full }
    return Self.roundedHalfUp(numerator, times: full * 100, over: denominator * capPercent)
  }

  /// `value × factor ÷ divisor` in full width, halves rounded up.
  private static func roundedHalfUp(_ value: Int, times factor: Int, over divisor: Int) -> Int {
    let product = value.multipliedFullWidth(by: factor)
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    return remainder >= divisor - remainder ? quotient + 1 : quotient
  }
}
