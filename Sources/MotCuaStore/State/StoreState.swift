package import MotCuaDomain

/// What the store keeps in RAM, as one value: a change is undone by putting the old value back.
package struct StoreState: Sendable {
  /// The agencies and officers.
  package var directory = AgencyDirectory()
  /// The procedures, offerings and sectors.
  package var catalogue = Catalogue()
  /// The principals and tokens.
  package var identities = IdentityTable()
  /// The calendar in force.
  package var calendar = WorkingCalendar(days: [])
  /// When that calendar was loaded; nil before the first.
  package var calendarLoadedAt: Instant?
  /// What the province decides about the life of its dossiers.
  package var policy = DossierPolicy.law
  /// The number of the policy's changes.
  package var policyEtag: Int64 = 0
  /// Where money is paid, by the providers' codes.
  package var paymentProviders: [PaymentProviderCode: PaymentProviderRecord] = [:]
  /// The last position of the outbox.
  package var lastSequence: Int64 = 0
  /// When the last step was entered; the next one is not entered before.
  package var lastEnteredAt = Instant(milliseconds: 0)
  /// The id of the youngest dossier, which is their number too: ids have no gap and no dossier is
  /// ever removed.
  package var lastDossierID: Int64 = 0

  /// The end of the audit's chain.
  package var auditHead = AuditHead.beginning

  /// An empty state.
  package init() {}
}
