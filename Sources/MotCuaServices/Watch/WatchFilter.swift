import Crypto
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
    /// As the last step that he sees: another agency resolves the dossier or has it in hand now.
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

  /// A mark of the dossiers that it shows whatever happens to them: the same for the same agencies
  /// and scope, in every process.
  var view: Int64 {
    var place = ListPlace()
    place.append(agencies)
    switch scope {
    case .all: place.append(0)
    case .owner(let number):
      place.append(1)
      place.append(number)
    case .agencies(let codes):
      place.append(2)
      place.append(codes)
    }
    return SHA256.hash(data: place.bytes).prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// The agencies of which a step must name one to be seen; nil where there is no such condition.
  var interest: Set<AgencyCode>? {
    if let agencies { return agencies }
    guard case .agencies(let codes) = scope else { return nil }
    return codes
  }

  /// How the caller sees a step.
  package func sight(of step: FeedEvent) -> Sight {
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
    if keeps(step.agency), scope.covers(step, before: false) { return .seen }
    let before = step.event.agencyBefore ?? step.agency
    return keeps(before) && scope.covers(step, before: true) ? .leaving : .hidden
  }

  private func keeps(_ agency: AgencyCode) -> Bool { agencies?.contains(agency) ?? true }
}

extension RowScope {
  /// Whether the caller saw the dossier of a step before it, or sees it after it.
  fileprivate func covers(_ step: FeedEvent, before: Bool) -> Bool {
    switch self {
    case .all: return true
    case .owner(let number): return step.owner == number
    case .agencies(let codes):
      if step.desk.map(codes.contains) == true { return true }
      guard before else { return codes.contains(step.agency) || codes.contains(step.event.agency) }
      return codes.contains(step.event.agencyBefore ?? step.agency)
        || codes.contains(step.previousHolder)
    }
  }
}

extension ListPlace {
  /// Writes agencies in one order, or that there is no condition.
  fileprivate mutating func append(_ agencies: Set<AgencyCode>?) {
    append(Int64(agencies?.count ?? -1))
    for code in (agencies ?? []).sorted() { append(code.text) }
  }
}
