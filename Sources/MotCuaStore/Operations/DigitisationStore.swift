package import MotCuaDomain

/// Reads how far dossiers are digital.
package protocol DigitisationStore: Sendable {
  /// The figures of the dossiers of some agencies that ended from one instant to another, both
  /// included. Costs the number of those agencies' dossiers: it is for an index that is asked for
  /// now and then, not for a screen.
  func digitisation(
    agencies: Set<AgencyCode>,
    from: Instant,
    to: Instant
  ) async throws(StoreError) -> DigitisationFigures

  /// The histories of the dossiers that were rated with a score or a lower one from one instant to
  /// another, both included: few, because few rate and fewer are dissatisfied.
  func rated(
    upTo score: Int,
    from: Instant,
    to: Instant
  ) async throws(StoreError) -> [[FigureEvent]]
}
