/// What a province may decide about the life of its dossiers; the law is the default.
package struct DossierPolicy: Hashable, Sendable {
  /// How often a supplement may be requested in the life of a dossier, 1 by Decree 61/2018
  /// article 17; 0 forbids it.
  package var supplementRequestsMax: Int
  /// How often a due date may be extended with an apology, 1 by Decree 61/2018 article 19; 0
  /// forbids it.
  package var extensionsMax: Int
  /// From how many days of the calendar before the due date on it may be extended.
  package var extensionNoticeDays: Int

  /// The law: once and once, and an apology at the latest on the due date or shortly before; three
  /// days reach from a Friday to a Monday.
  package static let law = DossierPolicy(
    supplementRequestsMax: 1,
    extensionsMax: 1,
    extensionNoticeDays: 3
  )

  /// Makes a policy.
  package init(supplementRequestsMax: Int, extensionsMax: Int, extensionNoticeDays: Int) {
    self.supplementRequestsMax = supplementRequestsMax
    self.extensionsMax = extensionsMax
    self.extensionNoticeDays = extensionNoticeDays
  }
}
