package import MotCuaDomain

/// One sum of money that a dossier is asked for, or that came for it.
package struct PaymentRecord: Sendable, Hashable {
  /// The number given by the store.
  package var id: Int64
  /// The dossier's number in the store.
  package var dossierID: Int64
  /// The dossier.
  package var dossier: DossierCode
  /// The number among the payments of the dossier, from 1.
  package var number: Int
  /// The state.
  package var state: PaymentState
  /// When the fee is due.
  package var timing: FeeTiming
  /// The kind of the fee.
  package var kind: FeeKind
  /// The name of the fee.
  package var name: String
  /// The amount; what came, where nobody asked for it.
  package var amount: Money
  /// The last day to pay.
  package var deadline: CivilDate?
  /// When it was asked for, or recorded where nobody asked for it.
  package var requestedAt: Instant
  /// Where it was opened.
  package var provider: PaymentProviderCode?
  /// The name under which the provider knows it; unique in the province.
  package var merchantReference: String?
  /// When it was opened there.
  package var openedAt: Instant?
  /// How it was paid.
  package var method: PaymentMethod?
  /// The transaction that paid it; unique for the provider.
  package var transactionReference: String?
  /// When it was paid, as the provider or the desk says.
  package var paidAt: Instant?
  /// When that was recorded here.
  package var confirmedAt: Instant?
  /// Why the money is to go back.
  package var refundCause: RefundCause?
  /// The number of the payment for which the money came although it could not pay it.
  package var insteadOf: Int?
  /// When the money went back.
  package var refundedAt: Instant?
  /// The transaction by which it went back.
  package var refundReference: String?
  /// When it was cancelled or expired.
  package var closedAt: Instant?
  /// Why it was cancelled.
  package var closingReason: String
  /// The number of its changes.
  package var etag: Int64

  /// Makes a payment that nothing has happened to.
  package init(
    dossierID: Int64,
    dossier: DossierCode,
    number: Int,
    state: PaymentState,
    timing: FeeTiming,
    kind: FeeKind,
    name: String = "",
    amount: Money,
    deadline: CivilDate? = nil,
    requestedAt: Instant
  ) {
    id = 0
    self.dossierID = dossierID
    self.dossier = dossier
    self.number = number
    self.state = state
    self.timing = timing
    self.kind = kind
    self.name = name
    self.amount = amount
    self.deadline = deadline
    self.requestedAt = requestedAt
    closingReason = ""
    etag = 1
  }

  /// The code, `<dossier code>-TT<n>`.
  package var code: String { "\(dossier.text)-TT\(number)" }
}
