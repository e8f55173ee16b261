package import MotCuaDomain

/// What a command may do; each adapter has its own.
///
/// Confined to the writer; a command neither keeps it nor sees more of the store than this.
package protocol WriteTransaction: AnyObject {
  /// Who asks, and when.
  var envelope: MutationEnvelope { get }
  /// The state in RAM as this transaction sees it; what a command changes here is published after
  /// the commit, or undone with the command.
  var state: StoreState { get set }
  /// What the audit entry names.
  var auditSubject: String { get set }
  /// What the audit entry says that it was needed for.
  var auditPurpose: String { get set }

  /// Writes an entry of its own for one dossier among those that a command changes; the entry of the
  /// command follows them. What the server does by its clock is put down to the server.
  func audit(_ dossier: DossierCode, _ purpose: String, byServer: Bool) throws(StoreError)
  /// Runs a part of a command that is undone alone when it throws.
  func part<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value
  /// What an earlier revision of a procedure said, nil where there is none.
  func procedureRevision(
    _ code: ProcedureCode,
    _ revision: Int
  ) throws(StoreError) -> ProcedureContent?
  /// The revision of a procedure that held on a day, nil where the catalogue begins later.
  func procedureRevision(
    _ code: ProcedureCode,
    on day: CivilDate
  ) throws(StoreError) -> ProcedureRevisionRecord?
  /// A dossier in a scope.
  func dossier(_ code: DossierCode, in scope: RowScope) throws(StoreError) -> DossierRecord?
  /// The dossier that was born elsewhere under this code.
  func dossier(source: String, externalCode: String) throws(StoreError) -> DossierCode?
  /// The next number of an agency's day, without a gap: it goes back if the command fails.
  func nextSequence(of agency: AgencyCode, on day: CivilDate) throws(StoreError) -> Int
  /// Adds a dossier and returns its id.
  func insert(_ dossier: DossierRecord) throws(StoreError) -> Int64
  /// Replaces a dossier.
  func update(_ dossier: DossierRecord) throws(StoreError)
  /// Adds components to a dossier, after those it has.
  func add(_ components: [ProvidedComponentRecord], to dossier: Int64) throws(StoreError)
  /// Adds fees to a dossier, after those it has.
  func add(_ fees: [DossierFeeRecord], to dossier: Int64) throws(StoreError)
  /// Adds results to a dossier, or revokes those that it has under their numbers.
  func add(_ results: [DossierResultRecord], to dossier: Int64) throws(StoreError)
  /// A file by its number.
  func file(_ id: Int64) throws(StoreError) -> FileRecord?
  /// Adds a file and returns its number.
  func insert(_ file: FileRecord) throws(StoreError) -> Int64
  /// Gives a file to a dossier.
  func attach(file id: Int64, to dossier: Int64) throws(StoreError)
  /// The bytes of an uploader that no dossier names.
  func unattachedBytes(of principal: Int64, subject: String) throws(StoreError) -> Int64
  /// Removes files that were uploaded before an instant and that no dossier names; gives how many.
  func removeUnattachedFiles(before instant: Instant, limit: Int) throws(StoreError) -> Int
  /// Whether a payment's reference is taken.
  func isTaken(transactionReference: String) throws(StoreError) -> Bool
  /// The code of the dossier with this number.
  func dossierCode(_ id: Int64) throws(StoreError) -> DossierCode?
  /// Sets what the server is to do with a dossier.
  func set(_ timer: DueTimer) throws(StoreError)
  /// Forgets what the server was to do; false where it was done or forgotten before.
  func cancel(_ timer: DueTimer) throws(StoreError) -> Bool
  /// What the server has to do at an instant or before, the earliest first and equals by dossier,
  /// after one that was seen.
  func timers(
    after last: DueTimer?,
    through instant: Instant,
    limit: Int
  ) throws(StoreError) -> [DueTimer]
  /// The pauses of a dossier, the oldest first.
  func pauses(of dossier: Int64) throws(StoreError) -> [PauseRecord]
  /// Adds a pause, or replaces the last one.
  func save(_ pause: PauseRecord, of dossier: Int64, replacingLast: Bool) throws(StoreError)
  /// Adds a step to the history and the outbox, with the figures that it changes.
  func append(
    _ step: FeedEvent,
    _ deltas: [FigureDelta],
    to dossier: Int64
  ) throws(StoreError)
  /// Adds to a figure of the statistics.
  func count(_ cell: RollupCell, by amount: Int64) throws(StoreError)

  // What the rules about paper leave.

  /// Puts on record what a rule about paper says of a dossier, or of an attempt from which none
  /// came; false for an attempt that is on record already under this identity of the request and
  /// this body.
  func record(_ violation: ViolationRecord, of dossier: Int64?) throws(StoreError) -> Bool

  /// Stores an agency that is in the state already, and this version of it in its history.
  func persist(_ agency: AgencyRecord) throws(StoreError)
  /// Stores an officer who is in the state already.
  func persist(_ officer: OfficerRecord) throws(StoreError)
  /// Stores a procedure that is in the state already, and the revision that was made of it.
  func persist(
    _ procedure: ProcedureRecord,
    revision: ProcedureRevisionRecord
  ) throws(StoreError)
  /// Stores an offering that is in the state already.
  func persist(_ offering: OfferingRecord) throws(StoreError)
  /// Stores a sector that is in the state already.
  func persist(_ sector: SectorRecord) throws(StoreError)
  /// Stores a principal that is in the state already.
  func persist(_ principal: PrincipalRecord) throws(StoreError)
  /// Stores a token that is in the state already.
  func persist(_ token: TokenRecord) throws(StoreError)
  /// Stores the policy that is in the state already.
  func persistPolicy() throws(StoreError)
  /// Stores a calendar that is in the state already.
  func persist(_ calendar: WorkingCalendar) throws(StoreError)

  // MARK: Reorganisations and recomputations

  /// Stores a link between agencies that is in the state already.
  func persist(_ succession: SuccessionRecord) throws(StoreError)
  /// The dossiers that are not over and that an agency resolves, has in hand or received, in the
  /// order of their ids, after one of them.
  func openDossiers(
    of agency: AgencyCode,
    after id: Int64,
    limit: Int
  ) throws(StoreError) -> [OpenDossier]
  /// The dossiers with a limit that runs or stands, in the order of their ids, from an id to
  /// another, both left out and taken in.
  func openDossiers(
    after id: Int64,
    through last: Int64,
    limit: Int
  ) throws(StoreError) -> [OpenDossier]

  // MARK: Payments

  /// The payments of a dossier, the oldest first.
  func payments(of dossier: Int64) throws(StoreError) -> [PaymentRecord]
  /// The payment that a provider knows under this name.
  func payment(merchantReference: String) throws(StoreError) -> PaymentRecord?
  /// The payment that has the money of a provider's transaction.
  func payment(
    at provider: PaymentProviderCode,
    transactionReference: String
  ) throws(StoreError) -> PaymentRecord?
  /// What was paid online at a provider from an instant on and before another, the oldest first, after a
  /// place in this order.
  func payments(
    paidAt provider: PaymentProviderCode,
    from: Instant,
    before: Instant,
    after place: PaidPlace?,
    limit: Int
  ) throws(StoreError) -> [PaymentRecord]
  /// Adds a payment and returns its number in the store.
  func insert(_ payment: PaymentRecord) throws(StoreError) -> Int64
  /// Replaces a payment.
  func update(_ payment: PaymentRecord) throws(StoreError)

  // MARK: Shipments

  /// The shipment to which a carrier has given this number.
  func shipment(by carrier: String, trackingNumber: String) throws(StoreError) -> ShipmentRecord?
  /// Adds a shipment and returns its number in the store.
  func insert(_ shipment: ShipmentRecord) throws(StoreError) -> Int64
  /// Replaces a shipment.
  func update(_ shipment: ShipmentRecord) throws(StoreError)

  /// Stores a provider that is in the state already.
  func persist(_ provider: PaymentProviderRecord) throws(StoreError)

  // MARK: The papers of the steering committee

  /// The latest version of a paper, nil where there is none.
  func committeeEntry(
    _ paper: CommitteePaper,
    _ code: String
  ) throws(StoreError) -> CommitteeEntry?
  /// Adds a version of a paper.
  func append(_ entry: CommitteeEntry) throws(StoreError)
}
