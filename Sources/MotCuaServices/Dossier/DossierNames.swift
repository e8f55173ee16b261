import MotCuaDomain
import MotCuaStore

/// The names that go on forms: what is filled in of a procedure is what its revision of the filing
/// said, the names of agencies and officers are the present ones; empty for what is gone.
struct DossierNames: Sendable {
  let directory: AgencyDirectory
  let catalogue: Catalogue
  /// What the procedure said when the dossier was filed; nil takes what it says now.
  var filed: ProcedureContent?

  func agency(_ code: AgencyCode) -> String { directory.agency(code)?.name ?? "" }

  func officer(_ code: String) -> String { directory.officer(code)?.name ?? "" }

  func procedure(_ code: ProcedureCode) -> String {
    (filed ?? catalogue.procedure(code)?.content)?.name ?? ""
  }

  /// The name of an internal step by its number, from 1; empty for 0.
  func step(_ number: Int, of procedure: ProcedureCode) -> String {
    let steps = (filed ?? catalogue.procedure(procedure)?.content)?.internalSteps ?? []
    return steps.indices.contains(number - 1) ? steps[number - 1].name : ""
  }

  func component(_ code: String, of procedure: ProcedureCode) -> String {
    let components = (filed ?? catalogue.procedure(procedure)?.content)?.components ?? []
    return components.first { $0.code == code }?.name ?? ""
  }

  /// The agency that resolved a dossier when a step was made.
  func agency(of detail: DossierDetail, at event: DossierEventRecord) -> AgencyCode {
    let later = detail.events.first { $0.number > event.number && $0.agencyBefore != nil }
    return later?.agencyBefore ?? detail.dossier.agency
  }

  /// Who handed out what was handed out with a step: the desk, or the agency where it has none.
  ///
  /// A desk that one other has become since was that one.
  func issuer(of detail: DossierDetail, at event: DossierEventRecord) -> AgencyCode {
    guard let desk = detail.dossier.desk else { return agency(of: detail, at: event) }
    let day = event.at.ictDate
    let before = directory.predecessors(of: desk).filter { $0.isHeir && $0.date > day }
    return before.count == 1 ? before[0].old : desk
  }
}
