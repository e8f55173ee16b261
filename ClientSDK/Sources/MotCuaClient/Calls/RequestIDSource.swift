import Foundation

/// Makes identifiers for requests: UUIDs of version 7 (RFC 9562 §5.7).
///
/// They begin with the time in milliseconds, so that the server can tell whether an identifier is
/// younger than what it keeps. Time and chance are parameters.
public struct RequestIDSource: Sendable {
  private let millisecondsSince1970: @Sendable () -> UInt64
  private let random: @Sendable () -> UInt64

  /// Makes identifiers from the given time and chance.
  public init(
    millisecondsSince1970: @escaping @Sendable () -> UInt64,
    random: @escaping @Sendable () -> UInt64
  ) {
    self.millisecondsSince1970 = millisecondsSince1970
    self.random = random
  }

  /// The clock and the random numbers of the system.
  public static let system = RequestIDSource(
    millisecondsSince1970: { UInt64(max(0, Date().timeIntervalSince1970 * 1000)) },
    random: { UInt64.random(in: .min ... .max) }
  )

  /// The next identifier in the usual text form.
  public func next() -> String {
    let time = millisecondsSince1970() & 0xffff_ffff_ffff
    let high = time << 16 | 0x7000 | random() & 0x0fff
    let low = 0x8000_0000_0000_0000 | random() & 0x3fff_ffff_ffff_ffff
    let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append("-") }
      text.append(digit)
    }
    return text
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
