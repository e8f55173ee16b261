extension Instant: CustomStringConvertible {
  /// Reads `YYYY-MM-DD HH:MM`, optionally with `:SS`, as ICT.
  package init?(ictText text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 16 || bytes.count == 19, bytes[10] == UInt8(ascii: " "),
      let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)),
      let clock = Self.clock(bytes[11...])
    else { return nil }
    self = Instant(ict: date, minute: 0) + clock
  }

  /// Reads an RFC 3339 date-time with any offset; digits below the millisecond are dropped.
  package init?(rfc3339 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t"),
      let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)),
      let clock = Self.clock(bytes[11..<19])
    else { return nil }
    var rest = bytes[19...]
    var fraction: Int64 = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix(while: ASCIIText.isDigit)
      guard (1...9).contains(digits.count),
        let value = ASCIIText.number((Array(digits) + [ASCIIText.zero, ASCIIText.zero]).prefix(3))
      else { return nil }
      fraction = Int64(value)
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = Self.offset(rest) else { return nil }
    let midnight = Instant(milliseconds: Int64(date.daysSinceEpoch) * Self.day)
    self = midnight + clock + fraction - offset
  }

  /// The instant in ICT as `YYYY-MM-DD HH:MM`, seconds dropped.
  package var ictText: String {
    let minute = ictMinuteOfDay
    return "\(ictDate) \(ASCIIText.padded(minute / 60, 2)):\(ASCIIText.padded(minute % 60, 2))"
  }

  /// The instant as RFC 3339 with the offset +07:00, milliseconds only where there are some.
  package var rfc3339: String {
    let total = Int(ictMillisecondOfDay)
    let fraction = total % 1000
    let clock = [total / 3_600_000, total / 60_000 % 60, total / 1000 % 60]
      .map { ASCIIText.padded($0, 2) }.joined(separator: ":")
    return "\(ictDate)T\(clock)\(fraction == 0 ? "" : "." + ASCIIText.padded(fraction, 3))+07:00"
  }

  /// The same as ``rfc3339``.
  package var description: String { rfc3339 }

  /// The milliseconds of `HH:MM` or `HH:MM:SS`; a leap second (60) is refused.
  private static func clock(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let start = bytes.startIndex
    let colon = UInt8(ascii: ":")
    guard bytes.count == 5 || bytes.count == 8, bytes[start + 2] == colon,
      let hours = ASCIIText.number(bytes[start..<start + 2]), hours < 24,
      let minutes = ASCIIText.number(bytes[start + 3..<start + 5]), minutes < 60
    else { return nil }
    var seconds = 0
    if bytes.count == 8 {
      guard bytes[start + 5] == colon,
        let value = ASCIIText.number(bytes[start + 6..<start + 8]), value < 60
      else { return nil }
      seconds = value
    }
    return Int64((hours * 60 + minutes) * 60 + seconds) * 1000
  }

  /// The milliseconds of `Z` or `±HH:MM`.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard let sign = bytes.first else { return nil }
    if bytes.count == 1 { return sign | 0x20 == UInt8(ascii: "z") ? 0 : nil }
    guard bytes.count == 6, let value = clock(bytes.dropFirst()) else { return nil }
    switch sign {
    case UInt8(ascii: "+"): return value
    case UInt8(ascii: "-"): return -value
    default: return nil
    }
  }
}

extension Instant {
  /// The second in ICT, as a name that sorts: `20200806-091500`.
  package var ictStamp: String {
    let second = Int(ictMillisecondOfDay / 1000)
    let clock = [second / 3600, second / 60 % 60, second % 60].map { ASCIIText.padded($0, 2) }
    return "\(ictDate)".filter(\.isNumber) + "-" + clock.joined()
  }
}
