/// A span of time as the command line writes it: `500ms`, `30s`, `2m`; a bare number is seconds.
package struct DurationArgument: Sendable, Hashable {
  /// The span.
  package let duration: Duration

  /// Reads a span of more than nothing and at most a day; nil for another shape.
  package init?(_ text: String) {
    let units: [(suffix: String, milliseconds: Int64)] = [
      ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("", 1000),
    ]
    guard let unit = units.first(where: { text.hasSuffix($0.suffix) }) else { return nil }
    let digits = text.dropLast(unit.suffix.count)
    guard !digits.isEmpty, digits.utf8.count <= 9,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits)
    else { return nil }
    let milliseconds = number * unit.milliseconds
    guard milliseconds > 0, milliseconds <= 86_400_000 else { return nil }
    duration = .milliseconds(milliseconds)
  }
}
