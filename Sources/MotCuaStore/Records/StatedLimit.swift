package import MotCuaDomain

/// A time limit as the law or a decision states it.
package struct StatedLimit: Sendable, Hashable {
  /// The quantity and its unit; the unit `other` leaves the quantity without meaning.
  package var limit: TimeLimit
  /// The wording, where the limit is not a number.
  package var text: String

  /// Makes the value from its parts.
  package init(
    limit: TimeLimit,
    text: String = ""
  ) {
    self.limit = limit
    self.text = text
  }
}
