/// What became of one row of an import.
package enum RowOutcome: Sendable, Hashable {
  /// It made something that was not there.
  case created
  /// It changed something.
  case updated
  /// It said what was known.
  case unchanged
  /// It was not taken, for this reason.
  case rejected(StoreError)
}
