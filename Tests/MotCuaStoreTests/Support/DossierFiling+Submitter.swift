import MotCuaStore

extension DossierFiling {
  /// Says by chance who submits, and who helps where somebody does and is known.
  mutating func addSubmitter(using random: inout some RandomNumberGenerator) {
    submissionKind = SubmissionKind.allCases.randomElement(using: &random) ?? .assisted
    guard submissionKind == .assisted, Int.random(in: 0..<5, using: &random) > 0 else { return }
    assistance = AssistanceRecord(
      assistantName: "Lê Văn Giúp",
      capacity: AssistantCapacity.allCases.randomElement(using: &random) ?? .agent,
      reason: .noDevice,
      hasConsent: true
    )
  }
}
