package import MotCuaDomain

/// The level of an offering for a time; both ladders are kept side by side.
package struct OfferingLevelRecord: Sendable, Hashable {
  /// The level.
  package var level: OfferedLevel
  /// The first day; nil since ever.
  package var validFrom: CivilDate?
  /// The last day; nil is open.
  package var validTo: CivilDate?

  /// Makes the value from its parts.
  package init(
    level: OfferedLevel,
    validFrom: CivilDate? = nil,
    validTo: CivilDate? = nil
  ) {
    self.level = level
    self.validFrom = validFrom
    self.validTo = validTo
  }
}
