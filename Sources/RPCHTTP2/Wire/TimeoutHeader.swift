/// The value of `grpc-timeout`: one to eight digits and a unit (gRPC: PROTOCOL-HTTP2 "Requests").
enum TimeoutHeader {
  private static let digitsMax = 8
  private static let units = Array("numSMH".utf8)
  /// The most that eight digits say.
  private static let numberMax: UInt64 = 99_999_999

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

  /// Hands on the value for a time that is left, rounded up in the finest unit that fits eight digits.
  ///
  /// Written into a few bytes of the stack, since each call of a client has one.
  static func withValue<Result>(
    nanoseconds: UInt64,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let (number, letter) = numberAndUnit(nanoseconds)
    return withUnsafeTemporaryAllocation(byteCount: digitsMax + 1, alignment: 1) { bytes in
      var start = digitsMax
      bytes[start] = letter
      var left = number
      repeat {
        start -= 1
        bytes[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: left % 10)
        left /= 10
      } while left > 0 && start > 0
      return body(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }
  }

  private static func numberAndUnit(_ nanoseconds: UInt64) -> (UInt64, UInt8) {
    for letter in units {
      guard let size = unitNanoseconds(letter) else { continue }
      let number = nanoseconds / size + (nanoseconds % size == 0 ? 0 : 1)
      if number <= numberMax { return (number, letter) }
    }
    return (numberMax, UInt8(ascii: "H"))
  }
}
