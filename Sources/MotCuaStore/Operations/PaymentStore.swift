package import MotCuaDomain

/// Reads payments; those of dossiers outside the scope are not found.
package protocol PaymentStore: Sendable {
  /// A payment by its code.
  func payment(
    _ code: PaymentCode,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> PaymentRecord?

  /// A page of a list, the youngest first; the key is the number of the last one that was shown.
  func payments(
    _ query: PaymentQuery,
    in scope: RowScope,
    before id: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> Page<PaymentRecord, Int64>
}

/// What a list of payments keeps; what is nil or empty keeps all.
package struct PaymentQuery: Sendable, Hashable {
  /// The dossier.
  package var dossier: DossierCode?
  /// The states.
  package var states: Set<PaymentState>
  /// The provider.
  package var provider: PaymentProviderCode?
  /// Requested at or after.
  package var requestedFrom: Instant?
  /// Requested before.
  package var requestedBefore: Instant?

  /// Makes the value from its parts.
  package init(
    dossier: DossierCode? = nil,
    states: Set<PaymentState> = [],
    provider: PaymentProviderCode? = nil,
    requestedFrom: Instant? = nil,
    requestedBefore: Instant? = nil
  ) {
    self.dossier = dossier
    self.states = states
    self.provider = provider
    self.requestedFrom = requestedFrom
    self.requestedBefore = requestedBefore
  }

  /// Whether a payment passes every filter.
  func keeps(_ payment: PaymentRecord) -> Bool {
    if let dossier, payment.dossier != dossier { return false }
    if !states.isEmpty, !states.contains(payment.state) { return false }
    if let provider, payment.provider != provider { return false }
    if let requestedFrom, payment.requestedAt < requestedFrom { return false }
    if let requestedBefore, payment.requestedAt >= requestedBefore { return false }
    return true
  }
}
