/// The value of `grpc-timeout`: one to eight digits and a unit (gRPC: PROTOCOL-HTTP2 "Requests").
enum TimeoutHeader {
  private static let digitsMax = 8
  private static let units: [(letter: Character, nanoseconds: UInt64)] = [
    ("n", 1), ("u", 1_000), ("m", 1_000_000), ("S", 1_000_000_000),
    ("M", 60_000_000_000), ("H", 3_600_000_000_000),
  ]

  /// The timeout in nanoseconds, saturated; nil if the value is malformed.
  static func nanoseconds(_ value: UnsafeRawBufferPointer) -> UInt64? {
    guard value.count >= 2, value.count <= digitsMax + 1 else { return nil }
    guard let unit = unitNanoseconds(value[value.count - 1]) else { return nil }
    var number: UInt64 = 0
    for position in 0..<value.count - 1 {
      let digit = value[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      number = number * 10 + UInt64(digit)
    }
    // 99999999H is 3.6e20 nanoseconds, more than 64 bits hold.
    let (product, overflow) = number.multipliedReportingOverflow(by: unit)
    return overflow ? .max : product
  }

  private static func unitNanoseconds(_ letter: UInt8) -> UInt64? {
    switch letter {
    case UInt8(ascii: "n"): 1
    case UInt8(ascii: "u"): 1_000
    case UInt8(ascii: "m"): 1_000_000
    case UInt8(ascii: "S"): 1_000_000_000
    case UInt8(ascii: "M"): 60_000_000_000
    case UInt8(ascii: "H"): 3_600_000_000_000
    default: nil
    }
  }

  /// The value for a time that is left, rounded up in the finest unit that fits eight digits.
  static func text(nanoseconds: UInt64) -> String {
    for (letter, size) in units {
      let number = nanoseconds / size + (nanoseconds % size == 0 ? 0 : 1)
      if number <= 99_999_999 { return "\(number)\(letter)" }
    }
    return "99999999H"
  }
}
