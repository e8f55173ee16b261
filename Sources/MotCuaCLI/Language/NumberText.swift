/// Numbers as people of a language write them, without a locale library.
package enum NumberText {
  /// A whole number with its thousands marked, `1.603` in Vietnamese.
  package static func grouped(_ number: Int64, _ language: Language) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) {
        text.append(language.groupSeparator)
      }
      text.append(digit)
    }
    return number < 0 ? "-" + text : text
  }

  /// A part of a whole in per cent with two decimals, rounded half up in whole numbers; nil where
  /// there is nothing to divide by.
  package static func percent(
    _ numerator: Int64,
    of denominator: Int64,
    _ language: Language
  ) -> String? {
    guard let hundredths = hundredths(numerator, of: denominator) else { return nil }
    let whole = grouped(hundredths / 100, language)
    let rest = String(hundredths % 100)
    let decimals = rest.count < 2 ? "0" + rest : rest
    return "\(whole)\(language.decimalSeparator)\(decimals) %"
  }

  /// The same in hundredths of a per cent.
  static func hundredths(_ numerator: Int64, of denominator: Int64) -> Int64? {
    guard denominator > 0, numerator >= 0 else { return nil }
    // 128 bits hold the product of any two counts, so nothing overflows and nothing is a float.
    return Int64(
      clamping: (Int128(numerator) * 20_000 + Int128(denominator)) / (Int128(denominator) * 2)
    )
  }
}
