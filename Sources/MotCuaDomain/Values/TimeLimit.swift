/// How long a procedure may take.
///
/// The catalogue has fractional limits (7.5 working days), so the quantity is in thousandths.
package struct TimeLimit: Hashable, Sendable, CustomStringConvertible {
  /// The quantity in thousandths of the unit.
  package let thousandths: Int
  /// The unit.
  package let unit: TimeUnit

  /// The largest quantity in thousandths, so that no arithmetic on limits can overflow.
  package static let thousandthsMax = 999_999_999

  /// Creates a limit; nil for a quantity below zero or above ``thousandthsMax``.
  package init?(thousandths: Int, unit: TimeUnit) {
    guard (0...Self.thousandthsMax).contains(thousandths) else { return nil }
    self.thousandths = thousandths
    self.unit = unit
  }

  /// Creates a limit of whole units; nil below zero or above ``thousandthsMax``.
  package init?(_ quantity: Int, _ unit: TimeUnit) {
    guard (0...(Self.thousandthsMax / 1000)).contains(quantity) else { return nil }
    self.init(thousandths: quantity * 1000, unit: unit)
  }

  /// Reads a quantity as `7`, `7.5` or `7,5`: at most six digits before the point and three
  /// behind it.
  package init?(quantity text: some StringProtocol, unit: TimeUnit) {
    let parts = text.utf8.split(
      maxSplits: 2,
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    )
    guard (1...2).contains(parts.count), parts[0].count <= 6,
      let whole = ASCIIText.number(parts[0])
    else { return nil }
    var fraction = 0
    if parts.count == 2 {
      let zeros = [UInt8](repeating: ASCIIText.zero, count: 3)
      guard (1...3).contains(parts[1].count),
        let value = ASCIIText.number((Array(parts[1]) + zeros).prefix(3))
      else { return nil }
      fraction = value
    }
    self.init(thousandths: whole * 1000 + fraction, unit: unit)
  }

  /// The whole units.
  package var whole: Int { thousandths / 1000 }
  /// The thousandths beyond the whole units.
  package var fraction: Int { thousandths % 1000 }

  /// The quantity as people write it in a table, as `7.5`.
  package var quantityText: String {
    guard fraction != 0 else { return String(whole) }
    var digits = ASCIIText.padded(fraction, 3)
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
  }

  /// The limit as `7.5 WORKING_DAY`.
  package var description: String { "\(quantityText) \(unit.code)" }
}
