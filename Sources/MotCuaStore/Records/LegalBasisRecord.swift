/// A document of law.
package struct LegalBasisRecord: Sendable, Hashable {
  /// Its number.
  package var number: String
  /// Its title.
  package var title: String

  /// Makes the value from its parts.
  package init(
    number: String,
    title: String = ""
  ) {
    self.number = number
    self.title = title
  }
}
