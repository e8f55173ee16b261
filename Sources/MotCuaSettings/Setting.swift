/// A setting that is no limit: a place, a file, a choice.
package struct Setting: Sendable {
  /// The name in files, and in flags after `--set`.
  package let name: String
  /// What holds when nothing is set, as it is shown.
  package let defaultText: String
  /// What is allowed, in Vietnamese.
  package let allowed: String
  private let check: @Sendable (String) -> Bool

  init(
    _ name: String,
    default defaultText: String,
    _ allowed: String,
    check: @escaping @Sendable (String) -> Bool
  ) {
    self.name = name
    self.defaultText = defaultText
    self.allowed = allowed
    self.check = check
  }

  /// Whether a text is a value.
  package func allows(_ text: String) -> Bool { check(text) }
}
