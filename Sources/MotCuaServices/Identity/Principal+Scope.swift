package import MotCuaDomain
package import MotCuaStore

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
    switch scope(in: directory) {
    case .all: true
    case .agencies(let codes): codes.contains(directory.agency(agency)?.code ?? agency)
    case .owner: false
    }
  }

  /// Whether the caller may see what an officer does: one at home in an agency of his scope, or ever
  /// posted there.
  package func covers(officer code: String, in directory: AgencyDirectory) -> Bool {
    guard let officer = directory.officer(code) else { return false }
    return ([officer.agency] + officer.postings.map(\.agency)).contains {
      covers($0, in: directory)
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
