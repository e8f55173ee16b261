/// A value of a JSON text (RFC 8259).
///
/// Numbers stay text, so that no digit of an `int64` is lost.
enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  /// The members in their order; a name may stand once only.
  case object([Member])

  /// A member of an object.
  struct Member: Equatable {
    let name: String
    let value: JSONValue
  }

  /// What it is, for error texts.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
