/// A ground on which a fee is not taken or is lowered.
package struct ExemptionRecord: Sendable, Hashable {
  /// Who is exempt.
  package var subject: String
  /// The law it stands on; may be empty.
  package var basis: String

  /// Makes the value from its parts.
  package init(subject: String, basis: String = "") {
    self.subject = subject
    self.basis = basis
  }
}
