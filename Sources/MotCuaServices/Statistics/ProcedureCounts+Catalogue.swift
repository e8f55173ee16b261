package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore

extension ProcedureCounts {
  /// Counts the procedures that are published, valid and offered by one of some agencies on a day,
  /// each by the highest level among its offerings there; nil takes all agencies.
  package init(_ catalogue: Catalogue, agencies: Set<AgencyCode>?, on day: CivilDate) {
    self.init()
    for procedure in catalogue.procedures {
      let standing = ProcedureStanding(procedure, in: catalogue, agencies: agencies, on: day)
      guard standing.isCounted else { continue }
      procedures += 1
      if standing.level == .level3 { proceduresLevel3 += 1 }
      if standing.level == .level4 { proceduresLevel4 += 1 }
      guard standing.isIntegrated else { continue }
      proceduresIntegrated += 1
      if standing.isHigh { proceduresIntegratedLevel34 += 1 }
    }
    proceduresLevel34 = proceduresLevel3 + proceduresLevel4
  }
}

extension ProcedureRates {
  /// The rates of some counts.
  package init(_ counts: ProcedureCounts) {
    let online = "procedures_level34"
    self.init(
      level34: Rate(counts.proceduresLevel34, of: counts.procedures, "procedures"),
      level3: Rate(counts.proceduresLevel3, of: counts.procedures, "procedures"),
      level4: Rate(counts.proceduresLevel4, of: counts.procedures, "procedures"),
      level4OfLevel34: Rate(counts.proceduresLevel4, of: counts.proceduresLevel34, online),
      integratedOfLevel34: Rate(
        counts.proceduresIntegratedLevel34,
        of: counts.proceduresLevel34,
        online
      )
    )
  }
}
