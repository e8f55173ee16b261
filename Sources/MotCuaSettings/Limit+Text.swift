extension Limit {
  private static let none = "none"

  private var suffixes: [(text: String, factor: Int64)] {
    switch unit {
    case .count: []
    case .bytes: [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    case .milliseconds:
      [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)]
    }
  }

  /// A value as people write it: `128`, `4MiB`, `30s`, `none`.
  package func text(_ value: Value) -> String {
    guard let value else { return Self.none }
    for (suffix, factor) in suffixes where value != 0 && value % factor == 0 {
      return "\(value / factor)\(suffix)"
    }
    return unit == .milliseconds ? "\(value)ms" : String(value)
  }

  /// The range as people read it: `1…1000`.
  package var rangeText: String {
    let range = "\(text(range.lowerBound))…\(text(range.upperBound))"
    return mayBeNone ? "\(range), \(Self.none)" : range
  }

  /// Reads a value; nil if it is no such value or out of range.
  package func value(_ text: String) -> Value? {
    if text == Self.none { return mayBeNone ? .some(nil) : nil }
    guard let number = number(text), range.contains(number) else { return nil }
    return number
  }

  private func number(_ text: String) -> Int64? {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, let number = Int64(digits) else { return nil }
    let suffix = text[digits.endIndex...]
    // A time without a unit could be anything; bytes and counts have none of their own.
    if suffix.isEmpty { return unit == .milliseconds && number != 0 ? nil : number }
    guard let factor = suffixes.first(where: { $0.text == suffix })?.factor else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }
}
