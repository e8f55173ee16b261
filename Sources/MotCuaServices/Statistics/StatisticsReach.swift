import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
package import RPCCore

/// The agencies that a question counts: those of its scope within those that the caller may see.
///
/// Rolled up to the present, each agency that ended counts for its heir of today, with the heir's
/// level; all agencies of a question are still counted one by one, so that sums cannot differ.
package struct StatisticsReach: Sendable {
  /// The agencies, in the order of their codes.
  package let agencies: [AgencyRecord]
  /// For each of the agencies the one that its figures are shown with.
  package let byCode: [AgencyCode: AgencyRecord]
  /// The codes of the agencies.
  package let codes: Set<AgencyCode>
  /// Whether these are all agencies there are.
  package let isWhole: Bool
  /// Whether the question left it to the caller's scope: it names neither an agency nor a level.
  package let isOpen: Bool

  /// Keeps what an agency's code, its subordinates and a level leave of the caller's scope.
  ///
  /// Names, levels and who stands below whom are those of `past`, where it is given; what the caller
  /// may see is ruled by the present, and so is everything that is rolled up to it.
  ///
  /// - Throws: AGENCY_NOT_FOUND, or OUT_OF_SCOPE for an agency that the caller may not see.
  package init(
    agencyCode: String = "",
    withSubordinates: Bool = false,
    level: MotCuaDomain.AgencyLevel? = nil,
    isRolledUp: Bool = false,
    principal: Principal,
    directory: AgencyDirectory,
    past: AgencyDirectory? = nil
  ) throws(RPCError) {
    let shape = isRolledUp ? directory : past ?? directory
    var named = try shape.agencies(agencyCode, withSubordinates: withSubordinates)
    if isRolledUp, let code = AgencyCode(agencyCode).flatMap({ directory.agency($0)?.code }) {
      let heir = directory.heir(of: code)
      named = withSubordinates ? directory.subtree(of: heir) : [heir]
    }
    let visible = principal.scope(in: directory)
    if !agencyCode.isEmpty {
      let code = AgencyCode(agencyCode).flatMap { directory.agency($0)?.code }
      guard let code, visible.holds(code) else {
        throw RPCError(reason: .outOfScope, metadata: ["agency": agencyCode])
      }
    }
    var shown: [AgencyCode: AgencyRecord] = [:]
    shown.reserveCapacity(shape.agencyCount)
    agencies = shape.agencies.filter { agency in
      let heir = isRolledUp ? directory.agency(directory.heir(of: agency.code)) : nil
      let place = heir ?? agency
      guard named?.contains(place.code) ?? true, visible.holds(agency.code),
        level.map({ $0 == place.level }) ?? true
      else { return false }
      shown[agency.code] = place
      return true
    }
    byCode = shown
    codes = Set(shown.keys)
    isOpen = agencyCode.isEmpty && level == nil
    isWhole = agencies.count == directory.agencyCount
  }

  /// The agencies by whose offerings procedures are counted; nil for all there are.
  ///
  /// A province counts what its own agencies resolve: an agency of the centre counts only where nothing
  /// else is asked for.
  package var offering: Set<AgencyCode>? {
    let own = agencies.filter { byCode[$0.code]?.level != .central }
    if own.isEmpty { return codes }
    return isWhole && own.count == agencies.count ? nil : Set(own.map(\.code))
  }

  /// The agencies that figures are shown with, in the order of their codes, and a group for each.
  package var byShown: (agencies: [AgencyRecord], groups: FigureGroups) {
    let shown = shown
    let places = Dictionary(shown.enumerated().map { ($1.code, $0) }) { first, _ in first }
    let own = byCode.compactMapValues { places[$0.code] }
    let groups = FigureGroups(count: shown.count, needsProcedure: false) { agency, _ in own[agency]
    }
    return (shown, groups)
  }

  /// The agencies that figures are shown with, in the order of their codes.
  private var shown: [AgencyRecord] {
    var found = Set<AgencyCode>()
    return agencies.compactMap { byCode[$0.code] }.filter { found.insert($0.code).inserted }
      .sorted { $0.code < $1.code }
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
