package import MotCuaDomain

/// Takes back a request for a payment that nobody has paid: 6 becomes what it was.
package struct CancelPayment: StoreCommand {
  /// The payment.
  package var code: PaymentCode
  /// Who acts.
  package var actor: Actor
  /// Why.
  package var reason: String
  /// The version that the caller saw; nil takes any.
  package var etag: Int64?
  /// When it was done; nil is the instant of the request.
  package var at: Instant?

  /// Makes the value from its parts.
  package init(
    code: PaymentCode,
    actor: Actor,
    reason: String,
    etag: Int64? = nil,
    at: Instant? = nil
  ) {
    self.code = code
    self.actor = actor
    self.reason = reason
    self.etag = etag
    self.at = at
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> PaymentRecord {
    var (payment, dossier) = try transaction.payment(code, by: actor, etag: etag, at: at)
    payment.state = try transaction.evaluate(
      .cancel,
      in: payment.state,
      by: actor.over(dossier),
      for: .cancelPayment
    )
    dossier = try transaction.step(
      .cancelPayment,
      on: DossierTarget(code: dossier.code, actor: actor, at: at),
      note: reason,
      prepare: { facts, _ in facts.reason = reason }
    )
    payment.closedAt = dossier.updatedAt
    payment.closingReason = reason
    try transaction.save(&payment)
    return payment
  }
}
