import MotCuaDomain

/// Ends the handling with results: 4 becomes 9.
package struct CompleteDossier: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// The results, at least one.
  package var results: [DossierResultRecord]
  /// A remark.
  package var note: String

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    results: [DossierResultRecord],
    note: String = ""
  ) {
    self.target = target
    self.results = results
    self.note = note
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    var numbered: [DossierResultRecord] = []
    let dossier = try transaction.step(
      .complete,
      on: target,
      note: note,
      prepare: { facts, dossier in facts.results = dossier.resultsInForce.count + results.count },
      change: { (dossier) throws(StoreError) in
        let attached = try transaction.attached(results, to: dossier.id, by: target.actor)
        numbered = attached.enumerated().map { index, result in
          var result = result
          result.issuedAt = dossier.updatedAt
          result.number = dossier.results.count + index + 1
          return result
        }
        dossier.results += numbered
      }
    )
    try transaction.add(numbered, to: dossier.id)
    return dossier
  }
}
