/// The code of an agency, in either legal shape.
///
/// QCVN 102:2016/BTTTT writes the levels right to left with zeros for absent ones
/// (`000.00.00.H10`); Decision 20/2020/QĐ-TTg writes them left to right with a variable depth
/// (`H10.05.01`). Codes are ASCII and upper case.
package struct AgencyCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Which rule a code follows.
  package enum Scheme: Hashable, Sendable {
    /// Four levels, right to left: QCVN 102:2016/BTTTT.
    case qcvn102
    /// One to four levels, left to right: Decision 20/2020/QĐ-TTg.
    case decision20
  }

  /// The code as written.
  package let text: String
  /// The rule the code follows.
  package let scheme: Scheme

  /// Reads a code; nil when it has neither legal shape.
  package init?(_ text: some StringProtocol) {
    guard let scheme = Self.scheme(of: text) else { return nil }
    self.text = String(text)
    self.scheme = scheme
  }

  /// The code as written.
  package var description: String { text }

  /// The code of the ministry or province, a letter and two digits, as `H10`.
  package var root: String {
    String(scheme == .qcvn102 ? text.suffix(3) : text.prefix(3))
  }

  /// Equal texts are equal codes: the rest follows from the text.
  package static func == (left: AgencyCode, right: AgencyCode) -> Bool {
    left.text == right.text
  }

  /// Hashes the text alone, for the same reason.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Orders by the characters of the code.
  package static func < (left: AgencyCode, right: AgencyCode) -> Bool {
    left.text < right.text
  }

  private static func scheme(of text: some StringProtocol) -> Scheme? {
    let levels = Array(text.utf8).split(
      separator: UInt8(ascii: "."),
      maxSplits: 4,
      omittingEmptySubsequences: false
    )
    guard let first = levels.first, let last = levels.last else { return nil }
    if isRoot(first) {
      let below = levels.dropFirst()
      return below.count <= 3 && below.allSatisfy { isNumber($0, 2...3) } ? .decision20 : nil
    }
    guard levels.count == 4, isNumber(first, 3...3), isNumber(levels[1], 2...2),
      isNumber(levels[2], 2...2), isRoot(last)
    else { return nil }
    return .qcvn102
  }

  private static func isRoot(_ level: ArraySlice<UInt8>) -> Bool {
    level.count == 3 && level.first.map(ASCIIText.isUppercase) == true
      && level.dropFirst().allSatisfy(ASCIIText.isDigit)
  }

  private static func isNumber(_ level: ArraySlice<UInt8>, _ width: ClosedRange<Int>) -> Bool {
    width.contains(level.count) && level.allSatisfy(ASCIIText.isDigit)
  }
}
