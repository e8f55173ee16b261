import MotCuaDomain
package import MotCuaStore

/// Does by the clock what nobody has done in time: ends dossiers whose supplement or payment never
/// came, and notes submissions that the desk has not answered.
///
/// The timers are rows of the store; this only asks it to look. A server that comes late catches up
/// in the order in which they fell due.
package struct DossierTimers: Sendable {
  /// How many are done in one transaction, so that others can write between.
  private static let batch = 128
  /// How many pauses what cannot be done waits until it is tried again.
  private static let retryPauses = 60

  private let store: any DossierStore & OperationStore
  private let clock: any WallClock

  /// Looks into a store by a clock.
  package init(store: any DossierStore & OperationStore, clock: any WallClock) {
    self.store = store
    self.clock = clock
  }

  /// Does all that is due; what cannot be done stays due and hinders nothing else.
  package func run() async throws(StoreError) -> (done: Int, refused: Int) {
    let now = clock.now()
    var done = 0
    var refused = 0
    guard let first = try await store.firstTimer(on: .pool), first <= now else { return (0, 0) }
    var last: DueTimer?
    while true {
      let applied = try await store.perform(
        RunTimers(after: last, limit: Self.batch),
        as: MutationEnvelope(principalID: 0, method: MutationEnvelope.timers, now: now),
        answer: { _ in [] }
      )
      guard let outcome = applied.outcome, let seen = outcome.last else { break }
      done += outcome.done
      refused += outcome.refused
      last = seen
      if outcome.done + outcome.refused < Self.batch { break }
    }
    return (done, refused)
  }

  /// Looks again and again until it is cancelled.
  package func keepRunning(every pause: Duration) async throws(StoreError) {
    while !Task.isCancelled {
      let outcome = try await run()
      let isHindered = outcome.refused > 0 && outcome.done == 0
      // A sleep that is cancelled ends the loop above.
      try? await Task.sleep(for: isHindered ? pause * Self.retryPauses : pause)
    }
  }
}
