/// The names that protoc-gen-c 1.4 gives to things.
enum CNames {
  /// Words that protoc-gen-c puts an underscore behind when a field bears them: those of C++.
  private static let keywords: Set<String> = [
    "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char",
    "class", "compl", "const", "const_cast", "continue", "default", "delete", "do", "double",
    "dynamic_cast", "else", "enum", "explicit", "extern", "false", "float", "for", "friend", "goto",
    "if", "inline", "int", "long", "mutable", "namespace", "new", "not", "not_eq", "operator", "or",
    "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "return", "short",
    "signed", "sizeof", "static", "static_cast", "struct", "switch", "template", "this", "throw",
    "true", "try", "typedef", "typeid", "typename", "union", "unsigned", "using", "virtual", "void",
    "volatile", "wchar_t", "while", "xor", "xor_eq",
  ]

  /// The type of a message or an enum: `motcua.v1.Dossier` is `Motcua__V1__Dossier`.
  static func type(_ fullName: String) -> String {
    fullName.split(separator: ".").map(camel).joined(separator: "__")
  }

  /// The prefix of a message's functions: `motcua.v1.RowError` is `motcua__v1__row_error`.
  static func function(_ fullName: String) -> String {
    fullName.split(separator: ".").map(lower).joined(separator: "__")
  }

  /// The member of a field.
  static func field(_ name: String) -> String {
    let lowercased = name.lowercased()
    return keywords.contains(lowercased) ? lowercased + "_" : lowercased
  }

  /// A member as Swift names it after a dot.
  static func member(_ name: String) -> String {
    ["init", "self", "Type", "Protocol"].contains(name) ? "`\(name)`" : name
  }

  /// The member that counts a repeated field.
  static func count(_ name: String) -> String { "n_" + field(name) }

  /// The member that says which field of a oneof is set.
  static func oneofCase(_ name: String) -> String { name.lowercased() + "_case" }

  /// The oneof that ``DescriptorStripper`` makes of the presence of an `optional` field.
  static func presenceOneof(of field: String) -> String { field + "_presence" }

  private static func camel(_ piece: Substring) -> String {
    piece.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func lower(_ piece: Substring) -> String {
    var result = ""
    var wasUpper = true
    for character in piece {
      if character.isUppercase, !wasUpper { result += "_" }
      result += character.lowercased()
      wasUpper = character.isUppercase
    }
    return result
  }
}
