import MotCuaDomain

/// Takes a stopped dossier up again: 8 becomes 4; its due date stays.
package struct ResumeDossier: StoreCommand {
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
      .resume,
      on: target,
      note: reason,
      prepare: { facts, _ in facts.reason = reason }
    )
  }
}
