package import MotCuaDomain

/// A decision by which an authority published something.
package struct DecisionRecord: Sendable, Hashable {
  /// Its number.
  package var number: String
  /// Its day.
  package var date: CivilDate?

  /// Makes the value from its parts.
  package init(
    number: String,
    date: CivilDate? = nil
  ) {
    self.number = number
    self.date = date
  }
}
