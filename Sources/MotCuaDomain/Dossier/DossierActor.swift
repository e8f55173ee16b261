/// Who acts, as far as the rules ask.
///
/// An administrator, the public and an officer posted for guidance play no part: whoever
/// configures never handles dossiers.
package struct DossierActor: Hashable, Sendable {
  /// The parts the actor may play.
  package let roles: Set<TransitionRole>

  /// The server itself, acting by its clock.
  package static let timer = DossierActor(roles: [.timer])

  /// Whoever acted in an older system: the rules ask what was done and when, its own asked who.
  package static let history = DossierActor(roles: Set(TransitionRole.allCases))

  /// Creates an actor from a principal; duties count for officers, an asserted applicant for
  /// connected systems.
  package init(
    _ kind: PrincipalKind,
    duties: Set<OfficerDuty> = [],
    assertsApplicant: Bool = false
  ) {
    switch kind {
    case .applicant: roles = [.applicant]
    case .assistant: roles = [.assistant]
    case .officer: roles = Set(duties.compactMap(Self.role))
    case .supervisor: roles = [.supervisor]
    case .system: roles = assertsApplicant ? [.connectedSystem, .applicant] : [.connectedSystem]
    case .postalOperator: roles = [.postalOperator]
    case .paymentGateway: roles = [.paymentGateway]
    case .administrator, .public: roles = []
    }
  }

  private init(roles: Set<TransitionRole>) {
    self.roles = roles
  }

  private static func role(_ duty: OfficerDuty) -> TransitionRole? {
    switch duty {
    case .reception: .desk
    case .resolution: .specialist
    case .signing: .leader
    case .result: .resultDesk
    case .guidance: nil
    }
  }

  /// Whether the actor is the applicant or acts for him.
  package var isApplicantSide: Bool {
    roles.contains(.applicant) || roles.contains(.assistant)
  }
}
