/// Reads the bytes of a text from the left by the parts of a shape.
///
/// Each part takes as much as it can and says whether it was enough; in all shapes a part ends
/// where the next byte cannot belong to it, so that nothing is ever given back.
struct ShapeReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Whether everything has been read.
  var isAtEnd: Bool { at == bytes.count }

  /// Takes one byte if it is this one.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  /// Takes all bytes of a class and says whether their number is in the range.
  mutating func run(_ count: ClosedRange<Int>, of isMember: (UInt8) -> Bool) -> Bool {
    let start = at
    while at < bytes.count, isMember(bytes[at]) { at += 1 }
    return count.contains(at - start)
  }

  /// Takes all digits and says whether their number is in the range.
  mutating func digits(_ count: ClosedRange<Int>) -> Bool { run(count, of: Self.isDigit) }

  /// Takes all digits; their number, and their value as long as there are at most nine.
  private mutating func number() -> (count: Int, value: Int) {
    let start = at
    var value = 0
    while at < bytes.count, Self.isDigit(bytes[at]) {
      if at - start < 9 { value = value * 10 + Int(bytes[at] & 0xF) }
      at += 1
    }
    return (at - start, value)
  }

  // MARK: The shapes

  /// `000.00.00.H10` or `H10`, `H10.05`, `H10.05.01`, `H10.05.01.002`.
  mutating func agencyCode() -> Bool {
    guard at < bytes.count, Self.isDigit(bytes[at]) else {
      guard agencyRoot() else { return false }
      for _ in 0..<3 where take(".") {
        guard digits(2...3) else { return false }
      }
      return true
    }
    return digits(3...3) && take(".") && digits(2...2) && take(".") && digits(2...2) && take(".")
      && agencyRoot()
  }

  private mutating func agencyRoot() -> Bool {
    guard at < bytes.count, Self.isUpper(bytes[at]) else { return false }
    at += 1
    return digits(2...2)
  }

  /// `1.001193`, with an agency's code behind it where it was localised.
  mutating func procedureCode() -> Bool {
    guard digits(1...1), take("."), digits(6...6) else { return false }
    return take(".") ? agencyCode() : true
  }

  /// `<agency>-YYMMDD-NNNN`, also with eight digits of a day that exists and up to seven of number.
  mutating func dossierCode() -> Bool {
    guard agencyCode(), take("-") else { return false }
    let day = number()
    guard day.count == 6 || day.count == 8, take("-"), digits(4...7) else { return false }
    return Self.isDay(day.count == 6 ? 20_000_000 + day.value : day.value)
  }

  /// `YYYY-MM-DD`, a day that exists.
  mutating func date() -> Bool {
    let year = number()
    guard year.count == 4, take("-") else { return false }
    let month = number()
    guard month.count == 2, take("-") else { return false }
    let day = number()
    return day.count == 2 && Self.isDay(year.value * 10_000 + month.value * 100 + day.value)
  }

  /// Ten digits of which the last checks the nine before it, and a branch.
  mutating func taxCode() -> Bool {
    let start = at
    guard digits(10...10) else { return false }
    let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
    var sum = 0
    for (index, weight) in weights.enumerated() { sum += weight * Int(bytes[start + index] & 0xF) }
    guard 10 - sum % 11 == Int(bytes[start + 9] & 0xF) else { return false }
    return take("-") ? digits(3...3) : true
  }

  /// 0 or +84, then nine or ten digits.
  mutating func phone() -> Bool {
    guard take("+") else { return take("0") && digits(9...10) }
    return take("8") && take("4") && digits(9...10)
  }

  /// One @ between printable characters and a dotted domain, at most 254 bytes.
  mutating func email() -> Bool {
    guard bytes.count <= 254, run(1...254, of: Self.isLocalPart), take("@"),
      run(1...254, of: Self.isLabel), take(".")
    else { return false }
    while run(1...254, of: Self.isLabel) {
      guard take(".") else { return true }
    }
    return false
  }

  /// Groups of 8, 4, 4, 4 and 12 hexadecimal digits, either case.
  mutating func uuid() -> Bool {
    guard run(8...8, of: Self.isHex) else { return false }
    for _ in 0..<3 {
      guard take("-"), run(4...4, of: Self.isHex) else { return false }
    }
    return take("-") && run(12...12, of: Self.isHex)
  }

  /// A letter or digit, then up to 31 of these, dots and hyphens.
  mutating func officerCode() -> Bool {
    guard let first = bytes.first, Self.isUpper(first) || Self.isDigit(first) else { return false }
    return run(1...32) {
      Self.isUpper($0) || Self.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
  }

  // MARK: Classes

  /// A day of the Gregorian calendar from its eight digits as a number.
  private static func isDay(_ digits: Int) -> Bool {
    let year = digits / 10_000
    let month = digits / 100 % 100
    let day = digits % 100
    guard year > 0, (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    switch month {
    case 2: return day <= (isLeap ? 29 : 28)
    case 4, 6, 9, 11: return day <= 30
    default: return day <= 31
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func isUpper(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

  private static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6
  }

  static func isLowerHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte &- UInt8(ascii: "a") < 6
  }

  private static func isLocalPart(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "@")
  }

  private static func isLabel(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "-")
  }
}
