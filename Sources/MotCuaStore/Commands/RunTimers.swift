import MotCuaDomain

/// Does what the server has to do by its clock, in the order in which it fell due.
///
/// Each step carries the instant at which it fell due, however late the server comes to it; of a
/// history that moved in and went on after that, the instant of its last step. What cannot be done
/// stays due and hinders nothing that follows.
package struct RunTimers: StoreCommand {
  /// What became of it.
  package struct Outcome: Sendable, Hashable {
    /// How many were done.
    package var done = 0
    /// How many could not be done.
    package var refused = 0
    /// The last one that was looked at; nil where nothing is due.
    package var last: DueTimer?
  }

  /// The last one that an earlier run looked at.
  package var last: DueTimer?
  /// How many are done at most, so that others can write between.
  package var limit: Int

  /// Makes the value from its parts.
  package init(after last: DueTimer? = nil, limit: Int = 128) {
    self.last = last
    self.limit = limit
  }

  /// Makes the change.
  package func run(in transaction: some WriteTransaction) throws(StoreError) -> Outcome {
    var outcome = Outcome()
    let due = try transaction.timers(
      after: last,
      through: transaction.envelope.now,
      limit: limit
    )
    for timer in due {
      outcome.last = timer
      guard let code = try transaction.dossierCode(timer.dossier),
        try transaction.cancel(timer)
      else { continue }
      do throws(StoreError) {
        _ = try transaction.part { () throws(StoreError) in
          try transaction.fire(timer, on: code)
        }
        outcome.done += 1
      } catch {
        guard error.isRefusal else { throw error }
        try transaction.set(timer)
        outcome.refused += 1
      }
    }
    transaction.auditSubject = "\(outcome.done) timers"
    return outcome
  }
}
