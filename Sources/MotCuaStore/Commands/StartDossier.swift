import MotCuaDomain

/// Hands a received dossier to those who resolve it: 2 becomes 4.
package struct StartDossier: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// A remark.
  package var note: String

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    note: String = ""
  ) {
    self.target = target
    self.note = note
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.step(.start, on: target, note: note)
  }
}
