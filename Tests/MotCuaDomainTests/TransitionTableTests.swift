import MotCuaDomain
import Testing

@Suite("The transition table")
struct TransitionTableTests {
  private struct Actor {
    let actor: DossierActor
    let parts: Set<String>
  }

  private let table = TransitionTable.current

  /// Every kind of principal, officers with every set of duties, and the server's own clock.
  private static let actors: [Actor] = {
    let duties = OfficerDuty.allCases
    var actors = [Actor(actor: .timer, parts: ["T"])]
    for kind in PrincipalKind.allCases {
      for bits in 0..<(kind == .officer ? 1 << duties.count : 1) {
        let set = Set(duties.indices.filter { bits >> $0 & 1 == 1 }.map { duties[$0] })
        for asserts in kind == .system ? [false, true] : [false] {
          actors.append(
            Actor(
              actor: DossierActor(kind, duties: set, assertsApplicant: asserts),
              parts: DeclaredTransitions.parts(kind, set, assertsApplicant: asserts)
            )
          )
        }
      }
    }
    return actors
  }()

  private static let states: [DossierState?] = [nil] + DossierState.allCases.map { $0 }

  @Test("Exactly the declared transitions are possible", arguments: states)
  func exhaustive(state: DossierState?) throws {
    for isAccepted in [false, true] {
      let declared = DeclaredTransitions.rows(state: state, isAccepted: isAccepted)
      let allowed = Set(declared.map(\.action))
      #expect(
        Set(table.allowedActions(in: state, isAccepted: isAccepted).map(\.code)) == allowed
      )
      for action in DossierAction.allCases {
        let rows = declared.filter { $0.action == action.code }
        #expect(rows.count <= 1)
        for actor in Self.actors {
          let own = Set(
            declared.filter { !$0.parts.isDisjoint(with: actor.parts) }.map(\.action)
          ).subtracting(DeclaredTransitions.withoutMethod)
          try check(action, state, isAccepted, actor, row: rows.first, allowed: own)
        }
      }
    }
  }

  private func check(
    _ action: DossierAction,
    _ state: DossierState?,
    _ isAccepted: Bool,
    _ actor: Actor,
    row: DeclaredTransitions.Row?,
    allowed: Set<String>
  ) throws {
    let origin: DossierState = isAccepted ? .inProgress : .submitted
    var facts = GuardCase.satisfied(isAccepted: isAccepted, origin: origin)
    if row?.guards.contains("passed") == true { facts = GuardCase.expired(facts) }
    let outcome = evaluate(action, state, actor, facts)
    guard let row else {
      guard case .failure(.illegalAction(action, in: state, let told)) = outcome else {
        Issue.record("\(action) in \(String(describing: state)) gave \(outcome)")
        return
      }
      #expect(Set(told.map(\.code)) == allowed)
      return
    }
    guard !row.parts.isDisjoint(with: actor.parts) else {
      #expect(outcome == .failure(.actorNotPermitted(action)))
      return
    }
    let transition = try outcome.get()
    #expect(transition.from == state)
    #expect(transition.to == target(row, state, origin))
    #expect("\(transition.clock)" == row.clock)
    #expect(transition.tableVersion == table.version)
    for name in row.guards {
      let (failing, error) = try #require(GuardCase.failing(name, facts))
      let excused = name == "asked" && !actor.parts.isDisjoint(with: ["A", "H"])
      #expect(
        evaluate(action, state, actor, failing)
          == (excused ? .success(transition) : .failure(error))
      )
    }
  }

  private func target(
    _ row: DeclaredTransitions.Row,
    _ state: DossierState?,
    _ origin: DossierState
  ) -> DossierState? {
    switch row.target {
    case "=": state
    case "<": origin
    default: Int(row.target).flatMap(DossierState.init)
    }
  }

  private func evaluate(
    _ action: DossierAction,
    _ state: DossierState?,
    _ actor: Actor,
    _ facts: DossierFacts
  ) -> Result<DossierTransition, DossierError> {
    do throws(DossierError) {
      return .success(
        try table.evaluate(action, in: state, by: actor.actor, facts: facts)
      )
    } catch {
      return .failure(error)
    }
  }

  @Test("Every guard of the enumeration is used by a row")
  func guardsUsed() {
    #expect(Set(table.rules.flatMap(\.guards)) == Set(DossierGuard.allCases))
  }

  @Test("A refused, withdrawn or returned dossier moves no more")
  func terminalStates() {
    for state in [DossierState.refused, .withdrawn] {
      for isAccepted in [false, true] {
        #expect(table.allowedActions(in: state, isAccepted: isAccepted).isEmpty)
      }
    }
    #expect(table.allowedActions(in: .returned, isAccepted: true) == [.revokeResult, .rate])
  }

  @Test("A supplement goes back to where it was asked for, on the right side of acceptance")
  func supplementOrigin() throws {
    for (isAccepted, origin) in [(false, DossierState.submitted), (true, .received)] {
      let facts = GuardCase.satisfied(isAccepted: isAccepted, origin: origin)
      let back = try table.evaluate(
        .provideSupplement,
        in: .supplementRequested,
        by: DossierActor(.applicant),
        facts: facts
      )
      #expect(back.to == origin)
      let wrong = GuardCase.satisfied(isAccepted: !isAccepted, origin: origin)
      #expect(throws: DossierError.originUnknown) {
        try table.evaluate(
          .provideSupplement,
          in: .supplementRequested,
          by: DossierActor(.applicant),
          facts: wrong
        )
      }
    }
  }

  @Test("A policy may allow a second supplement request")
  func secondSupplement() throws {
    var facts = GuardCase.satisfied(isAccepted: true, origin: nil)
    facts.supplementRequests = 1
    facts.supplementRequestsMax = 2
    let officer = DossierActor(.officer, duties: [.resolution])
    let asked = try table.evaluate(.requestSupplement, in: .inProgress, by: officer, facts: facts)
    #expect(asked.to == .supplementRequested)
    #expect(asked.clock == .pause)
  }
}
