/// The rules by which payments move, as data; money that came is in one of its states for ever.
///
/// The server itself plays the part ``TransitionRole/timer``: by its clock, and where the end of a
/// dossier settles its payments.
package struct PaymentTable: Sendable {
  /// One row: from any of these states, by any of these parts.
  package struct Rule: Sendable {
    /// The states it starts from; nil stands for a payment that does not exist yet.
    package let from: [PaymentState?]
    /// The action.
    package let action: PaymentAction
    /// Who may do it.
    package let roles: Set<TransitionRole>
    /// Where it leads.
    package let to: PaymentState
  }

  /// Why something cannot be done with a payment.
  package enum Refusal: Error, Hashable, Sendable {
    /// The action does not exist in this state; these do for this actor.
    case illegalAction(PaymentAction, in: PaymentState?, allowed: [PaymentAction])
    /// The action exists, but not for this actor.
    case actorNotPermitted(PaymentAction)
  }

  /// The rows; for one state, action and part there is at most one.
  package let rules: [Rule]

  /// The table in force.
  package static let current = PaymentTable(rules: [
    Rule(
      from: [nil],
      action: .request,
      roles: [.desk, .specialist, .connectedSystem],
      to: .requested
    ),
    Rule(
      from: [nil],
      action: .recordExcess,
      roles: [.paymentGateway, .supervisor],
      to: .refundDue
    ),
    Rule(
      from: [.requested],
      action: .create,
      roles: [.applicant, .connectedSystem, .desk],
      to: .pending
    ),
    Rule(from: [.requested], action: .confirm, roles: [.desk], to: .paid),
    Rule(
      from: [.pending],
      action: .confirm,
      roles: [.paymentGateway, .desk, .supervisor],
      to: .paid
    ),
    Rule(
      from: [.cancelled, .expired],
      action: .confirm,
      roles: [.paymentGateway, .supervisor],
      to: .refundDue
    ),
    Rule(
      from: [.requested, .pending],
      action: .cancel,
      roles: [.desk, .specialist, .timer],
      to: .cancelled
    ),
    Rule(from: [.requested, .pending], action: .expire, roles: [.timer], to: .expired),
    Rule(from: [.paid], action: .declareRefund, roles: [.timer], to: .refundDue),
    Rule(from: [.refundDue], action: .refund, roles: [.desk, .supervisor], to: .refunded),
  ])

  /// The state after an action, checking the state first, then the actor.
  package func evaluate(
    _ action: PaymentAction,
    in state: PaymentState?,
    by actor: DossierActor
  ) throws(Refusal) -> PaymentState {
    let possible = rules.filter { $0.from.contains(state) && $0.action == action }
    guard !possible.isEmpty else {
      let allowed = allowedActions(in: state, by: actor)
      throw .illegalAction(action, in: state, allowed: allowed.filter(\.hasMethod))
    }
    guard let rule = possible.first(where: { !$0.roles.isDisjoint(with: actor.roles) }) else {
      throw .actorNotPermitted(action)
    }
    return rule.to
  }

  /// The actions that an actor may do in a state.
  package func allowedActions(in state: PaymentState?, by actor: DossierActor) -> [PaymentAction] {
    rules.filter { $0.from.contains(state) && !$0.roles.isDisjoint(with: actor.roles) }
      .map(\.action)
  }
}
