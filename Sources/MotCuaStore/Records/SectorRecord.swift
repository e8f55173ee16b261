/// A sector of administration.
package struct SectorRecord: Sendable, Hashable {
  /// The code; empty where only the name is known.
  package var code: String
  /// The name, in NFC.
  package var name: String

  /// Makes the value from its parts.
  package init(
    code: String,
    name: String
  ) {
    self.code = code
    self.name = name
  }
}
