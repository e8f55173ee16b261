import MotCuaDomain

/// Works out the limits of some open dossiers by the calendar in force: one batch of many.
///
/// What was typed or promised stays, and so does a limit of the desk that has run out: it was noted.
package struct RecomputeDueDates: StoreCommand {
  /// What became of it.
  package struct Outcome: Sendable, Hashable {
    /// The dossiers whose limit changed, and those that were left out.
    package var dossiers: [RecomputedDueDateRecord] = []
    /// How many open dossiers were looked at.
    package var examined = 0
    /// The calendar by which the limits were worked out.
    package var calendarVersion: Int64
    /// The id of the last dossier that was passed.
    package var last: Int64
    /// The id of the youngest dossier.
    package var youngest: Int64
    /// Whether nothing is left.
    package var isDone: Bool
  }

  /// The id after which it begins.
  package var after: Int64
  /// The version of the calendar that must be in force; nil takes any.
  package var expectedVersion: Int64?
  /// Who asked; the history of each dossier names him.
  package var principalID: Int64
  /// How many limits are worked out at most, so that others can write between.
  package var limit: Int
  /// How many dossiers are passed at most, open or not.
  package var window: Int64

  /// Makes the value from its parts.
  package init(
    after: Int64 = 0,
    expectedVersion: Int64? = nil,
    principalID: Int64,
    limit: Int = 256,
    window: Int64 = 20_000
  ) {
    self.after = after
    self.expectedVersion = expectedVersion
    self.principalID = principalID
    self.limit = limit
    self.window = window
  }

  /// Makes the change.
  package func run(in transaction: some WriteTransaction) throws(StoreError) -> Outcome {
    let version = transaction.state.calendar.version
    if let expectedVersion, expectedVersion != version { throw .etagMismatch(current: version) }
    let youngest = transaction.state.lastDossierID
    let end = min(after + window, youngest)
    let page = try transaction.openDossiers(after: after, through: end, limit: limit)
    let last = page.count == limit ? page.last?.id ?? end : max(end, after)
    var outcome = Outcome(
      calendarVersion: version,
      last: last,
      youngest: youngest,
      isDone: last >= youngest
    )
    let actor = Actor.reorganiser(principalID)
    for open in page {
      outcome.examined += 1
      if let told = try recompute(open.code, by: actor, in: transaction) {
        outcome.dossiers.append(told)
      }
    }
    transaction.auditSubject = "calendar \(version), dossiers \(after + 1) to \(last)"
    return outcome
  }

  /// Nil where the limit is the same by the calendar in force.
  private func recompute(
    _ code: DossierCode,
    by actor: Actor,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> RecomputedDueDateRecord? {
    let target = DossierTarget(code: code, actor: actor)
    // What the server had to do before may have ended it.
    let dossier = try transaction.current(target, at: transaction.envelope.now)
    guard !dossier.state.hasEnded else { return nil }
    let old = dossier.receivedAt == nil ? dossier.acceptanceDueAt : dossier.dueAt
    var told = RecomputedDueDateRecord(
      code: code,
      old: old,
      new: nil,
      isAcceptance: dossier.receivedAt == nil,
      skip: dossier.reasonToStay(at: transaction.envelope.now)
    )
    guard told.skip == nil else { return told }
    guard old != nil else { return nil }
    let new: Instant?
    do throws(StoreError) {
      new = try transaction.recomputedLimit(of: dossier)
    } catch .refused(.dueDate(.yearNotLoaded)) {
      told.skip = .yearNotLoaded
      return told
    }
    guard let new, new != old else { return nil }
    if told.isAcceptance, new <= transaction.envelope.now {
      told.skip = .passed
      return told
    }
    _ = try transaction.step(
      .recomputeDueDate,
      on: target,
      note: "Lịch làm việc phiên bản \(transaction.state.calendar.version)"
    )
    told.new = new
    return told
  }
}

extension DossierState {
  /// Whether no limit runs or stands any more.
  fileprivate var hasEnded: Bool {
    [.refused, .withdrawn, .stopped, .completed, .returned].contains(self)
  }
}

extension DossierRecord {
  /// Why a new calendar does not change its limit; nil where it may.
  fileprivate func reasonToStay(at now: Instant) -> RecomputedDueDateRecord.Skip? {
    guard receivedAt != nil else {
      return acceptanceDueAt.map { $0 <= now } == true && state == .submitted ? .passed : nil
    }
    if dueExtension != nil { return .extended }
    return typedDueDate == nil ? nil : .typed
  }
}

extension WriteTransaction {
  /// The limit that a dossier would have by the calendar in force.
  fileprivate func recomputedLimit(of dossier: DossierRecord) throws(StoreError) -> Instant? {
    var copy = dossier
    let pauses = try pauses(of: dossier.id)
    try recompute(&copy, pauses: pauses)
    return dossier.receivedAt == nil ? copy.acceptanceDueAt : copy.dueAt
  }
}
