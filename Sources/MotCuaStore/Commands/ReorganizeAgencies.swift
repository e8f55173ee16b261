import MotCuaDomain

/// Carries out a decision that merges, splits, renames or abolishes agencies, whole or not at all.
///
/// One transaction however many dossiers move: whoever reads sees the old order or the new one.
package struct ReorganizeAgencies: StoreCommand {
  /// The decision.
  package var plan: ReorganizationPlan
  /// Who carries it out; the history of each dossier names him.
  package var principalID: Int64

  /// Makes the value from its parts.
  package init(plan: ReorganizationPlan, principalID: Int64) {
    self.plan = plan
    self.principalID = principalID
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> ReorganizationReport {
    guard plan.date <= transaction.envelope.now.ictDate else {
      throw .invalidField(
        name: "date",
        reason: "It lies ahead; a reorganisation is carried out on its day or afterwards."
      )
    }
    var report = ReorganizationReport()
    for agency in plan.created { report.created.append(try create(agency, in: transaction)) }
    let order = try SuccessionOrder(plan, in: transaction.state.directory)
    for old in order.ending {
      report.moves.append(try end(old, by: order, in: transaction))
    }
    for link in order.links {
      let record = SuccessionRecord(
        old: link.old,
        new: link.new,
        kind: link.kind,
        isHeir: link.isHeir,
        date: plan.date,
        decision: plan.decision,
        appliedAt: transaction.envelope.now
      )
      transaction.state.directory.put(record)
      try transaction.persist(record)
    }
    transaction.auditSubject = plan.decision
    return report
  }

  private func create(
    _ agency: AgencyRecord,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> AgencyCode {
    var made = agency
    if made.validFrom == nil { made.validFrom = plan.date }
    guard made.isValid(on: plan.date) else { throw .precondition(.agencyClosed(made.code)) }
    try made.check(in: transaction.state.directory, changing: [.headOfficer])
    return try CreateAgency(agency: made).run(in: transaction).code
  }

  /// Ends one agency and hands over what it had.
  private func end(
    _ old: AgencyRecord,
    by order: SuccessionOrder,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> ReorganizationReport.Move {
    var move = ReorganizationReport.Move(old: old, kind: order.kind(of: old.code))
    let actor = Actor.reorganiser(principalID)
    let moved = try transaction.transferDossiers(of: old.code, by: order, actor: actor)
    move.counts = moved.counts
    move.destinations = order.successors(of: old.code).compactMap { code in
      guard let count = moved.byAgency[code],
        let agency = transaction.state.directory.agency(code)
      else { return nil }
      return ReorganizationReport.Destination(agency: agency, dossiers: count)
    }
    move.counts.offerings = try transaction.handOverOfferings(of: old.code, by: order)
    move.counts.officers = try transaction.handOverOfficers(of: old.code, by: order)
    move.counts.principals = try transaction.widenPrincipals(of: old.code, by: order)
    move.counts.subordinates = try transaction.handOverSubordinates(of: old, by: order)
    var ended = transaction.state.directory.agency(old.code) ?? old
    ended.validTo = plan.date.addingDays(-1)
    try transaction.store(&ended)
    return move
  }
}

extension Actor {
  /// The server at work for an administrator: the history names him.
  static func reorganiser(_ principalID: Int64) -> Actor {
    var actor = Actor(principalID: principalID, kind: .administrator)
    actor.isServer = true
    return actor
  }
}
