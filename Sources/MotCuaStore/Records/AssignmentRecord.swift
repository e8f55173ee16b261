package import MotCuaDomain

/// An officer's charge with one duty of one offering for a time.
package struct AssignmentRecord: Sendable, Hashable {
  /// The duty.
  package var duty: OfficerDuty
  /// The officer's code.
  package var officer: String
  /// The first day; nil since ever.
  package var validFrom: CivilDate?
  /// The last day; nil is open.
  package var validTo: CivilDate?

  /// Makes the value from its parts.
  package init(
    duty: OfficerDuty,
    officer: String,
    validFrom: CivilDate? = nil,
    validTo: CivilDate? = nil
  ) {
    self.duty = duty
    self.officer = officer
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// Whether the assignment holds on a day.
  package func isValid(on day: CivilDate) -> Bool { day.isWithin(validFrom, validTo) }
}
