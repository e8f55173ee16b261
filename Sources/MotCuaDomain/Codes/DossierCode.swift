/// The code of a dossier: `<agency>-YYMMDD-NNNN` (Circular 01/2018/TT-VPCP article 19).
///
/// The date is that of the system's reception in ICT and the number counts the agency's dossiers
/// of that day, so that a code never changes. Codes made here have the legal form; codes read
/// from elsewhere may also have eight digits of date and up to seven of number.
package struct DossierCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The largest number of a day that ``init(_:)`` reads back.
  package static let sequenceMax = 9_999_999
  /// The first day of which ``init(agency:date:sequence:)`` makes codes.
  package static let firstDay = CivilDate.newYear(2000)

  /// The code as written.
  package let text: String
  /// The agency part as written.
  package let agency: String
  /// The date part.
  package let date: CivilDate
  /// The number within the agency and the day.
  package let sequence: Int

  /// Makes the legal form; nil for a year outside 2000 to 2099 or a number outside 1 to
  /// ``sequenceMax``.
  package init?(agency: AgencyCode, date: CivilDate, sequence: Int) {
    guard (2000...2099).contains(date.year), (1...Self.sequenceMax).contains(sequence) else {
      return nil
    }
    self.agency = agency.text
    self.date = date
    self.sequence = sequence
    self.text = "\(agency.text)-\(date.codeDigits)-\(ASCIIText.padded(sequence, 4))"
  }

  /// Reads a code; nil when the shape is wrong or the date does not exist.
  package init?(_ text: some StringProtocol) {
    var written = String(text)
    guard let parts = written.withUTF8({ Self.parts($0) }) else { return nil }
    self.text = written
    self.agency = parts.agency
    self.date = parts.date
    self.sequence = parts.sequence
  }

  /// Equal texts are equal codes: the parts follow from it.
  package static func == (left: DossierCode, right: DossierCode) -> Bool {
    left.text == right.text
  }

  /// Hashes the text alone, for the same reason.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The code as written.
  package var description: String { text }

  /// Orders by the characters of the code.
  package static func < (left: DossierCode, right: DossierCode) -> Bool {
    left.text < right.text
  }

  /// The parts of a code; every read of a dossier takes them, so nothing is copied but the agency.
  private static func parts(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (agency: String, date: CivilDate, sequence: Int)? {
    let dash = UInt8(ascii: "-")
    guard let first = bytes.firstIndex(of: dash), first > 0,
      let second = bytes[(first + 1)...].firstIndex(of: dash),
      bytes[..<first].allSatisfy(isAgencyByte),
      let date = date(bytes[(first + 1)..<second]),
      (4...7).contains(bytes.count - second - 1),
      let sequence = ASCIIText.number(bytes[(second + 1)...])
    else { return nil }
    return (String(decoding: bytes[..<first], as: UTF8.self), date, sequence)
  }

  private static func isAgencyByte(_ byte: UInt8) -> Bool {
    ASCIIText.isDigit(byte) || ASCIIText.isUppercase(byte) || byte == UInt8(ascii: ".")
  }

  private static func date(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> CivilDate? {
    guard digits.count == 6 || digits.count == 8, let number = ASCIIText.number(digits) else {
      return nil
    }
    let year = number / 10_000
    return CivilDate(
      year: digits.count == 6 ? 2000 + year : year,
      month: number / 100 % 100,
      day: number % 100
    )
  }
}
