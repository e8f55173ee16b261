import MotCuaDomain
import MotCuaStore

/// The names that go on forms, as they are at present; empty for what is gone.
struct DossierNames: Sendable {
  let directory: AgencyDirectory
  let catalogue: Catalogue

  func agency(_ code: AgencyCode) -> String { directory.agency(code)?.name ?? "" }

  func officer(_ code: String) -> String { directory.officer(code)?.name ?? "" }

  func procedure(_ code: ProcedureCode) -> String {
    catalogue.procedure(code)?.content.name ?? ""
  }

  func component(_ code: String, of procedure: ProcedureCode) -> String {
    let components = catalogue.procedure(procedure)?.content.components ?? []
    return components.first { $0.code == code }?.name ?? ""
  }
}
