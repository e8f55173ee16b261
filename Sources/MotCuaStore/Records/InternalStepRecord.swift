package import MotCuaDomain

/// One step inside the agency (quy trình nội bộ).
package struct InternalStepRecord: Sendable, Hashable {
  /// The name.
  package var name: String
  /// The duty of the officer who does it.
  package var duty: OfficerDuty
  /// Its own limit.
  package var limit: StatedLimit?
  /// What is done.
  package var text: String
  /// The agency that does it; nil is the one that resolves the procedure.
  package var agency: AgencyCode?

  /// Makes the value from its parts.
  package init(
    name: String,
    duty: OfficerDuty,
    limit: StatedLimit? = nil,
    text: String = "",
    agency: AgencyCode? = nil
  ) {
    self.name = name
    self.duty = duty
    self.limit = limit
    self.text = text
    self.agency = agency
  }
}
