import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
import RPCCore

extension Principal {
  /// Which dossiers the caller sees.
  package func scope(in directory: AgencyDirectory) -> RowScope {
    switch kind {
    case .administrator:
      .all
    case .supervisor, .system:
      agencies.isEmpty ? .all : .agencies(agencyScope(in: directory))
    case .officer, .assistant:
      powers?.scope ?? .agencies(agencyScope(in: directory))
    case .applicant:
      subjectID.map { .owner($0) } ?? .agencies([])
    case .postalOperator, .paymentGateway, .public:
      .agencies([])
    }
  }

  /// Of which dossiers the caller sees the shipments: a postal operator of those of its agencies, and
  /// of all where none is named, although it sees no dossier.
  package func shipmentScope(in directory: AgencyDirectory) -> RowScope {
    guard kind == .postalOperator else { return scope(in: directory) }
    return agencies.isEmpty ? .all : .agencies(agencyScope(in: directory))
  }

  /// Whether an agency lies within the caller's scope of agencies.
  package func covers(_ agency: AgencyCode, in directory: AgencyDirectory) -> Bool {
    scope(in: directory).covers(agency, in: directory)
  }

  /// Whether the caller may see what an officer does: one at home in an agency of his scope, or ever
  /// posted there.
  package func covers(officer code: String, in directory: AgencyDirectory) -> Bool {
    directory.officer(code).map { scope(in: directory).covers($0, in: directory) } ?? false
  }

  /// The officers whose steps count for the caller, whatever agency they made them for: those that he
  /// covers.
  func officers(in directory: AgencyDirectory) -> Set<String> {
    let scope = scope(in: directory)
    return Set(directory.officers.filter { scope.covers($0, in: directory) }.map(\.code))
  }

  /// Refuses a list behind a number to whoever may not read statistics.
  func checkReadsStatistics() throws(RPCError) {
    guard [.administrator, .supervisor, .officer].contains(kind) else {
      throw RPCError(reason: .principalNotAllowed, "The caller may not read statistics.")
    }
  }

  /// The caller as the transition table and the history need it.
  package func actor(in directory: AgencyDirectory) -> Actor {
    Actor(
      principalID: id,
      kind: kind,
      duties: duties,
      officer: officer,
      scope: scope(in: directory),
      powers: powers
    )
  }

  /// Whether an officer holds one of these duties at one of these agencies; nobody else needs any.
  package func holds(_ asked: Set<OfficerDuty>, at agencies: [AgencyCode]) -> Bool {
    powers.map { !$0.duties(at: agencies).isDisjoint(with: asked) } ?? true
  }

  /// The agencies that are named, all below them, and those whose heirs these are.
  private func agencyScope(in directory: AgencyDirectory) -> Set<AgencyCode> {
    directory.jurisdiction(of: agencies)
  }
}

extension RowScope {
  /// Whether an agency lies inside, by either of its codes.
  fileprivate func covers(_ agency: AgencyCode, in directory: AgencyDirectory) -> Bool {
    switch self {
    case .all: true
    case .agencies(let codes): codes.contains(directory.agency(agency)?.code ?? agency)
    case .owner: false
    }
  }

  /// Whether an officer is at home inside, or was ever posted there.
  fileprivate func covers(_ officer: OfficerRecord, in directory: AgencyDirectory) -> Bool {
    ([officer.agency] + officer.postings.map(\.agency)).contains { covers($0, in: directory) }
  }
}
