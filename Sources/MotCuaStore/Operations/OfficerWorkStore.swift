package import MotCuaDomain

/// Reads what officers did, from the history.
package protocol OfficerWorkStore: Sendable {
  /// What an officer's steps from one instant to another come to, both included, and the position
  /// up to which they are known. Costs the number of his steps in that time.
  ///
  /// Only steps of dossiers within `scope` count: those that its agencies resolve, take in or have in
  /// hand.
  func officerWork(
    _ officer: String,
    from: Instant,
    to: Instant,
    in scope: RowScope
  ) async throws(StoreError) -> (work: OfficerWork, knownAt: Int64)
}
