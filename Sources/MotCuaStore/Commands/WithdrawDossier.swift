import MotCuaDomain

/// Withdraws a dossier at its owner's wish: 1, 2, 4, 5 or 6 becomes 7.
package struct WithdrawDossier: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// Why; by an officer also how the owner asked, for he has nothing to withdraw by himself.
  package var reason: String
  /// Whose help the owner must have had, by his identity number, where a helper acts for him; nil
  /// where anybody else does.
  package var helper: String?

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    reason: String = "",
    helper: String? = nil
  ) {
    self.target = target
    self.reason = reason
    self.helper = helper
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.checkHelper(helper, on: target)
    return try transaction.step(
      .withdraw,
      on: target,
      note: reason,
      prepare: { facts, _ in facts.hasApplicantAsked = isAskedFor },
      change: { (dossier) throws(StoreError) in dossier.closingReason = reason }
    )
  }

  /// Whether the owner's wish is on record: a connected system passes on what he did there, an older
  /// one is believed, an officer has to say it.
  private var isAskedFor: Bool {
    target.actor.kind != .officer || target.actor.isHistory || !reason.isEmpty
  }
}
