/// How far the dossiers that ended in a period are digital, as they stand now.
package struct DigitisationFigures: Sendable, Hashable {
  /// Dossiers whose handling ended in the period.
  package var ended: Int64 = 0
  /// The time from their receptions to their ends, in milliseconds; what stood in between counts.
  package var milliseconds: Int64 = 0
  /// Of these, those with a result that was not revoked in the period.
  package var withResult: Int64 = 0
  /// Of these, those with an electronic one.
  package var electronic: Int64 = 0
  /// Of those with a result, those with a file of a component and a file of a result.
  package var digitised: Int64 = 0
  /// Of all that ended, those that took a component from the owner's store or a connected database.
  package var reusing: Int64 = 0

  /// Nothing.
  package init() {}
}
