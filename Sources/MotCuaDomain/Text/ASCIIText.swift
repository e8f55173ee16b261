/// Reading and writing the ASCII forms (codes, dates, numbers) without Foundation.
enum ASCIIText {
  static let zero = UInt8(ascii: "0")

  /// The non-negative number written in `bytes`, or nil when any byte is not a digit.
  ///
  /// At most 18 digits, so that the result cannot overflow.
  static func number(_ bytes: some Collection<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
    var value = 0
    for byte in bytes {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - zero)
    }
    return value
  }

  /// The number with at least `width` digits, zeros in front.
  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= zero && byte <= UInt8(ascii: "9")
  }

  static func isUppercase(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    isUppercase(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
  }

  /// The text without white space at either end, as hand-made tables have it.
  static func trimmed(_ text: some StringProtocol) -> String {
    var rest = text[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }

  /// The text cut at every `separator`, empty parts kept.
  static func parts(_ text: some StringProtocol, at separator: Unicode.Scalar) -> [String] {
    let byte = UInt8(ascii: separator)
    let pieces = Array(text.utf8).split(separator: byte, omittingEmptySubsequences: false)
    return pieces.map { String(decoding: $0, as: UTF8.self) }
  }
}
