import MotCuaDomain

/// Ends the handling of a dossier that is not eligible: 4 becomes 8.
package struct StopDossier: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// Why.
  package var reason: String

  /// Makes the value from its parts.
  package init(target: DossierTarget, reason: String) {
    self.target = target
    self.reason = reason
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.step(
      .stop,
      on: target,
      note: reason,
      prepare: { facts, _ in facts.reason = reason },
      change: { (dossier) throws(StoreError) in dossier.closingReason = reason }
    )
  }
}
