import MotCuaDomain

/// Records that a shipment has reached another state; the delivery of a result may hand it over.
package struct UpdateShipment: StoreCommand {
  /// Who carries it.
  package var carrier: String
  /// The carrier's number of it.
  package var trackingNumber: String
  /// Who acts; its scope says of which dossiers the shipments are seen.
  package var actor: Actor
  /// The state it has reached, when and with what remark.
  package var step: ShipmentRecord.Step
  /// The version that the caller saw; nil takes any.
  package var etag: Int64?

  /// Makes the value from its parts.
  package init(
    carrier: String,
    trackingNumber: String,
    actor: Actor,
    step: ShipmentRecord.Step,
    etag: Int64? = nil
  ) {
    self.carrier = carrier
    self.trackingNumber = trackingNumber
    self.actor = actor
    self.step = step
    self.etag = etag
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> ShipmentRecord {
    let found = try transaction.shipment(by: carrier, trackingNumber: trackingNumber)
    guard var shipment = found,
      let dossier = try transaction.dossier(shipment.dossier, in: actor.scope)
    else { throw .notFound(.shipment) }
    try transaction.check(actor, over: dossier, holds: [.reception, .result], for: .returnResult)
    if let etag, etag != shipment.etag { throw .etagMismatch(current: shipment.etag) }
    let state = shipment.state
    guard state.next.contains(step.state) else {
      throw .precondition(.shipmentState(step.state, in: state))
    }
    guard let last = shipment.steps.last, step.at >= last.at else {
      throw .invalidField(name: "occurred_at", reason: "It lies before the shipment's last step.")
    }
    shipment.steps.append(step)
    shipment.etag += 1
    try transaction.update(shipment)
    transaction.auditSubject = shipment.dossier.text
    if step.state == .delivered, shipment.returnsResult {
      try handOver(shipment, in: transaction)
    }
    return shipment
  }

  /// Hands the result over at the instant of the delivery, however late it is told, but not before
  /// the dossier's last step; where the dossier has been taken up again meanwhile, that it was
  /// delivered stays on record all the same.
  private func handOver(
    _ shipment: ShipmentRecord,
    in transaction: some WriteTransaction
  ) throws(StoreError) {
    guard let dossier = try transaction.dossier(shipment.dossier, in: actor.scope) else { return }
    let command = ReturnResult(
      target: DossierTarget(
        code: shipment.dossier,
        actor: actor,
        at: max(step.at, dossier.updatedAt)
      ),
      handover: ResultReturnRecord(
        method: .post,
        receiverName: shipment.receiverName,
        trackingNumber: shipment.trackingNumber
      )
    )
    do throws(StoreError) {
      _ = try transaction.part { () throws(StoreError) in try command.run(in: transaction) }
    } catch {
      guard error.isRefusal else { throw error }
    }
  }
}
