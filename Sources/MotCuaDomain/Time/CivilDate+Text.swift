extension CivilDate: CustomStringConvertible {
  /// Reads `yyyy-MM-dd`; nil for another shape or a day that does not exist.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let dash = UInt8(ascii: "-")
    guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash,
      let year = ASCIIText.number(bytes[0..<4]),
      let month = ASCIIText.number(bytes[5..<7]),
      let day = ASCIIText.number(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The date as `yyyy-MM-dd`.
  package var description: String {
    let own = parts
    return "\(ASCIIText.padded(own.year, 4))-\(ASCIIText.padded(own.month, 2))-"
      + ASCIIText.padded(own.day, 2)
  }

  /// The date as Vietnamese people write it: `dd/MM/yyyy`.
  package var vietnameseText: String {
    let own = parts
    return "\(ASCIIText.padded(own.day, 2))/\(ASCIIText.padded(own.month, 2))/"
      + ASCIIText.padded(own.year, 4)
  }

  /// The six digits `yyMMdd` of a dossier code.
  package var codeDigits: String {
    let own = parts
    return ASCIIText.padded(own.year % 100, 2) + ASCIIText.padded(own.month, 2)
      + ASCIIText.padded(own.day, 2)
  }
}
