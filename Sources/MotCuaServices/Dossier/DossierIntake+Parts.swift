import MotCuaAPI
import MotCuaDomain
import MotCuaStore

extension DossierIntake {
  /// The turns of a history's payments in the order of time.
  func payments(
    of row: ImportedDossier,
    since bornAt: Instant?,
    _ reader: inout FieldReader
  ) -> [ImportDossiers.Step] {
    var turns: [ImportDossiers.Step] = []
    var last = bornAt
    for (index, payment) in row.payments.enumerated() {
      let path = "payments[\(index)]"
      let requestedAt = reader.instant(payment.requestedAt, path + ".requested_at")
      let deadline = reader.date(payment.deadline, path + ".deadline")
      guard let requestedAt, let deadline, let kind = payment.kind.model else { continue }
      check(requestedAt, since: last, path + ".requested_at", &reader)
      last = requestedAt
      let name = TextNormaliser.stored(payment.name)
      turns.append(
        turn(payment, path, index, at: requestedAt, .request(kind, name: name, deadline: deadline))
      )
      turns += ends(of: payment, path, index, since: requestedAt, &reader)
    }
    return turns.sorted { $0.at < $1.at }
  }

  /// What became of a payment: paid, and then perhaps given back; or taken back by who had asked.
  private func ends(
    of payment: ImportedPayment,
    _ path: String,
    _ index: Int,
    since requestedAt: Instant,
    _ reader: inout FieldReader
  ) -> [ImportDossiers.Step] {
    var turns: [ImportDossiers.Step] = []
    let paidAt = reader.instant(payment.paidAt, path + ".paid_at")
    if let paidAt {
      check(paidAt, since: requestedAt, path + ".paid_at", &reader)
      let reference = TextNormaliser.stored(payment.transactionReference)
      if let method = payment.method.model {
        let deed = HistoricPayment.Deed.confirm(method, transactionReference: reference)
        turns.append(turn(payment, path, index, at: paidAt, deed))
      } else {
        reader.refuse(path + ".method", "It must be given.")
      }
    }
    if let at = reader.instant(payment.cancelledAt, path + ".cancelled_at") {
      check(at, since: requestedAt, path + ".cancelled_at", &reader)
      if paidAt != nil { reader.refuse(path + ".cancelled_at", "What was paid goes back.") }
      let reason = reader.required(payment.reason, path + ".reason")
      turns.append(turn(payment, path, index, at: at, .cancel(reason: reason)))
    }
    if let at = reader.instant(payment.refundedAt, path + ".refunded_at") {
      check(at, since: paidAt ?? .init(milliseconds: .max), path + ".refunded_at", &reader)
      let reference = reader.required(payment.refundReference, path + ".refund_reference")
      turns.append(turn(payment, path, index, at: at, .refund(reference: reference)))
    }
    return turns
  }

  private func check(
    _ at: Instant,
    since earlier: Instant?,
    _ field: String,
    _ reader: inout FieldReader
  ) {
    if at > now || earlier.map({ at < $0 }) == true {
      reader.refuse(field, "It lies in the future or before what it follows.")
    }
  }

  private func turn(
    _ payment: ImportedPayment,
    _ path: String,
    _ index: Int,
    at instant: Instant,
    _ deed: HistoricPayment.Deed
  ) -> ImportDossiers.Step {
    let amount = Money(dong: payment.amountVnd)
    return ImportDossiers.Step(
      path: path,
      at: instant,
      actor: actor(payment.officerCode),
      deed: .payment(HistoricPayment(number: index + 1, amount: amount, deed: deed))
    )
  }

  /// Two lists in the order of time; what was done to money goes before an event of its instant,
  /// because it set the dossier free, a request behind it.
  static func merged(
    _ events: [ImportDossiers.Step],
    _ money: [ImportDossiers.Step]
  ) -> [ImportDossiers.Step] {
    var steps: [ImportDossiers.Step] = []
    var rest = money[...]
    for event in events {
      while let turn = rest.first, turn.at < event.at || turn.at == event.at && !turn.isRequest {
        steps.append(turn)
        rest.removeFirst()
      }
      steps.append(event)
    }
    return steps + rest
  }

  /// What went by post.
  func shipments(
    of row: ImportedDossier,
    _ reader: inout FieldReader
  ) -> [@Sendable (DossierCode) -> ShipmentRecord] {
    var made: [@Sendable (DossierCode) -> ShipmentRecord] = []
    for (index, shipment) in row.shipments.enumerated() {
      let path = "shipments[\(index)]"
      if shipment.returnsResult, shipment.direction != .outbound {
        reader.refuse(path + ".returns_result", "Only what is OUTBOUND hands a result over.")
      }
      let steps = steps(of: shipment, path, &reader)
      guard let direction = shipment.direction.model else { continue }
      made.append { dossier in
        ShipmentRecord(
          dossier: dossier,
          direction: direction,
          carrier: TextNormaliser.stored(shipment.carrier),
          trackingNumber: shipment.trackingNumber,
          returnsResult: shipment.returnsResult,
          receiverName: TextNormaliser.stored(shipment.receiverName),
          receiverPhone: shipment.receiverPhone,
          receiverAddress: TextNormaliser.stored(shipment.receiverAddress),
          steps: steps
        )
      }
    }
    return made
  }

  private func steps(
    of shipment: ImportedShipment,
    _ path: String,
    _ reader: inout FieldReader
  ) -> [ShipmentRecord.Step] {
    var steps: [ShipmentRecord.Step] = []
    for (index, step) in shipment.steps.enumerated() {
      let path = "\(path).steps[\(index)]"
      guard let at = reader.instant(step.occurredAt, path + ".occurred_at"),
        let state = step.state.model
      else { continue }
      check(at, since: steps.last?.at, path + ".occurred_at", &reader)
      let allowed = steps.last.map(\.state.next) ?? [.created]
      if !allowed.contains(state) {
        reader.refuse(path + ".state", "A shipment does not reach this state from there.")
      }
      steps.append(
        ShipmentRecord.Step(state: state, at: at, note: TextNormaliser.stored(step.note))
      )
    }
    return steps
  }
}

extension ImportDossiers.Step {
  fileprivate var isRequest: Bool {
    if case .payment(let payment) = deed, case .request = payment.deed { true } else { false }
  }
}
