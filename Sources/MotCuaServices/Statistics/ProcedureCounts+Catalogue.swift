package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore

extension ProcedureCounts {
  /// Counts the procedures that are published, valid and offered by one of some agencies on a day,
  /// each by the highest level among its offerings there.
  package init(_ catalogue: Catalogue, agencies: Set<AgencyCode>, on day: CivilDate) {
    self.init()
    for procedure in catalogue.procedures where procedure.content.isOpen(on: day) {
      var isOffered = false
      var highest = 0
      for offering in catalogue.offerings(of: procedure.code)
      where agencies.contains(offering.agency) && offering.isValid(on: day) {
        isOffered = true
        highest = max(highest, offering.level(on: day)?.rawValue ?? 0)
      }
      guard isOffered else { continue }
      procedures += 1
      if highest == MotCuaDomain.ServiceLevel.level3.rawValue { proceduresLevel3 += 1 }
      if highest == MotCuaDomain.ServiceLevel.level4.rawValue { proceduresLevel4 += 1 }
      if let since = procedure.content.integratedSince, since <= day { proceduresIntegrated += 1 }
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
        counts.proceduresIntegrated,
        of: counts.proceduresLevel34,
        online
      )
    )
  }
}
