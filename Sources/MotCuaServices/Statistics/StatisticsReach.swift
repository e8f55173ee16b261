import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
package import RPCCore

/// The agencies that a question counts: those of its scope within those that the caller may see.
package struct StatisticsReach: Sendable {
  /// The agencies, in the order of their codes.
  package let agencies: [AgencyRecord]
  /// Whether these are all agencies there are.
  package let isWhole: Bool

  /// Keeps what an agency's code, its subordinates and a level leave of the caller's scope.
  ///
  /// - Throws: AGENCY_NOT_FOUND, or OUT_OF_SCOPE for an agency that the caller may not see.
  package init(
    agencyCode: String = "",
    withSubordinates: Bool = false,
    level: MotCuaDomain.AgencyLevel? = nil,
    principal: Principal,
    directory: AgencyDirectory
  ) throws(RPCError) {
    let named = try directory.agencies(agencyCode, withSubordinates: withSubordinates)
    let visible = principal.scope(in: directory)
    if !agencyCode.isEmpty {
      let code = AgencyCode(agencyCode).flatMap { directory.agency($0)?.code }
      guard let code, visible.holds(code) else {
        throw RPCError(reason: .outOfScope, metadata: ["agency": agencyCode])
      }
    }
    agencies = directory.agencies.filter { agency in
      (named?.contains(agency.code) ?? true) && visible.holds(agency.code)
        && (level.map { $0 == agency.level } ?? true)
    }
    isWhole = agencies.count == directory.agencyCount
  }

  /// The codes of the agencies.
  package var codes: Set<AgencyCode> { Set(agencies.map(\.code)) }

  /// The agencies by their codes.
  package var byCode: [AgencyCode: AgencyRecord] {
    Dictionary(agencies.map { ($0.code, $0) }) { first, _ in first }
  }
}

extension RowScope {
  /// Whether the dossiers that an agency resolves lie inside.
  fileprivate func holds(_ agency: AgencyCode) -> Bool {
    switch self {
    case .all: true
    case .agencies(let codes): codes.contains(agency)
    case .owner: false
    }
  }
}
