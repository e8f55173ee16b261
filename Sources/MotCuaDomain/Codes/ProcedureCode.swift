/// The national code of a procedure, as `1.004194`, with the agency that localised it where
/// there is one, as `1.004194.000.00.00.H10` or `1.004194.H10`.
package struct ProcedureCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The code as written.
  package let text: String
  /// The agency behind the national part.
  package let suffix: AgencyCode?

  /// Reads a code; nil when it has not the legal shape.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let dot = UInt8(ascii: ".")
    guard bytes.count >= 8, ASCIIText.isDigit(bytes[0]), bytes[1] == dot,
      bytes[2..<8].allSatisfy(ASCIIText.isDigit)
    else { return nil }
    if bytes.count > 8 {
      guard bytes[8] == dot,
        let agency = AgencyCode(String(decoding: bytes[9...], as: UTF8.self))
      else { return nil }
      self.suffix = agency
    } else {
      self.suffix = nil
    }
    self.text = String(text)
  }

  /// Reads a code from a table made by hand: white space at the ends is dropped first.
  package init?(importing text: some StringProtocol) {
    self.init(ASCIIText.trimmed(text))
  }

  /// The national part, as `1.004194`.
  package var national: String { String(text.prefix(8)) }

  /// The code as written.
  package var description: String { text }

  /// Equal texts are equal codes: the rest follows from the text.
  package static func == (left: ProcedureCode, right: ProcedureCode) -> Bool {
    left.text == right.text
  }

  /// Hashes the text alone, for the same reason.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Orders by the characters of the code.
  package static func < (left: ProcedureCode, right: ProcedureCode) -> Bool {
    left.text < right.text
  }
}
