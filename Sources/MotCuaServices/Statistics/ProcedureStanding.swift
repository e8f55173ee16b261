import MotCuaAPI
import MotCuaDomain
import MotCuaStore

/// How a procedure stands on a day: what the counts of procedures in a summary look at, and the lists
/// behind them.
struct ProcedureStanding {
  /// Whether it is published and valid, and one of the agencies offers it.
  let isCounted: Bool
  /// The highest level of the legacy ladder among its offerings there.
  let level: MotCuaDomain.ServiceLevel?
  /// Whether the National Portal offers it.
  let isIntegrated: Bool

  /// Looks at the offerings of some agencies; nil takes all.
  init(
    _ procedure: ProcedureRecord,
    in catalogue: Catalogue,
    agencies: Set<AgencyCode>?,
    on day: CivilDate
  ) {
    let level =
      procedure.content.isOpen(on: day)
      ? catalogue.level(of: procedure.code, on: day, agencies: agencies) : nil
    self.level = level
    // An offering may have no level of the legacy ladder, and is one nevertheless.
    isCounted =
      level != nil
      || (procedure.content.isOpen(on: day)
        && catalogue.offerings(of: procedure.code).contains { offering in
          (agencies?.contains(offering.agency) ?? true) && offering.isValid(on: day)
        })
    isIntegrated = procedure.content.integratedSince.map { $0 <= day } ?? false
  }

  /// Whether its level is 3 or 4.
  var isHigh: Bool { level == .level3 || level == .level4 }
}

/// How a procedure stands in form II.07b.
struct ProcedureFormStanding {
  /// Whether it is published and valid, and one of the agencies offers it.
  let isCounted: Bool
  /// Whether a one-stop desk or a service centre receives for one of them.
  let isReceivedAtOneStop: Bool
  /// Whether it has an internal process.
  let hasInternalProcess: Bool

  init(
    _ procedure: ProcedureRecord,
    in catalogue: Catalogue,
    agencies: Set<AgencyCode>,
    directory: AgencyDirectory,
    on day: CivilDate
  ) {
    let offerings =
      procedure.content.isOpen(on: day)
      ? catalogue.offerings(of: procedure.code).filter {
        agencies.contains($0.agency) && $0.isValid(on: day)
      } : []
    isCounted = !offerings.isEmpty
    isReceivedAtOneStop = offerings.contains { directory.isOneStop($0) }
    hasInternalProcess = isCounted && !procedure.content.internalSteps.isEmpty
  }
}

extension AgencyDirectory {
  /// Whether dossiers of an offering are received at a one-stop desk or a service centre.
  fileprivate func isOneStop(_ offering: OfferingRecord) -> Bool {
    switch agency(offering.desk ?? offering.agency)?.kind {
    case .oneStopDesk, .serviceCentre: true
    case .resolving, nil: false
    }
  }
}
