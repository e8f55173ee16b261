import MotCuaDomain

/// Puts on record that a dossier or a result goes by post.
package struct RecordShipment: StoreCommand {
  /// The shipment; its numbers and its first step are the store's to give.
  package var shipment: ShipmentRecord
  /// Who acts.
  package var actor: Actor

  /// Makes the value from its parts.
  package init(shipment: ShipmentRecord, actor: Actor) {
    self.shipment = shipment
    self.actor = actor
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> ShipmentRecord {
    guard let dossier = try transaction.dossier(shipment.dossier, in: actor.scope) else {
      throw .notFound(.dossier(shipment.dossier.text))
    }
    try transaction.check(actor, over: dossier, holds: [.reception, .result], for: .returnResult)
    let carrier = shipment.carrier
    let number = shipment.trackingNumber
    guard try transaction.shipment(by: carrier, trackingNumber: number) == nil else {
      throw .alreadyExists(.shipment)
    }
    if shipment.returnsResult { try checkReturn(of: dossier, in: transaction) }
    var made = shipment
    made.dossierID = dossier.id
    made.dossier = dossier.code
    made.steps = [ShipmentRecord.Step(state: .created, at: transaction.envelope.now)]
    made.id = try transaction.insert(made)
    transaction.auditSubject = dossier.code.text
    return made
  }

  /// A result leaves the house only when all that will be asked at its delivery holds: nobody takes
  /// it back at the door because a fee is open.
  private func checkReturn(
    of dossier: DossierRecord,
    in transaction: some WriteTransaction
  ) throws(StoreError) {
    var facts = DossierFacts(now: transaction.envelope.now)
    facts.isAccepted = dossier.receivedAt != nil
    facts.isResultInForce = !dossier.resultsInForce.isEmpty
    facts.receiver =
      shipment.receiverName.isEmpty ? dossier.applicant.name : shipment.receiverName
    facts.unpaid = try transaction.unpaid(of: dossier, with: [], due: FeeTiming.allCases)
    _ = try transaction.evaluate(
      .returnResult,
      in: dossier.state,
      by: actor.over(dossier),
      facts: facts
    )
  }
}
