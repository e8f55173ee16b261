package import MotCuaDomain

/// The last extension of a dossier's due date; earlier ones are in its history.
package struct ExtensionRecord: Sendable, Hashable {
  /// How many there were, this one included.
  package var count: Int
  /// When it was made.
  package var at: Instant
  /// The day until which it was extended.
  package var dueDate: CivilDate

  /// Makes the value from its parts.
  package init(count: Int, at: Instant, dueDate: CivilDate) {
    self.count = count
    self.at = at
    self.dueDate = dueDate
  }
}
