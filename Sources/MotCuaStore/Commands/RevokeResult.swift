import MotCuaDomain

/// Revokes a result, or replaces it by another; the revoked one stays stored, the state too.
package struct RevokeResult: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// The number of the result in the dossier, from 1.
  package var number: Int
  /// Why.
  package var reason: String
  /// What replaces it; nil where nothing does.
  package var replacement: DossierResultRecord?

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    number: Int,
    reason: String,
    replacement: DossierResultRecord? = nil
  ) {
    self.target = target
    self.number = number
    self.reason = reason
    self.replacement = replacement
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    var changed: [DossierResultRecord] = []
    let dossier = try transaction.step(
      .revokeResult,
      on: target,
      note: reason,
      prepare: { facts, dossier in
        facts.reason = reason
        facts.isResultInForce = dossier.results.contains {
          $0.number == number && $0.revocation == nil
        }
      },
      change: { (dossier) throws(StoreError) in
        let next = dossier.results.count + 1
        changed = Self.revoked(
          dossier.results.filter { $0.number == number },
          as: ResultRevocationRecord(
            at: dossier.updatedAt,
            reason: reason,
            replacement: replacement == nil ? nil : next
          )
        )
        for result in changed { dossier.results[result.number - 1] = result }
        let attached = try transaction.attached(
          replacement.map { [$0] } ?? [],
          to: dossier.id,
          by: target.actor
        )
        if var replacement = attached.first {
          replacement.number = next
          replacement.issuedAt = dossier.updatedAt
          dossier.results.append(replacement)
          changed.append(replacement)
        }
      }
    )
    try transaction.add(changed, to: dossier.id)
    return dossier
  }

  private static func revoked(
    _ results: [DossierResultRecord],
    as revocation: ResultRevocationRecord
  ) -> [DossierResultRecord] {
    results.map { result in
      var result = result
      result.revocation = revocation
      return result
    }
  }
}
