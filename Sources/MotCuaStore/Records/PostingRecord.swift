package import MotCuaDomain

/// One duty of an officer at one agency for a time.
package struct PostingRecord: Sendable, Hashable {
  /// The agency.
  package var agency: AgencyCode
  /// The duty.
  package var duty: OfficerDuty
  /// The first day; nil since ever.
  package var validFrom: CivilDate?
  /// The last day; nil is open.
  package var validTo: CivilDate?

  /// Makes the value from its parts.
  package init(
    agency: AgencyCode,
    duty: OfficerDuty,
    validFrom: CivilDate? = nil,
    validTo: CivilDate? = nil
  ) {
    self.agency = agency
    self.duty = duty
    self.validFrom = validFrom
    self.validTo = validTo
  }
}
