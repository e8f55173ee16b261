package import MotCuaDomain

/// How the applicant rates the service.
package struct RatingRecord: Sendable, Hashable {
  /// From 1, the worst, to 5.
  package var score: Int
  /// What is said about it; may be empty.
  package var comment: String
  /// When it was given.
  package var at: Instant

  /// Makes the value from its parts.
  package init(score: Int, comment: String = "", at: Instant) {
    self.score = score
    self.comment = comment
    self.at = at
  }
}
