package import MotCuaDomain

/// A fee, a charge or a price.
package struct FeeRecord: Sendable, Hashable {
  /// The kind.
  package var kind: FeeKind
  /// The amount; nil where the text rules.
  package var amount: Money?
  /// The wording.
  package var text: String
  /// Who is exempt.
  package var exemptions: [ExemptionRecord]

  /// Makes the value from its parts.
  package init(
    kind: FeeKind,
    amount: Money? = nil,
    text: String = "",
    exemptions: [ExemptionRecord] = []
  ) {
    self.kind = kind
    self.amount = amount
    self.text = text
    self.exemptions = exemptions
  }
}
