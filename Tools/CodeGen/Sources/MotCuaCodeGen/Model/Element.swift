/// One value of a field: how Swift and C hold it and how one becomes the other.
enum Element {
  /// A number; its Swift type.
  case number(String)
  case bool
  case text
  case bytes
  /// An enum; its Swift type and the case of zero.
  case enumeration(type: String, zero: String)
  /// A message; its Swift type.
  case message(type: String)

  /// The Swift type.
  var type: String {
    switch self {
    case .number(let type): type
    case .bool: "Bool"
    case .text: "String"
    case .bytes: "[UInt8]"
    case .enumeration(let type, _): type
    case .message(let type): type
    }
  }

  /// The default as a Swift expression.
  var zero: String {
    switch self {
    case .number: "0"
    case .bool: "false"
    case .text: "\"\""
    case .bytes: "[]"
    case .enumeration(_, let zero): "." + zero
    case .message(let type): "\(type)()"
    }
  }

  /// The Swift value of the C expression `wire`.
  func read(_ wire: String) -> String {
    switch self {
    case .number: wire
    case .bool: "\(wire) != 0"
    case .text: "WireValue.text(\(wire))"
    case .bytes: "WireValue.bytes(\(wire))"
    case .enumeration(let type, _):
      "\(type)(rawValue: Int32(truncatingIfNeeded: \(wire).rawValue))"
    case .message(let type): "WireValue.message(\(wire)) ?? \(type)()"
    }
  }

  /// The Swift array of C's `wire` with `count` elements.
  func readArray(_ wire: String, _ count: String) -> String {
    switch self {
    case .number: "WireValue.values(\(wire), \(count))"
    case .text: "WireValue.texts(\(wire), \(count))"
    case .message: "WireValue.messages(\(wire), \(count))"
    case .bool, .bytes, .enumeration:
      "WireValue.values(\(wire), \(count)) { \(read("$0")) }"
    }
  }

  /// Statements that put the Swift expression `value` into C's `wire`.
  func write(_ value: String, to wire: String, field: String) -> [String] {
    switch self {
    case .number: ["\(wire) = \(value)"]
    case .bool: ["\(wire) = \(value) ? 1 : 0"]
    case .text: ["\(wire) = try arena.text(\(value), \"\(field)\")"]
    case .bytes: ["try arena.put(\(value), into: &\(wire))"]
    case .enumeration: ["\(wire) = \(Self.wireEnum(value))"]
    case .message: ["\(wire) = try arena.message(\(value), \"\(field)\")"]
    }
  }

  /// The C array of the Swift array `values`.
  func writeArray(_ values: String, field: String) -> String {
    switch self {
    case .number: "try arena.values(\(values))"
    case .bool: "try arena.values(\(values)) { $0 ? 1 : 0 }"
    case .text: "try arena.texts(\(values), \"\(field)\")"
    case .bytes: "try arena.byteArrays(\(values))"
    case .enumeration: "try arena.values(\(values)) { \(Self.wireEnum("$0")) }"
    case .message: "try arena.messages(\(values), \"\(field)\")"
    }
  }

  private static func wireEnum(_ value: String) -> String {
    ".init(rawValue: .init(truncatingIfNeeded: \(value).rawValue))"
  }
}
