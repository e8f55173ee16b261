import MotCuaDomain

/// Takes the applicant's rating of the service after the result was returned, once.
package struct RateDossier: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// From 1, the worst, to 5.
  package var score: Int
  /// What is said about it; may be empty.
  package var comment: String
  /// Whose help the owner must have had, by his identity number, where a helper tells the rating:
  /// the rating is the owner's (Decree 61/2018/NĐ-CP, article 31).
  ///
  /// Nil where the owner or the desk tells it.
  package var helper: String?

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    score: Int,
    comment: String = "",
    helper: String? = nil
  ) {
    self.target = target
    self.score = score
    self.comment = comment
    self.helper = helper
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    guard (1...5).contains(score) else {
      throw .invalidField(name: "score", reason: "It is 1 to 5.")
    }
    try transaction.checkHelper(helper, on: target)
    return try transaction.step(
      .rate,
      on: target,
      note: comment,
      change: { (dossier) throws(StoreError) in
        dossier.rating = RatingRecord(score: score, comment: comment, at: dossier.updatedAt)
      }
    )
  }
}
