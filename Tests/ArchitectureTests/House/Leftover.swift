/// What does not stay in the sources unless a line of `AllowedLeftovers` says why.
enum Leftover: String, Sendable, CaseIterable {
  case forceTry = "try!"
  case forceCast = "as!"
  case fatalError = "fatalError("
  case uncheckedSendable = "@unchecked Sendable"
  case unsafeIsolation = "nonisolated(unsafe)"
  case todo = "TODO"
  case fixme = "FIXME"

  /// Whether it is a word of comments; the others are code.
  var isWord: Bool { self == .todo || self == .fixme }
}
