import MotCuaDomain
import Synchronization

/// The state in RAM that readers see: swapped whole after each commit.
final class PublishedState: Sendable {
  private let state: Mutex<StoreState>
  /// The figures of the statistics.
  let cube = StatisticsCube()
  /// Who is told of commits.
  let feed = CommitFeed()

  init(_ state: StoreState) {
    self.state = Mutex(state)
  }

  var current: StoreState { state.withLock { $0 } }
  var directory: AgencyDirectory { state.withLock { $0.directory } }
  var catalogue: Catalogue { state.withLock { $0.catalogue } }
  var identities: IdentityTable { state.withLock { $0.identities } }
  var calendar: WorkingCalendar { state.withLock { $0.calendar } }
  var calendarLoadedAt: Instant? { state.withLock { $0.calendarLoadedAt } }
  var auditHead: AuditHead { state.withLock { $0.auditHead } }
  var policy: (DossierPolicy, etag: Int64) { state.withLock { ($0.policy, $0.policyEtag) } }
  var paymentProviders: [PaymentProviderCode: PaymentProviderRecord] {
    state.withLock { $0.paymentProviders }
  }
  var lastSequence: Int64 { state.withLock { $0.lastSequence } }

  func publish(_ next: StoreState, figures: [(cell: RollupCell, amount: Int64)]) {
    cube.add(figures, at: CubePosition(next))
    state.withLock { $0 = next }
  }
}
