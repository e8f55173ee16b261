/// A closed list of values that are stored as small integers and written as upper-case words.
///
/// The integers and the words are for ever: rows and messages hold them.
package protocol CodedEnum: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == Int {
  /// The word for the value, UPPER_SNAKE, the same in tables, messages and commands.
  var code: String { get }
}

extension CodedEnum {
  /// Finds the value whose word is `code`.
  package init?(code: String) {
    guard let value = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = value
  }
}
