/// How far the dossiers that ended in a period are digital, as they stand now.
package struct DigitisationFigures: Sendable, Hashable {
  /// Dossiers that ended in the period and have a result.
  package var withResult: Int64 = 0
  /// Of these, those with an electronic result.
  package var electronic: Int64 = 0
  /// Of these, those with a file of a component and a file of a result.
  package var digitised: Int64 = 0
  /// Of these, those that took a component from the owner's store or a connected database.
  package var reusing: Int64 = 0

  /// Nothing.
  package init() {}
}
