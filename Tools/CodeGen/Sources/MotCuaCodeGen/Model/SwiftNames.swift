/// The names that things of a proto get in Swift.
enum SwiftNames {
  /// Words that need backticks as names of members and parameters.
  private static let keywords: Set<String> = [
    "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
    "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
    "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return",
    "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
    "typealias", "var", "where", "while",
  ]
  /// What messages have already.
  static let takenInMessages: Set<String> = [
    "hashValue", "hash", "serialized", "validate", "check", "wireDescriptor", "makeWire", "self",
  ]
  /// What enums have already.
  static let takenInEnums: Set<String> = [
    "unrecognized", "rawValue", "name", "allCases", "isRecognized", "hashValue", "hash", "self",
  ]
  /// Types that generated code names, and names that no type may have.
  private static let takenTypes: Set<String> = [
    "Any", "Array", "Bool", "Dictionary", "Double", "Float", "Hashable", "Hasher", "Int", "Int32",
    "Int64", "Never", "Optional", "Protocol", "Self", "Sendable", "Set", "String", "Swift", "Type",
    "UInt32", "UInt64", "UInt8", "Void", "WireArena", "WireError", "WireMessage",
  ]

  /// `snake_case` or `UPPER_CASE` as `lowerCamelCase`.
  static func member(_ name: String) -> String {
    let pieces = name.split(separator: "_")
    guard let first = pieces.first else { return "_" }
    let isUpper = !name.contains(where: \.isLowercase)
    let rest = pieces.dropFirst().map { capitalized(isUpper ? $0.lowercased() : String($0)) }
    let head = isUpper ? first.lowercased() : first.prefix(1).lowercased() + first.dropFirst()
    let joined = head + rest.joined()
    return joined.first.map(\.isNumber) == true ? "_" + joined : joined
  }

  /// The name of a type.
  static func type(_ name: String) -> String {
    let joined = upperCamel(name)
    return takenTypes.contains(joined) ? joined + "_" : joined
  }

  /// The name of a method: `SubmitDossier` is `submitDossier`.
  static func method(_ name: String) -> String {
    name.prefix(1).lowercased() + name.dropFirst()
  }

  /// The name of an enum's case without the enum's name before it.
  static func enumCase(_ value: String, of enumName: String) -> String {
    let prefix = upperSnake(enumName) + "_"
    let rest = value.hasPrefix(prefix) ? String(value.dropFirst(prefix.count)) : value
    return member(rest.isEmpty ? value : rest)
  }

  /// The name of a file without folder and ending: `server_info.proto` is `ServerInfo`.
  static func file(_ path: String) -> String {
    let base = path.split(separator: "/").last.map(String.init) ?? path
    return upperCamel(base.replacing(".proto", with: "").replacing("-", with: "_"))
  }

  /// The name with backticks where the language asks for them.
  static func escaped(_ name: String) -> String {
    keywords.contains(name) ? "`\(name)`" : name
  }

  /// Names that differ from each other and from what is taken: the later one gets underscores.
  static func unique(_ names: [String], taken: Set<String>) -> [String] {
    var used = taken
    return names.map { name in
      var name = name
      while !used.insert(name).inserted { name += "_" }
      return name
    }
  }

  private static func upperCamel(_ name: String) -> String {
    name.split(separator: "_").map { capitalized(String($0)) }.joined()
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func upperSnake(_ name: String) -> String {
    var result = ""
    var previous: Character = "_"
    for character in name {
      if character.isUppercase, previous.isLowercase || previous.isNumber { result += "_" }
      result += character.uppercased()
      previous = character
    }
    return result
  }
}
