import MotCuaDomain

/// What became of the dossiers of an agency that ended.
struct TransferredDossiers {
  /// How many moved, by kind.
  var counts = ReorganizationReport.Counts()
  /// How many each successor resolves now.
  var byAgency: [AgencyCode: Int] = [:]
}

extension WriteTransaction {
  /// Hands over every dossier that is not over and that an agency resolves, has in hand or received.
  ///
  /// A dossier that has to do with several agencies of one decision makes one step.
  func transferDossiers(
    of old: AgencyCode,
    by order: SuccessionOrder,
    actor: Actor
  ) throws(StoreError) -> TransferredDossiers {
    var moved = TransferredDossiers()
    var last: Int64 = 0
    while true {
      let page = try openDossiers(of: old, after: last, limit: 500)
      for open in page {
        try transfer(open.code, by: order, actor: actor, counting: &moved)
      }
      guard let end = page.last else { return moved }
      last = end.id
    }
  }

  private func transfer(
    _ code: DossierCode,
    by order: SuccessionOrder,
    actor: Actor,
    counting moved: inout TransferredDossiers
  ) throws(StoreError) {
    let target = DossierTarget(code: code, actor: actor)
    // What the server had to do before may have ended it.
    let found = try current(target, at: envelope.now)
    guard ![.refused, .withdrawn, .returned].contains(found.state) else { return }
    var before: AgencyCode?
    let dossier = try step(
      .transfer,
      on: target,
      note: order.decision,
      change: { (dossier) throws(StoreError) in
        before = dossier.agency
        try dossier.handOver(by: order)
      }
    )
    guard before != dossier.agency else {
      moved.counts.handed += 1
      return
    }
    moved.counts.dossiers += 1
    if dossier.state == .submitted { moved.counts.waiting += 1 }
    if dossier.receivedAt != nil, dossier.finishedAt == nil { moved.counts.pending += 1 }
    moved.byAgency[dossier.agency, default: 0] += 1
  }
}

extension DossierRecord {
  /// Puts successors in the places of agencies that end; code, state and due date stay.
  fileprivate mutating func handOver(by order: SuccessionOrder) throws(StoreError) {
    if order.ends(agency) {
      guard let next = order.successor(of: agency, for: procedure) else {
        throw .precondition(.successorNeeded(agency))
      }
      if origin == nil {
        origin = OriginRecord(birth: agency, reception: receivedAt == nil ? nil : agency)
      }
      agency = next
    }
    if let holder = handling.agency, order.ends(holder) {
      guard let next = order.successor(of: holder, for: procedure) else {
        throw .precondition(.successorNeeded(holder))
      }
      handling.agency = next
    }
    if handling.agency == agency { handling.agency = nil }
    if let counter = desk, order.ends(counter) {
      // Where nobody takes the desk over, the resolving agency receives by itself.
      desk = order.successor(of: counter, for: procedure)
    }
    if desk == agency { desk = nil }
  }
}
