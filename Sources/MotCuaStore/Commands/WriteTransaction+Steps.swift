import MotCuaDomain

extension WriteTransaction {
  /// Asks the transition table; its refusal is the command's.
  func evaluate(
    _ action: DossierAction,
    in state: DossierState?,
    by actor: Actor,
    facts: DossierFacts
  ) throws(StoreError) -> DossierTransition {
    do {
      return try TransitionTable.current.evaluate(
        action,
        in: state,
        by: actor.domainActor(for: action),
        facts: facts
      )
    } catch {
      if case .actorNotPermitted = error { throw actor.refusal(of: action) }
      throw .refused(error)
    }
  }

  /// Refuses a posted officer who holds none of these duties over a dossier.
  func check(
    _ actor: Actor,
    over dossier: DossierRecord,
    holds duties: Set<OfficerDuty>,
    for action: DossierAction
  ) throws(StoreError) {
    guard actor.powers != nil, actor.over(dossier).duties.isDisjoint(with: duties) else { return }
    throw .precondition(.dutyMissing(action))
  }

  /// Makes a step of a dossier: the one path on which a stored dossier changes.
  ///
  /// `prepare` tells the guards what the command knows; `change` puts in what it brings, before the
  /// clocks are set.
  func step(
    _ action: DossierAction,
    on target: DossierTarget,
    note: String,
    prepare: (inout DossierFacts, DossierRecord) throws(StoreError) -> Void = { _, _ in },
    change: (inout DossierRecord) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) -> DossierRecord {
    let asked = target.at ?? envelope.now
    let old = try current(target, at: asked)
    // A history that moved in may go on after the instant at which the clock acts; then that is done at
    // its last step, for no step lies before another.
    let now = target.actor == .server ? max(asked, old.updatedAt) : asked
    if let etag = target.etag, etag != old.etag { throw .etagMismatch(current: old.etag) }
    guard now >= old.updatedAt else { throw .precondition(.beforeLastStep) }
    var pauses = old.stepCount > 1 ? try pauses(of: old.id) : []
    var facts = facts(of: old, at: now)
    facts.origin = pauses.last.flatMap { $0.to == nil ? $0.resumesTo : nil }
    try prepare(&facts, old)
    let move = try evaluate(action, in: old.state, by: target.actor.over(old), facts: facts)
    var new = old
    new.state = move.to
    new.updatedAt = now
    try change(&new)
    try setClocks(move, &new, from: old, by: target.actor, pauses: &pauses)
    try finish(&new, from: old, move: move, actor: target.actor, note: note)
    try settlePayments(of: new, after: move)
    return new
  }

  /// The dossier as a step finds it: what the server had to do before has been done.
  func current(
    _ target: DossierTarget,
    at now: Instant
  ) throws(StoreError) -> DossierRecord {
    guard let found = try dossier(target.code, in: target.actor.scope) else {
      throw .notFound(.dossier(target.code.text))
    }
    guard let timer = found.timer, timer.at <= now else { return found }
    // What another system let pass is not ended here afterwards.
    if target.actor.isHistory, timer.kind != .acceptanceOverdue { return found }
    guard try cancel(timer) else { return found }
    return try fire(timer, on: found.code)
  }

  /// Does what the server has to do with a dossier at an instant that has come, and writes that it was
  /// the clock who did it.
  @discardableResult
  func fire(_ timer: DueTimer, on code: DossierCode) throws(StoreError) -> DossierRecord {
    let action = timer.kind.action
    let done = try step(
      action,
      on: DossierTarget(code: code, actor: .server, at: timer.at),
      note: action.vietnameseName,
      prepare: { facts, _ in facts.answerDeadline = timer.at },
      change: { (dossier) throws(StoreError) in
        if dossier.state == .refused || dossier.state == .stopped {
          dossier.closingReason = action.vietnameseName
        }
      }
    )
    try audit(done.code, action.code, byServer: true)
    return done
  }

  /// What the guards of every step look at.
  private func facts(of old: DossierRecord, at now: Instant) -> DossierFacts {
    let policy = state.policy
    var facts = DossierFacts(now: now)
    facts.isAccepted = old.receivedAt != nil
    facts.supplementRequests = old.supplementCount
    facts.supplementRequestsMax = policy.supplementRequestsMax
    facts.extensions = old.dueExtension?.count ?? 0
    facts.extensionsMax = policy.extensionsMax
    facts.extensionNoticeDays = policy.extensionNoticeDays
    facts.due = old.dueAt
    facts.results = old.resultsInForce.count
    facts.isRated = old.rating != nil
    facts.answerDeadline = old.answerDueAt
    return facts
  }

