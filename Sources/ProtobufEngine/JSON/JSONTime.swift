/// Instants (RFC 3339) and spans as JSON writes them.
enum JSONTime {
  private static let secondsAllowed: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
  private static let spanMax: Int64 = 315_576_000_000

  /// The text of an instant in UTC; nil outside the years 1 to 9999.
  static func timestamp(_ seconds: Int64, _ nanos: Int32) -> String? {
    guard secondsAllowed.contains(seconds), (0...999_999_999).contains(nanos) else { return nil }
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let second = seconds - days * 86_400
    let (year, month, day) = civil(days)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
    return "\(date)T\(clock.joined(separator: ":"))\(fraction(nanos))Z"
  }

  /// The instant of a text with any offset; nil for anything else.
  static func timestamp(_ text: String) -> (Int64, Int32)? {
    var scan = Scan(text)
    guard let year = scan.number(4), scan.take("-"), let month = scan.number(2), scan.take("-"),
      let day = scan.number(2), scan.take("T"), let hour = scan.number(2), scan.take(":"),
      let minute = scan.number(2), scan.take(":"), let second = scan.number(2),
      let nanos = scan.fraction(), let offset = scan.offset(), scan.isAtEnd,
      hour < 24, minute < 60, second < 60, (1...12).contains(month)
    else { return nil }
    let days = self.days(year, month, day)
    guard civil(days) == (year, month, day) else { return nil }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    return secondsAllowed.contains(seconds) ? (seconds, nanos) : nil
  }

  /// The text of a span; nil for one that the standard does not allow.
  static func duration(_ seconds: Int64, _ nanos: Int32) -> String? {
    guard (-spanMax...spanMax).contains(seconds), (-999_999_999...999_999_999).contains(nanos),
      seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0)
    else { return nil }
    let sign = seconds < 0 || nanos < 0 ? "-" : ""
    return "\(sign)\(abs(seconds))\(fraction(abs(nanos)))s"
  }

  /// The span of a text; nil for anything else.
  static func duration(_ text: String) -> (Int64, Int32)? {
    var scan = Scan(text)
    let isNegative = scan.take("-")
    guard let seconds = scan.number(nil), seconds <= spanMax, let nanos = scan.fraction(),
      scan.take("s"), scan.isAtEnd
    else { return nil }
    return isNegative ? (-seconds, -nanos) : (seconds, nanos)
  }

  /// No digits, or three, six or nine.
  private static func fraction(_ nanos: Int32) -> String {
    if nanos == 0 { return "" }
    if nanos % 1_000_000 == 0 { return "." + padded(Int64(nanos / 1_000_000), 3) }
    if nanos % 1000 == 0 { return "." + padded(Int64(nanos / 1000), 6) }
    return "." + padded(Int64(nanos), 9)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The Gregorian date of a day counted from 1970-01-01, by years that begin in March.
  private static func civil(_ days: Int64) -> (Int64, Int64, Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The opposite of ``civil(_:)``.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Reads a text from left to right.
  private struct Scan {
    private var rest: Substring.UTF8View

    init(_ text: String) {
      rest = Substring(text).utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    /// A number of so many digits, or of one to eighteen.
    mutating func number(_ width: Int?) -> Int64? {
      let digits = rest.prefix(width ?? 18).prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty, width == nil || digits.count == width else { return nil }
      rest.removeFirst(digits.count)
      return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// Nanoseconds after a point; zero without one.
    mutating func fraction() -> Int32? {
      guard take(".") else { return 0 }
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard (1...9).contains(digits.count) else { return nil }
      rest.removeFirst(digits.count)
      let value = digits.reduce(0) { $0 * 10 + Int32($1 - 0x30) }
      return (digits.count..<9).reduce(value) { value, _ in value * 10 }
    }

    /// The seconds of an offset from UTC.
    mutating func offset() -> Int64? {
      if take("Z") { return 0 }
      let sign: Int64 = take("-") ? -1 : 1
      guard sign < 0 || take("+"), let hours = number(2), take(":"), let minutes = number(2),
        hours < 24, minutes < 60
      else { return nil }
      return sign * (hours * 3600 + minutes * 60)
    }
  }
}
