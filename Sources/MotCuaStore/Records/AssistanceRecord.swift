/// Who helped the owner to submit; never the owner himself.
package struct AssistanceRecord: Sendable, Hashable {
  /// The name.
  package var assistantName: String
  /// In which capacity.
  package var capacity: AssistantCapacity
  /// Why; nil where an older system did not know.
  package var reason: AssistanceReason?
  /// The number of the helper's identity paper; empty where it is not known.
  package var identityNumber: String
  /// Whether the owner agreed to be helped.
  package var hasConsent: Bool
  /// How the owner agreed; may be empty.
  package var consentNote: String

  /// Makes the value from its parts.
  package init(
    assistantName: String,
    capacity: AssistantCapacity,
    reason: AssistanceReason? = nil,
    identityNumber: String = "",
    hasConsent: Bool,
    consentNote: String = ""
  ) {
    self.assistantName = assistantName
    self.capacity = capacity
    self.reason = reason
    self.identityNumber = identityNumber
    self.hasConsent = hasConsent
    self.consentNote = consentNote
  }
}
