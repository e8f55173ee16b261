import MotCuaDomain

/// Sets a provider; an empty secret leaves the present one.
package struct SetPaymentProvider: StoreCommand {
  /// The provider, whose etag is the store's to give.
  package var provider: PaymentProviderRecord
  /// The version that the caller saw; nil takes any.
  package var etag: Int64?

  /// Makes the value from its parts.
  package init(provider: PaymentProviderRecord, etag: Int64? = nil) {
    self.provider = provider
    self.etag = etag
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> PaymentProviderRecord {
    let old = transaction.state.paymentProviders[provider.code]
    if let etag, etag != old?.etag ?? 0 { throw .etagMismatch(current: old?.etag ?? 0) }
    if let id = provider.principalID {
      guard transaction.state.identities.principal(id)?.kind == .paymentGateway,
        !transaction.state.paymentProviders.values.contains(where: {
          $0.code != provider.code && $0.principalID == id
        })
      else { throw .precondition(.gatewayNotFound(id)) }
    }
    var made = provider
    if made.secret.isEmpty { made.secret = old?.secret ?? [] }
    made.etag = (old?.etag ?? 0) + 1
    transaction.state.paymentProviders[made.code] = made
    try transaction.persist(made)
    transaction.auditSubject = "payment provider \(made.code.code)"
    return made
  }
}
