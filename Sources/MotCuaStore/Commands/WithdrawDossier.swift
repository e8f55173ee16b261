import MotCuaDomain

/// Withdraws a dossier at its owner's wish: 1, 2, 4, 5 or 6 becomes 7.
package struct WithdrawDossier: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// Why.
  package var reason: String

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    reason: String = ""
  ) {
    self.target = target
    self.reason = reason
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.step(
      .withdraw,
      on: target,
      note: reason,
      prepare: { facts, _ in facts.hasApplicantAsked = true },
      change: { (dossier) throws(StoreError) in dossier.closingReason = reason }
    )
  }
}
