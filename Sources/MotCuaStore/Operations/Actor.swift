package import MotCuaDomain

/// Who acts on a dossier, as the transition table and the history need it.
package struct Actor: Sendable, Hashable {
  /// The caller.
  package var principalID: Int64
  /// What kind of caller it is.
  package var kind: PrincipalKind
  /// The duties of an officer; of one who is posted, those that he holds anywhere.
  package var duties: Set<OfficerDuty>
  /// The code of the officer.
  package var officer: String?
  /// Where a posted officer holds which duty; nil where the duties are held over all that is seen.
  package var powers: OfficerPowers?
  /// Which dossiers the caller sees.
  package var scope: RowScope
  /// Whether it is the server itself, by its clock.
  package var isServer = false
  /// Whether it repeats what happened in another system, whoever did it there.
  package var isHistory = false

  /// Makes the value from its parts.
  package init(
    principalID: Int64,
    kind: PrincipalKind,
    duties: Set<OfficerDuty> = [],
    officer: String? = nil,
    scope: RowScope = .all,
    powers: OfficerPowers? = nil
  ) {
    self.principalID = principalID
    self.kind = kind
    self.duties = duties
    self.officer = officer
    self.scope = scope
    self.powers = powers
  }

  /// The server itself, by its clock; the history names it as a system without a number.
  package static let server = {
    var actor = Actor(principalID: 0, kind: .system)
    actor.isServer = true
    return actor
  }()

  /// The actor with the duties that he holds at one of these agencies at least.
  func at(_ agencies: [AgencyCode]) -> Actor {
    guard let powers else { return self }
    var actor = self
    actor.duties = powers.duties(at: agencies)
    return actor
  }

  /// The actor with the duties that he holds over a dossier: at the agency that resolves it, the one
  /// that has it in hand, or the desk that received it.
  func over(_ dossier: DossierRecord) -> Actor {
    guard powers != nil else { return self }
    return at([dossier.agency, dossier.desk, dossier.handling.agency].compactMap { $0 })
  }

  /// The refusal of what no duty of his allows: one that he holds elsewhere may be what is missing here.
  func refusal(of action: DossierAction) -> StoreError {
    guard let powers, powers.duties != duties else { return .refused(.actorNotPermitted(action)) }
    return .precondition(.dutyMissing(action))
  }

  /// The actor as the transition table asks for it.
  ///
  /// A connected system speaks for an applicant; an officer who submits online does so on the
  /// owner's behalf and never as the desk.
  func domainActor(for action: DossierAction) -> DossierActor {
    if isServer { return .timer }
    if isHistory { return .history }
    if kind == .officer, action == .submit { return DossierActor(.assistant) }
    return DossierActor(kind, duties: duties, assertsApplicant: kind == .system)
  }
}
