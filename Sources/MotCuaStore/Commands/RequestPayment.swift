package import MotCuaDomain

/// Asks for a payment: 1, 2 or 4 becomes 6, and the clock stops.
package struct RequestPayment: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// The kind of the fee.
  package var kind: FeeKind
  /// The name of the fee.
  package var name: String
  /// The amount.
  package var amount: Money
  /// The last day to pay, which counts whole.
  package var deadline: CivilDate
  /// A remark.
  package var note: String

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    kind: FeeKind,
    name: String = "",
    amount: Money,
    deadline: CivilDate,
    note: String = ""
  ) {
    self.target = target
    self.kind = kind
    self.name = name
    self.amount = amount
    self.deadline = deadline
    self.note = note
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> PaymentRecord {
    let dossier = try transaction.step(
      .requestPayment,
      on: target,
      note: note,
      prepare: { facts, dossier in
        let agency = transaction.state.directory.agency(dossier.agency)
        facts.amount = amount
        // Where an older system's money went was its own to know.
        facts.hasBeneficiaryAccount =
          target.actor.isHistory || agency?.account != nil || agency?.eWallet.isEmpty == false
      },
      change: { (dossier) throws(StoreError) in
        dossier.answerDueAt = Instant(ict: deadline.addingDays(1), minute: 0)
      }
    )
    var payment = PaymentRecord(
      dossierID: dossier.id,
      dossier: dossier.code,
      number: try transaction.payments(of: dossier.id).count + 1,
      state: try transaction.evaluate(
        .request,
        in: nil,
        by: target.actor.over(dossier),
        for: .requestPayment
      ),
      timing: dossier.receivedAt == nil ? .atReception : .atSupplement,
      kind: kind,
      name: name,
      amount: amount,
      deadline: deadline,
      requestedAt: dossier.updatedAt
    )
    payment.id = try transaction.insert(payment)
    transaction.auditSubject = payment.code
    return payment
  }
}
