package import MotCuaDomain

/// One fee of a dossier, paid or exempt.
package struct DossierFeeRecord: Sendable, Hashable {
  /// The kind.
  package var kind: FeeKind
  /// The name.
  package var name: String
  /// The amount.
  package var amount: Money
  /// Whether nothing is paid although a fee is due: not the same as a fee of 0.
  package var isExempt: Bool
  /// Why it is exempt.
  package var exemptionReason: String
  /// How it was paid; nil where it is exempt.
  package var method: PaymentMethod?
  /// The payment at the bank or gateway; unique in the province.
  package var transactionReference: String
  /// When it was recorded here.
  package var recordedAt: Instant

  /// Makes the value from its parts.
  package init(
    kind: FeeKind,
    name: String = "",
    amount: Money,
    isExempt: Bool = false,
    exemptionReason: String = "",
    method: PaymentMethod? = nil,
    transactionReference: String = "",
    recordedAt: Instant = Instant(milliseconds: 0)
  ) {
    self.kind = kind
    self.name = name
    self.amount = amount
    self.isExempt = isExempt
    self.exemptionReason = exemptionReason
    self.method = method
    self.transactionReference = transactionReference
    self.recordedAt = recordedAt
  }
}
