import MotCuaDomain

/// Refuses a submitted dossier: 1 becomes 3.
package struct RefuseDossier: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// Why.
  package var reason: String

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    reason: String
  ) {
    self.target = target
    self.reason = reason
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.step(
      .refuse,
      on: target,
      note: reason,
      prepare: { facts, _ in facts.reason = reason },
      change: { (dossier) throws(StoreError) in dossier.closingReason = reason }
    )
  }
}
