package import MotCuaDomain

/// The agencies and officers of the province, as an immutable snapshot.
package struct AgencyDirectory: Sendable {
  private var agenciesByCode: [AgencyCode: AgencyRecord] = [:]
  private var mainCodes: [AgencyCode: AgencyCode] = [:]
  // Asked for at every call of an officer, so it is not gathered then.
  private var children: [AgencyCode: Set<AgencyCode>] = [:]
  private var officersByCode: [String: OfficerRecord] = [:]

  /// An empty directory.
  package init() {}

  /// All agencies in the order of their codes.
  package var agencies: [AgencyRecord] {
    agenciesByCode.values.sorted { $0.code < $1.code }
  }

  /// All officers, in no order.
  package var officers: [OfficerRecord] { Array(officersByCode.values) }

  /// How many agencies there are.
  package var agencyCount: Int { agenciesByCode.count }

  /// An agency by either of its codes.
  package func agency(_ code: AgencyCode) -> AgencyRecord? {
    agenciesByCode[code] ?? mainCodes[code].flatMap { agenciesByCode[$0] }
  }

  /// An officer by his code.
  package func officer(_ code: String) -> OfficerRecord? { officersByCode[code] }

  /// An agency and all below it.
  package func subtree(of root: AgencyCode) -> Set<AgencyCode> {
    var found: Set<AgencyCode> = []
    var waiting = [agency(root)?.code ?? root]
    while let code = waiting.popLast() {
      guard found.insert(code).inserted else { continue }
      waiting += children[code] ?? []
    }
    return found
  }

  /// Puts an agency in, or replaces the one with its code.
  package mutating func put(_ agency: AgencyRecord) {
    if let old = agenciesByCode[agency.code] {
      if let other = old.otherCode { mainCodes[other] = nil }
      if let parent = old.parent { children[parent]?.remove(old.code) }
    }
    if let parent = agency.parent { children[parent, default: []].insert(agency.code) }
    agenciesByCode[agency.code] = agency
    if let other = agency.otherCode { mainCodes[other] = agency.code }
  }

  /// Puts an officer in, or replaces the one with his code.
  package mutating func put(_ officer: OfficerRecord) {
    officersByCode[officer.code] = officer
  }
}
