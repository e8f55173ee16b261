package import MotCuaDomain

/// What happened to a payment in an older system, made here by the commands of the living.
package struct HistoricPayment: Sendable, Hashable {
  /// What was done.
  package enum Deed: Sendable, Hashable {
    /// It was asked for.
    case request(FeeKind, name: String, deadline: CivilDate)
    /// The money came, in this manner.
    case confirm(PaymentMethod, transactionReference: String)
    /// Nobody paid, and it was taken back.
    case cancel(reason: String)
    /// The money went back.
    case refund(reference: String)
  }

  /// Its number among those of the dossier, from 1, in the order in which they were asked for.
  package var number: Int
  /// The amount.
  package var amount: Money
  /// What was done.
  package var deed: Deed

  /// Makes the value from its parts.
  package init(number: Int, amount: Money, deed: Deed) {
    self.number = number
    self.amount = amount
    self.deed = deed
  }

  func run(
    on target: DossierTarget,
    at instant: Instant,
    in transaction: some WriteTransaction
  ) throws(StoreError) {
    guard let code = PaymentCode(dossier: target.code, number: number) else {
      throw .notFound(.payment(target.code.text))
    }
    switch deed {
    case .request(let kind, let name, let deadline):
      let command = RequestPayment(
        target: target,
        kind: kind,
        name: name,
        amount: amount,
        deadline: deadline
      )
      _ = try command.run(in: transaction)
    case .confirm(let method, let reference):
      let command = ConfirmPayment(
        source: .desk(code, method),
        actor: target.actor,
        transactionReference: reference,
        amount: amount,
        at: instant
      )
      _ = try command.run(in: transaction)
    case .cancel(let reason):
      let command = CancelPayment(code: code, actor: target.actor, reason: reason, at: instant)
      _ = try command.run(in: transaction)
    case .refund(let reference):
      let command = RefundPayment(
        code: code,
        actor: target.actor,
        refundReference: reference,
        amount: amount,
        at: instant
      )
      _ = try command.run(in: transaction)
    }
  }
}
