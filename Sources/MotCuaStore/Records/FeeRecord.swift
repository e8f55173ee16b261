package import MotCuaDomain

/// A fee, a charge or a price.
package struct FeeRecord: Sendable, Hashable {
  /// The kind.
  package var kind: FeeKind
  /// The amount; nil where the text rules.
  package var amount: Money?
  /// The wording, exemptions included.
  package var text: String

  /// Makes the value from its parts.
  package init(
    kind: FeeKind,
    amount: Money? = nil,
    text: String = ""
  ) {
    self.kind = kind
    self.amount = amount
    self.text = text
  }
}
