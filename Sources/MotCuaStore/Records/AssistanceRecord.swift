/// Who helped the owner to submit; never the owner himself.
package struct AssistanceRecord: Sendable, Hashable {
  /// The name.
  package var assistantName: String
  /// In which capacity.
  package var capacity: AssistantCapacity
  /// Whether the owner agreed to be helped.
  package var hasConsent: Bool

  /// Makes the value from its parts.
  package init(
    assistantName: String,
    capacity: AssistantCapacity,
    hasConsent: Bool
  ) {
    self.assistantName = assistantName
    self.capacity = capacity
    self.hasConsent = hasConsent
  }
}
