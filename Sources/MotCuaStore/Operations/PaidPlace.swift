package import MotCuaDomain

/// A place in the order in which payments were paid.
package struct PaidPlace: Sendable, Hashable, Comparable {
  /// When it was paid.
  package let at: Instant
  /// The payment's number in the store.
  package let id: Int64

  /// Names a place.
  package init(at: Instant, id: Int64) {
    self.at = at
    self.id = id
  }

  /// The place of a payment; nil of one that was not paid.
  package init?(_ payment: PaymentRecord) {
    guard let paidAt = payment.paidAt else { return nil }
    self.init(at: paidAt, id: payment.id)
  }

  /// Whether one comes before the other.
  package static func < (lhs: PaidPlace, rhs: PaidPlace) -> Bool {
    (lhs.at, lhs.id) < (rhs.at, rhs.id)
  }
}
