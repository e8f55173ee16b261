/// The shapes of the numbers by which people and enterprises are known.
package enum PersonalIdentifier {
  /// Whether the text is a citizen's number: 12 digits.
  package static func isCitizenID(_ text: String) -> Bool { isDigits(text, 12) }

  /// Whether the text is the number of an old identity card: 9 digits.
  package static func isOldCitizenID(_ text: String) -> Bool { isDigits(text, 9) }

  /// Whether the text is a tax code: 10 digits of which the last checks the others, or these and
  /// a branch as `-001`.
  package static func isTaxCode(_ text: String) -> Bool {
    let parts = ASCIIText.parts(text, at: "-")
    guard parts.count <= 2, isDigits(parts[0], 10) else { return false }
    if parts.count == 2, !isDigits(parts[1], 3) { return false }
    let digits = parts[0].utf8.map { Int($0 - ASCIIText.zero) }
    let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return 10 - sum % 11 == digits[9]
  }

  /// Whether the text is a Vietnamese telephone number, national or with +84, without spaces.
  package static func isVietnamesePhone(_ text: String) -> Bool {
    let national = text.hasPrefix("+84") ? "0" + text.dropFirst(3) : text
    if national.hasPrefix("02") { return isDigits(national, 11) }
    return isDigits(national, 10) && ["03", "05", "07", "08", "09"].contains(national.prefix(2))
  }

  /// The two ways to write a Vietnamese telephone number: national, then with +84.
  package static func phoneSpellings(_ phone: String) -> [String] {
    let digits = phone.dropFirst(phone.hasPrefix("+84") ? 3 : 1)
    return ["0\(digits)", "+84\(digits)"]
  }

  /// Whether the text has the shape of an e-mail address: one @, a dotted domain, no spaces.
  package static func isEmail(_ text: String) -> Bool {
    let parts = ASCIIText.parts(text, at: "@")
    guard parts.count == 2, (1...64).contains(parts[0].utf8.count), text.utf8.count <= 254,
      parts[0].utf8.allSatisfy(isLocalByte)
    else { return false }
    let labels = ASCIIText.parts(parts[1], at: ".")
    return labels.count >= 2 && labels.allSatisfy(isLabel)
  }

  /// The text with all but its last three characters hidden, for lists.
  package static func masked(_ text: String) -> String {
    String(repeating: "*", count: max(0, text.count - 3)) + text.suffix(3)
  }

  private static func isDigits(_ text: some StringProtocol, _ count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy(ASCIIText.isDigit)
  }

  private static func isLocalByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"\"(),:;<>[\\]".utf8.contains(byte)
  }

  private static func isLabel(_ label: String) -> Bool {
    let dash = UInt8(ascii: "-")
    return (1...63).contains(label.utf8.count) && label.utf8.first != dash
      && label.utf8.last != dash
      && label.utf8.allSatisfy {
        ASCIIText.isDigit($0) || ASCIIText.isLetter($0) || $0 == dash
      }
  }
}
