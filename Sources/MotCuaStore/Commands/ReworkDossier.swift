import MotCuaDomain

/// Takes a completed dossier up again: 9 becomes 4; its due date stays.
package struct ReworkDossier: StoreCommand {
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
      .rework,
      on: target,
      note: reason,
      prepare: { facts, _ in facts.reason = reason }
    )
  }
}
