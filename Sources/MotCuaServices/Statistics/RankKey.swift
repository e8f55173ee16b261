/// What a ranking is ordered by, in full width: products of counts never overflow.
struct RankKey: Sendable, Hashable {
  private let numerator: Int64
  private let denominator: Int64
  private let code: String

  init(_ numerator: Int64, _ denominator: Int64, _ code: String) {
    self.numerator = numerator
    self.denominator = denominator
    self.code = code
  }

  func hasSameRate(as other: RankKey) -> Bool {
    product(other) == other.product(self)
  }

  /// Whether the rate is below so many hundredths of a per cent.
  func isBelow(basisPoints: Int64) -> Bool {
    Int128(numerator) * 10_000 < Int128(basisPoints) * Int128(denominator)
  }

  /// Whether this place comes before another one.
  func precedes(_ other: RankKey, ascending: Bool) -> Bool {
    let own = product(other)
    let their = other.product(self)
    if own != their { return ascending ? own < their : own > their }
    if denominator != other.denominator { return denominator > other.denominator }
    return code < other.code
  }

  private func product(_ other: RankKey) -> Int128 {
    Int128(numerator) * Int128(other.denominator)
  }
}
