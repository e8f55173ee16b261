/// A transition that may be made.
package struct DossierTransition: Hashable, Sendable {
  /// The action.
  package let action: DossierAction
  /// The state before; nil for a dossier that does not exist yet.
  package let from: DossierState?
  /// The state after.
  package let to: DossierState
  /// What it does to the clocks.
  package let clock: ClockEffect
  /// The row of the table it rests on.
  package let rule: String
  /// The version of the table.
  package let tableVersion: Int
}
