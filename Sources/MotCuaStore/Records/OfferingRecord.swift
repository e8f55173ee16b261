package import MotCuaDomain

/// A procedure as one agency offers it.
package struct OfferingRecord: Sendable, Hashable {
  /// The procedure.
  package var procedure: ProcedureCode
  /// The agency that resolves it.
  package var agency: AgencyCode
  /// The desk that receives for it; nil is the agency itself.
  package var desk: AgencyCode?
  /// The levels with their dates.
  package var levels: [OfferingLevelRecord]
  /// Whether dossiers come online.
  package var receivesOnline: Bool
  /// Whether dossiers come by post.
  package var receivesByPost: Bool
  /// The first day.
  package var validFrom: CivilDate?
  /// The last day.
  package var validTo: CivilDate?
  /// Who handles it here, by duty.
  package var assignees: [AssignmentRecord]
  /// What becomes of paper; it rules before what the agency says.
  package var paperPolicies: [PaperPolicyRecord]
  /// The number of its changes; 0 before it is stored.
  package var etag: Int64
  /// When it was changed last; the beginning of 1970 before it is stored.
  package var changedAt: Instant

  /// Makes the value from its parts.
  package init(
    procedure: ProcedureCode,
    agency: AgencyCode,
    desk: AgencyCode? = nil,
    levels: [OfferingLevelRecord] = [],
    receivesOnline: Bool = false,
    receivesByPost: Bool = false,
    validFrom: CivilDate? = nil,
    validTo: CivilDate? = nil,
    assignees: [AssignmentRecord] = [],
    paperPolicies: [PaperPolicyRecord] = [],
    etag: Int64 = 0,
    changedAt: Instant = Instant(milliseconds: 0)
  ) {
    self.procedure = procedure
    self.agency = agency
    self.desk = desk
    self.levels = levels
    self.receivesOnline = receivesOnline
    self.receivesByPost = receivesByPost
    self.validFrom = validFrom
    self.validTo = validTo
    self.assignees = assignees
    self.paperPolicies = paperPolicies
    self.etag = etag
    self.changedAt = changedAt
  }

  /// The legacy level on a day: the highest of those valid then.
  package func level(on day: CivilDate) -> ServiceLevel? {
    var best: ServiceLevel?
    for entry in levels where entry.isValid(on: day) {
      guard case .legacy(let level) = entry.level else { continue }
      if level.rawValue > best?.rawValue ?? 0 { best = level }
    }
    return best
  }

  /// The level of the present ladder on a day: the highest of those valid then.
  package func extent(on day: CivilDate) -> ServiceExtent? {
    var best: ServiceExtent?
    for entry in levels where entry.isValid(on: day) {
      guard case .extent(let extent) = entry.level else { continue }
      if extent.rawValue > best?.rawValue ?? 0 { best = extent }
    }
    return best
  }

  /// Whether the procedure is offered on a day.
  package func isValid(on day: CivilDate) -> Bool {
    day.isWithin(validFrom, validTo)
  }
}
