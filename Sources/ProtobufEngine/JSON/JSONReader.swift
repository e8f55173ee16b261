/// Reads a JSON text (RFC 8259).
struct JSONReader {
  /// How deep lists and objects may nest.
  private static let depthMax = 128

  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The only value of a text.
  static func value(of text: String) throws(WireJSONError) -> JSONValue {
    var reader = JSONReader(text)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.at == reader.bytes.count else { throw reader.error("the text goes on") }
    return value
  }

  private func error(_ reason: String) -> WireJSONError {
    let before = bytes.prefix(at)
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1)
    return WireJSONError("line \(line), column \(column): \(reason)")
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { at += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func value() throws(WireJSONError) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"):
      return try nested { (reader) throws(WireJSONError) in try reader.object() }
    case UInt8(ascii: "["):
      return try nested { (reader) throws(WireJSONError) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte):
      return .number(try number())
    case nil: throw error("the text ends where a value is due")
    default: throw error("a value is due")
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(WireJSONError) -> JSONValue
  ) throws(WireJSONError) -> JSONValue {
    depth += 1
    guard depth <= Self.depthMax else { throw error("values nest deeper than \(Self.depthMax)") }
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(WireJSONError) -> JSONValue
  {
    guard bytes[at...].starts(with: word.utf8) else { throw error("a value is due") }
    at += word.utf8.count
    return value
  }

  private mutating func object() throws(WireJSONError) -> JSONValue {
    at += 1
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    skipSpace()
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw error("a name in quotes is due") }
      let name = try string()
      guard names.insert(name).inserted else { throw error("the name \(name) stands twice") }
      skipSpace()
      guard take(":") else { throw error("a colon is due") }
      members.append(JSONValue.Member(name: name, value: try value()))
      skipSpace()
    } while take(",")
    guard take("}") else { throw error("a comma or a closing brace is due") }
    return .object(members)
  }

  private mutating func array() throws(WireJSONError) -> JSONValue {
    at += 1
    var values: [JSONValue] = []
    skipSpace()
    if take("]") { return .array([]) }
    repeat {
      values.append(try value())
      skipSpace()
    } while take(",")
    guard take("]") else { throw error("a comma or a closing bracket is due") }
    return .array(values)
  }

  private mutating func number() throws(WireJSONError) -> String {
    let start = at
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func digits() throws(WireJSONError) {
    let start = at
    while let byte = next, (0x30...0x39).contains(byte) { at += 1 }
    guard at > start else { throw error("a digit is due") }
  }

  private mutating func string() throws(WireJSONError) -> String {
    at += 1
    var text: [UInt8] = []
    while let byte = next {
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += String(try escape()).utf8
      case 0..<0x20: throw error("a control character in a string must be escaped")
      default: text.append(byte)
      }
    }
    throw error("the text ends in the middle of a string")
  }

  private mutating func escape() throws(WireJSONError) -> Character {
    guard let byte = next else { throw error("the text ends in the middle of a string") }
    at += 1
    switch byte {
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Character(Unicode.Scalar(byte))
    case UInt8(ascii: "u"): return Character(try unicodeEscape())
    default: throw error("there is no such escape")
    }
  }

  private mutating func unicodeEscape() throws(WireJSONError) -> Unicode.Scalar {
    let first = try hexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // What is no scalar value is half of a surrogate pair.
    guard (0xd800..<0xdc00).contains(first), take("\\"), take("u") else {
      throw error("half of a surrogate pair stands alone")
    }
    let second = try hexDigits()
    guard (0xdc00..<0xe000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { throw error("half of a surrogate pair stands alone") }
    return scalar
  }

  private mutating func hexDigits() throws(WireJSONError) -> UInt32 {
    guard at + 4 <= bytes.count,
      bytes[at..<at + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw error("four hexadecimal digits are due") }
    at += 4
    return value
  }
}
