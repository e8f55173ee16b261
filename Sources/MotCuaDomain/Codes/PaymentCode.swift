/// The code of a payment: `<dossier code>-TT<n>` (thanh toán), n from 1.
package struct PaymentCode: Hashable, Sendable, CustomStringConvertible {
  /// The dossier that the payment is of.
  package let dossier: DossierCode
  /// The number among the payments of the dossier.
  package let number: Int

  /// Makes a code; nil for a number below 1.
  package init?(dossier: DossierCode, number: Int) {
    guard number >= 1 else { return nil }
    self.dossier = dossier
    self.number = number
  }

  /// Reads a code; nil when the shape is wrong.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let mark = bytes.lastIndex(of: UInt8(ascii: "-")) else { return nil }
    let tail = bytes[(mark + 1)...]
    let digits = tail.dropFirst(2)
    guard tail.starts(with: "TT".utf8), (1...6).contains(digits.count),
      digits.first != ASCIIText.zero, let number = ASCIIText.number(digits),
      let dossier = DossierCode(String(decoding: bytes[..<mark], as: UTF8.self))
    else { return nil }
    self.init(dossier: dossier, number: number)
  }

  /// The code as written.
  package var text: String { "\(dossier.text)-TT\(number)" }

  /// The code as written.
  package var description: String { text }
}
