import MotCuaDomain

/// Takes a completed dossier up again: 9 becomes 4; its due date stays.
///
/// What was issued with the end that is taken back is in force no more.
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
    var revoked: [DossierResultRecord] = []
    let dossier = try transaction.step(
      .rework,
      on: target,
      note: reason,
      prepare: { facts, _ in facts.reason = reason },
      change: { (dossier) throws(StoreError) in
        let revocation = ResultRevocationRecord(at: dossier.updatedAt, reason: reason)
        revoked = dossier.resultsInForce.map { result in
          var result = result
          result.revocation = revocation
          return result
        }
        for result in revoked { dossier.results[result.number - 1] = result }
      }
    )
    try transaction.add(revoked, to: dossier.id)
    return dossier
  }
}
