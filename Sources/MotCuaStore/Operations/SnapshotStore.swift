package import MotCuaDomain

/// What lives in RAM as immutable snapshots that the writer swaps after a commit.
package protocol SnapshotStore: Sendable {
  /// The agencies and officers.
  var directory: AgencyDirectory { get }
  /// The procedures, offerings and sectors, with the search over them.
  var catalogue: Catalogue { get }
  /// The principals and tokens.
  var identities: IdentityTable { get }
  /// The calendar in force.
  var calendar: WorkingCalendar { get }
  /// When that calendar was loaded; nil before the first.
  var calendarLoadedAt: Instant? { get }
  /// What the province decides about the life of its dossiers, and the number of its changes.
  var policy: (DossierPolicy, etag: Int64) { get }
  /// Where money is paid, by the providers' codes.
  var paymentProviders: [PaymentProviderCode: PaymentProviderRecord] { get }
  /// The last position of the outbox: what is read after it holds everything up to it.
  var lastSequence: Int64 { get }
}
