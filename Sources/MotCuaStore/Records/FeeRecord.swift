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
  /// When it is due; nil where the source does not say, and then no step waits for it.
  package var timing: FeeTiming?

  /// Makes the value from its parts.
  package init(
    kind: FeeKind,
    amount: Money? = nil,
    text: String = "",
    exemptions: [ExemptionRecord] = [],
    timing: FeeTiming? = nil
  ) {
    self.kind = kind
    self.amount = amount
    self.text = text
    self.exemptions = exemptions
    self.timing = timing
  }
}
