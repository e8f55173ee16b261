/// An amount of Vietnamese đồng, which has no smaller coin.
package struct Money: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The amount in đồng.
  package let dong: Int64

  /// No money; a fee of zero, which differs from an exemption.
  package static let zero = Money(dong: 0)

  /// Creates an amount.
  package init(dong: Int64) {
    self.dong = dong
  }

  /// The sum.
  package static func + (left: Money, right: Money) -> Money {
    Money(dong: left.dong + right.dong)
  }

  /// Orders by amount.
  package static func < (left: Money, right: Money) -> Bool {
    left.dong < right.dong
  }

  /// The amount as people write it, as `1.250.000 đ`.
  package var description: String {
    var groups: [String] = []
    var rest = dong.magnitude
    while rest >= 1000 {
      groups.append(ASCIIText.padded(Int(rest % 1000), 3))
      rest /= 1000
    }
    groups.append(String(rest))
    return (dong < 0 ? "-" : "") + groups.reversed().joined(separator: ".") + " đ"
  }
}