  /// Writes what belongs to every step: the dossier, its history and event, the figures.
  func finish(
    _ new: inout DossierRecord,
    from old: DossierRecord?,
    move: DossierTransition,
    actor: Actor,
    note: String
  ) throws(StoreError) {
    new.stepCount += 1
    new.etag += 1
    if new.state != .supplementRequested, new.state != .paymentRequested { new.answerDueAt = nil }
    if old == nil {
      new.id = try insert(new)
    } else {
      try update(new)
    }
    try setTimer(of: new, from: old)
    let movesDue = old?.dueAt != new.dueAt
    let isTransferred = old.map { $0.agency != new.agency } ?? false
    let isHandedOn = old.map { $0.handling != new.handling } ?? false
    let event = DossierEventRecord(
      code: new.code,
      number: new.stepCount,
      action: move.action,
      from: move.from,
      to: move.to,
      at: new.updatedAt,
      agency: new.responsibleAgency,
      principalID: actor.principalID,
      actorKind: actor.kind,
      officer: actor.officer,
      note: note,
      dueBefore: movesDue ? old?.dueAt : nil,
      dueAfter: movesDue ? new.dueAt : nil,
      lateFrom: new.lateFrom,
      division: isHandedOn ? new.handling.division : "",
      assignee: isHandedOn ? new.handling.assignee : nil,
      stepDueDate: isHandedOn ? new.handling.stepDueDate : nil,
      stepNumber: isHandedOn ? new.handling.stepNumber : 0,
      agencyBefore: isTransferred ? old?.agency : nil,
      agencyAfter: isTransferred ? new.agency : nil,
      tableVersion: move.tableVersion
    )
    let deltas = DossierFigures.difference(from: old, to: new, by: move.action).map { entry in
      FigureDelta(
        agency: entry.agency,
        key: RollupKey(measure: entry.measure, channel: new.channel, level: new.level),
        at: entry.at,
        amount: entry.amount
      )
    }
    try append(FeedEvent(event, of: new, from: old), deltas, to: new.id)
    auditSubject = new.code.text
    try count(deltas, of: new.procedure)
  }

  /// Adds the changes of a step to the figures of their days.
  private func count(
    _ deltas: [FigureDelta],
    of procedure: ProcedureCode
  ) throws(StoreError) {
    var amounts: [(cell: RollupCell, amount: Int64)] = []
    for delta in deltas {
      let cell = delta.cell(of: procedure)
      if let index = amounts.firstIndex(where: { $0.cell == cell }) {
        amounts[index].amount += delta.amount
      } else {
        amounts.append((cell, delta.amount))
      }
    }
    for (cell, amount) in amounts where amount != 0 { try count(cell, by: amount) }
  }

  /// Sets the server's clock for a dossier anew where the step has changed what it waits for; one
  /// that has done its work is not set again, nor one whose instant lies before the step: the limit of
  /// a desk that was late before a supplement is still over when the supplement comes.
  private func setTimer(of new: DossierRecord, from old: DossierRecord?) throws(StoreError) {
    let before = old?.timer
    let after = new.timer
    guard before != after else { return }
    if let before { _ = try cancel(before) }
    if let after, after.at >= new.updatedAt { try set(after) }
  }

  /// Refuses a payment's reference that is taken, and stores the fees.
  func record(
    _ fees: [DossierFeeRecord],
    in dossier: inout DossierRecord
  ) throws(StoreError) {
    let stamped = fees.map { fee in
      var fee = fee
      fee.recordedAt = dossier.updatedAt
      return fee
    }
    var seen: Set<String> = []
    for fee in stamped where !fee.transactionReference.isEmpty {
      let isRepeated = !seen.insert(fee.transactionReference).inserted
      let isStored = try isTaken(transactionReference: fee.transactionReference)
      if isRepeated || isStored {
        throw .alreadyExists(.transaction(fee.transactionReference))
      }
    }
    dossier.fees += stamped
  }
}
