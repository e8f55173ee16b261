package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaProcedureService {
  /// The four duties that Decree 61/2018 asks an agency to assign for each procedure.
  private static let duties: [OfficerDuty] = [.reception, .guidance, .resolution, .result]

  /// Lists duties of offerings that nobody is assigned to.
  package func listAssignmentGaps(
    _ request: ListAssignmentGapsRequest,
    context: ServerContext
  ) async throws -> ListAssignmentGapsResponse {
    let window = try environment.window(request, context)
    var reader = FieldReader()
    let agencyCode = reader.agencyCode(request.agencyCode, "agency_code")
    let day = reader.date(request.asOf, "as_of") ?? environment.today
    if day < environment.today {
      reader.refuse("as_of", "It lies in the past; gaps are those of today or a later day.")
    }
    try reader.check()
    let directory = environment.store.directory
    let catalogue = environment.store.catalogue
    let agency = agencyCode.map { directory.agency($0)?.code ?? $0 }
    let principal = context.principal
    if let agency, !principal.covers(agency, in: directory) {
      throw StoreError.notFound(.agency(request.agencyCode))
    }
    let duties = request.duty.model.map { [$0] } ?? Self.duties
    let scope = principal.scope(in: directory)
    var gaps: [Gap] = []
    for offering in catalogue.offerings
    where offering.isValid(on: day) && (agency == nil || agency == offering.agency) {
      if case .agencies(let codes) = scope, !codes.contains(offering.agency) { continue }
      guard catalogue.procedure(offering.procedure, on: day)?.content.isOpen(on: day) == true
      else { continue }
      for duty in duties where !offering.isAssigned(duty, on: day) {
        gaps.append(Gap(procedure: offering.procedure, agency: offering.agency, duty: duty))
      }
    }
    let page = try window.page(of: gaps, key: \.key)
    let held = ProcedureLint.heldDuties(in: directory, on: day)
    return ListAssignmentGapsResponse(
      gaps: page.items.map { gap in
        AssignmentGap(
          procedureCode: gap.procedure.text,
          procedureName: catalogue.procedure(gap.procedure, on: day)?.content.name ?? "",
          agencyCode: gap.agency.text,
          duty: Duty(gap.duty),
          posted: held[gap.agency]?.contains(gap.duty) == true
        )
      },
      nextPageToken: page.nextToken
    )
  }

  /// A duty of an offering that nobody is assigned to.
  private struct Gap {
    let procedure: ProcedureCode
    let agency: AgencyCode
    let duty: OfficerDuty

    /// The bytes by which gaps are ordered.
    var key: [UInt8] {
      Array(procedure.text.utf8) + [0] + Array(agency.text.utf8) + [0, UInt8(duty.rawValue)]
    }
  }
}

extension OfferingRecord {
  /// Whether an officer is assigned to a duty on a day.
  fileprivate func isAssigned(_ duty: OfficerDuty, on day: CivilDate) -> Bool {
    assignees.contains { $0.duty == duty && $0.isValid(on: day) }
  }
}
