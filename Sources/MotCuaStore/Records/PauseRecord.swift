package import MotCuaDomain

/// A time for which a clock of a dossier stood still.
package struct PauseRecord: Sendable, Hashable {
  /// The state that stopped it.
  package var state: DossierState
  /// When it stopped.
  package var from: Instant
  /// When it went on; nil while it stands.
  package var to: Instant?
  /// The state from which it stopped and to which it goes on.
  package var resumesTo: DossierState
  /// The due instant before.
  package var dueBefore: Instant?
  /// The due instant after.
  package var dueAfter: Instant?

  /// Makes the value from its parts.
  package init(
    state: DossierState,
    from: Instant,
    to: Instant? = nil,
    resumesTo: DossierState,
    dueBefore: Instant? = nil,
    dueAfter: Instant? = nil
  ) {
    self.state = state
    self.from = from
    self.to = to
    self.resumesTo = resumesTo
    self.dueBefore = dueBefore
    self.dueAfter = dueAfter
  }
}
