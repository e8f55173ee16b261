/// One row of the transition table.
package struct TransitionRule: Hashable, Sendable {
  /// On which side of the official reception a rule applies.
  package enum Phase: Hashable, Sendable {
    /// `received_at` is not set.
    case beforeAcceptance
    /// `received_at` is set.
    case afterAcceptance
  }

  /// Where a rule leads.
  package enum Target: Hashable, Sendable {
    /// To that state.
    case state(DossierState)
    /// Back to where the open request was made.
    case origin
    /// Nowhere: the state stays.
    case same
  }

  /// The row's number in the list of transitions.
  package let number: String
  /// The states it starts from; nil stands for a dossier that does not exist yet.
  package let from: [DossierState?]
  /// The side of acceptance, nil for both.
  package let phase: Phase?
  /// The action.
  package let action: DossierAction
  /// Who may do it.
  package let roles: Set<TransitionRole>
  /// What must hold, in the order in which failures are told.
  package let guards: [DossierGuard]
  /// Where it leads.
  package let target: Target
  /// What it does to the clocks.
  package let clock: ClockEffect

  init(
    _ number: String,
    _ action: DossierAction,
    from: [DossierState?],
    phase: Phase? = nil,
    to target: Target,
    by roles: Set<TransitionRole>,
    guards: [DossierGuard] = [],
    clock: ClockEffect = .unchanged
  ) {
    self.number = number
    self.from = from
    self.phase = phase
    self.action = action
    self.roles = roles
    self.guards = guards
    self.target = target
    self.clock = clock
  }

  /// Whether the rule applies to a dossier in that state on that side of acceptance.
  func applies(to state: DossierState?, isAccepted: Bool) -> Bool {
    guard from.contains(state) else { return false }
    switch phase {
    case .beforeAcceptance: return !isAccepted
    case .afterAcceptance: return isAccepted
    case nil: return true
    }
  }
}
