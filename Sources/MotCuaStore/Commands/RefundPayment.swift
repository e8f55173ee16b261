package import MotCuaDomain

/// Records that money which was to go back did.
package struct RefundPayment: StoreCommand {
  /// The payment.
  package var code: PaymentCode
  /// Who acts.
  package var actor: Actor
  /// The transaction by which it went back.
  package var refundReference: String
  /// The amount that went back.
  package var amount: Money
  /// The version that the caller saw; nil takes any.
  package var etag: Int64?
  /// When it was done; nil is the instant of the request.
  package var at: Instant?

  /// Makes the value from its parts.
  package init(
    code: PaymentCode,
    actor: Actor,
    refundReference: String,
    amount: Money,
    etag: Int64? = nil,
    at: Instant? = nil
  ) {
    self.code = code
    self.actor = actor
    self.refundReference = refundReference
    self.amount = amount
    self.etag = etag
    self.at = at
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> PaymentRecord {
    let found = try transaction.payment(code, by: actor, etag: etag, at: at)
    var payment = found.payment
    payment.state = try transaction.evaluate(
      .refund,
      in: payment.state,
      by: actor.over(found.dossier),
      for: .confirmPayment
    )
    guard amount == payment.amount else {
      throw .refused(.amountDiffers(asked: payment.amount, paid: amount))
    }
    payment.refundedAt = at ?? transaction.envelope.now
    payment.refundReference = refundReference
    try transaction.save(&payment)
    return payment
  }
}
