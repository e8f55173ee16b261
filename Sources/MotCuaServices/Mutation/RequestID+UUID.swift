package import MotCuaStore

extension RequestID {
  /// Reads a UUID in its usual text form, either case; nil for any other text.
  package init?(uuid text: String) {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard groups.map(\.count) == [8, 4, 4, 4, 12] else { return nil }
    var words: [UInt64] = [0, 0]
    var position = 0
    for byte in groups.joined() {
      guard let digit = Self.value(of: byte) else { return nil }
      words[position / 16] = words[position / 16] << 4 | digit
      position += 1
    }
    self.init(high: words[0], low: words[1])
  }

  /// The usual text form, in lower case.
  package var uuid: String {
    let digits = Array(HexText.encode(bytes))
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return groups.map { String(digits[$0]) }.joined(separator: "-")
  }

  private static func value(of digit: UInt8) -> UInt64? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(digit - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(digit - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
