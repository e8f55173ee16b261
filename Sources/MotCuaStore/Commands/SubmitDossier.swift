import MotCuaDomain

/// Submits a dossier online: nothing becomes 1.
package struct SubmitDossier: StoreCommand {
  /// What comes in.
  package var filing: DossierFiling
  /// Who acts.
  package var actor: Actor

  /// Makes the value from its parts.
  package init(
    filing: DossierFiling,
    actor: Actor
  ) {
    self.filing = filing
    self.actor = actor
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.birth(.submit, filing, channel: .online, by: actor)
  }
}
