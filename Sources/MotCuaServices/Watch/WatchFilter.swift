package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore

/// Which steps a stream shows: those that a caller asks for among those that he may see.
///
/// Live steps and steps that are read again later pass the same filter, so that whoever resumes
/// gets what he would have got.
package struct WatchFilter: Sendable, Hashable {
  /// How a caller sees a step.
  package enum Sight: Sendable, Hashable {
    /// Not at all.
    case hidden
    /// As the caller of a dossier that he goes on to see.
    case seen
    /// As the last step that he sees: another agency has the dossier in hand now.
    case leaving
  }

  /// The resolving agencies; nil keeps all.
  package var agencies: Set<AgencyCode>?
  /// The procedure; nil keeps all.
  package var procedure: ProcedureCode?
  /// The states into which or out of which a step leads; empty keeps all.
  package var states: Set<MotCuaDomain.DossierState>
  /// The actions, as the contract names them; empty keeps all.
  package var actions: Set<MotCuaAPI.DossierAction>
  /// What the caller may see.
  package var scope: RowScope

  /// Makes the value from its parts.
  package init(
    agencies: Set<AgencyCode>? = nil,
    procedure: ProcedureCode? = nil,
    states: Set<MotCuaDomain.DossierState> = [],
    actions: Set<MotCuaAPI.DossierAction> = [],
    scope: RowScope = .all
  ) {
    self.agencies = agencies
    self.procedure = procedure
    self.states = states
    self.actions = actions
    self.scope = scope
  }

  /// The agencies of which a step must name one to be seen; nil where there is no such condition.
  var interest: Set<AgencyCode>? {
    if let agencies { return agencies }
    guard case .agencies(let codes) = scope else { return nil }
    return codes
  }

  /// How the caller sees a step.
  package func sight(of step: FeedEvent) -> Sight {
    if let agencies, !agencies.contains(step.agency) { return .hidden }
    if let procedure, procedure != step.procedure { return .hidden }
    let event = step.event
    if !states.isEmpty, !states.contains(event.to),
      event.from.map(states.contains) != true
    {
      return .hidden
    }
    if !actions.isEmpty, !actions.contains(MotCuaAPI.DossierAction(event.action)) {
      return .hidden
    }
    return scope.sight(of: step)
  }
}

extension RowScope {
  fileprivate func sight(of step: FeedEvent) -> WatchFilter.Sight {
    switch self {
    case .all: return .seen
    case .owner(let number): return step.owner == number ? .seen : .hidden
    case .agencies(let codes):
      let isSeen =
        codes.contains(step.agency) || step.desk.map(codes.contains) == true
        || codes.contains(step.event.agency)
      if isSeen { return .seen }
      return codes.contains(step.previousHolder) ? .leaving : .hidden
    }
  }
}
