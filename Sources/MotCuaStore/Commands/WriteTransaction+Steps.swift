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
      throw .refused(error)
    }
  }

  /// Makes a step of a dossier: the one path on which a stored dossier changes.
  ///
  /// `prepare` tells the guards what the command knows; `change` puts in what it brings, before the
  /// clocks are set.
  func step(
    _ action: DossierAction,
    on target: DossierTarget,
    note: String,
    prepare: (inout DossierFacts, DossierRecord) -> Void = { _, _ in },
    change: (inout DossierRecord) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) -> DossierRecord {
    guard let old = try dossier(target.code, in: target.actor.scope) else {
      throw .notFound(.dossier(target.code.text))
    }
    if let etag = target.etag, etag != old.etag { throw .etagMismatch(current: old.etag) }
    guard envelope.now >= old.updatedAt else { throw .precondition(.beforeLastStep) }
    var pauses = old.stepCount > 1 ? try pauses(of: old.id) : []
    var facts = DossierFacts(now: envelope.now)
    facts.isAccepted = old.receivedAt != nil
    facts.origin = pauses.last.flatMap { $0.to == nil ? $0.resumesTo : nil }
    facts.supplementRequests = old.supplement == nil ? 0 : 1
    facts.results = old.results.count
    prepare(&facts, old)
    let move = try evaluate(action, in: old.state, by: target.actor, facts: facts)
    var new = old
    new.state = move.to
    try change(&new)
    try setClocks(move, &new, from: old, pauses: &pauses)
    try finish(&new, from: old, move: move, actor: target.actor, note: note)
    return new
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
    new.updatedAt = envelope.now
    if old == nil {
      new.id = try insert(new)
    } else {
      try update(new)
    }
    let movesDue = old?.dueAt != new.dueAt
    let event = DossierEventRecord(
      code: new.code,
      number: new.stepCount,
      action: move.action,
      from: move.from,
      to: move.to,
      at: envelope.now,
      agency: new.agency,
      principalID: actor.principalID,
      actorKind: actor.kind,
      officer: actor.officer,
      note: note,
      dueBefore: movesDue ? old?.dueAt : nil,
      dueAfter: movesDue ? new.dueAt : nil,
      lateFrom: new.lateFrom
    )
    try append(event, to: new.id)
    auditSubject = new.code.text
    for entry in DossierFigures.difference(from: old, to: new) {
      let key = RollupKey(measure: entry.measure, channel: new.channel, level: new.level)
      let cell = RollupCell(
        day: entry.day,
        agency: new.agency,
        procedure: new.procedure,
        key: key
      )
      try count(cell, by: entry.amount)
    }
  }

  /// Refuses a payment's reference that is taken, and stores the fees.
  func record(
    _ fees: [DossierFeeRecord],
    in dossier: inout DossierRecord
  ) throws(StoreError) {
    let stamped = fees.map { fee in
      var fee = fee
      fee.recordedAt = envelope.now
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
