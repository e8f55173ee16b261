/// The rules by which dossiers move, as data.
///
/// The table decides from the state, the action, the actor and the facts; it changes nothing and
/// knows no clock. History names the table's version, so that an old step stays explainable.
package struct TransitionTable: Sendable {
  /// The version of the table.
  package let version: Int
  /// The rows; for one state, side of acceptance and action there is at most one.
  package let rules: [TransitionRule]

  /// Decides whether the action may be done, checking the state first, then the actor, then the
  /// guards in the order of the row.
  package func evaluate(
    _ action: DossierAction,
    in state: DossierState?,
    by actor: DossierActor,
    facts: DossierFacts
  ) throws(DossierError) -> DossierTransition {
    let applicable = rules.filter { $0.applies(to: state, isAccepted: facts.isAccepted) }
    guard let rule = applicable.first(where: { $0.action == action }) else {
      let allowed = allowedActions(in: state, isAccepted: facts.isAccepted, by: actor)
      throw .illegalAction(action, in: state, allowed: allowed.filter(\.hasMethod))
    }
    guard !rule.roles.isDisjoint(with: actor.roles) else { throw .actorNotPermitted(action) }
    for condition in rule.guards {
      try condition.check(facts, by: actor)
    }
    return DossierTransition(
      action: action,
      from: state,
      to: try target(of: rule, in: state, facts: facts),
      clock: rule.clock,
      rule: rule.number,
      tableVersion: version
    )
  }

  /// The actions that exist for a dossier, or those of them that an actor may do.
  package func allowedActions(
    in state: DossierState?,
    isAccepted: Bool,
    by actor: DossierActor? = nil
  ) -> [DossierAction] {
    rules.filter { rule in
      rule.applies(to: state, isAccepted: isAccepted)
        && actor.map { !rule.roles.isDisjoint(with: $0.roles) } ?? true
    }.map(\.action)
  }

  private func target(
    of rule: TransitionRule,
    in state: DossierState?,
    facts: DossierFacts
  ) throws(DossierError) -> DossierState {
    switch rule.target {
    case .state(let state): return state
    case .same:
      guard let state else { throw .originUnknown }
      return state
    case .origin:
      let possible: [DossierState] = facts.isAccepted ? [.received, .inProgress] : [.submitted]
      guard let origin = facts.origin, possible.contains(origin) else { throw .originUnknown }
      return origin
    }
  }
}
