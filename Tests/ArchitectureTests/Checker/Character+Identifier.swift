extension Character {
  /// Whether it can stand inside a Swift name.
  var isIdentifierPart: Bool { isLetter || isNumber || self == "_" }
}
