package import MotCuaDomain

/// Opens a payment at a provider, under a name that its callback will carry.
package struct CreatePayment: StoreCommand {
  /// The payment.
  package var code: PaymentCode
  /// Who acts.
  package var actor: Actor
  /// The provider.
  package var provider: PaymentProviderCode
  /// The name under which a connected system has opened it there; nil takes the code.
  package var merchantReference: String?
  /// The version that the caller saw; nil takes any.
  package var etag: Int64?

  /// Makes the value from its parts.
  package init(
    code: PaymentCode,
    actor: Actor,
    provider: PaymentProviderCode,
    merchantReference: String? = nil,
    etag: Int64? = nil
  ) {
    self.code = code
    self.actor = actor
    self.provider = provider
    self.merchantReference = merchantReference
    self.etag = etag
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> PaymentRecord {
    let now = transaction.envelope.now
    let found = try transaction.payment(code, by: actor, etag: etag)
    var payment = found.payment
    payment.state = try transaction.evaluate(
      .create,
      in: payment.state,
      by: actor.over(found.dossier),
      for: .requestPayment
    )
    let known = transaction.state.paymentProviders[provider]
    let stage = known?.stage(on: now.ictDate)
    guard stage == .live else { throw .precondition(.providerNotLive(provider, stage)) }
    let reference = merchantReference ?? code.text
    guard try transaction.payment(merchantReference: reference) == nil else {
      throw .alreadyExists(.merchantReference(reference))
    }
    payment.provider = provider
    payment.merchantReference = reference
    payment.openedAt = now
    try transaction.save(&payment)
    return payment
  }
}
