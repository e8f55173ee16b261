import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import RPCCore
import Testing

@Suite("Who may call what")
struct PermissionTests {
  @Test("Every method of the contract has a permission")
  func complete() {
    let methods =
      AgencyServiceMethods.all + ProcedureServiceMethods.all + DossierServiceMethods.all
      + StatisticsServiceMethods.all + AdminServiceMethods.all
    #expect(methods.count == MethodPermissions.byPath.count)
    for method in methods {
      #expect(MethodPermissions.byPath[method.descriptor.path] != nil)
    }
  }

  @Test("A duty binds officers only, and one of several is enough")
  func duties() throws {
    let permission = MethodPermission(
      kinds: [.officer, .supervisor],
      duties: [.reception, .resolution]
    )
    func principal(
      _ kind: MotCuaDomain.PrincipalKind,
      _ duties: Set<OfficerDuty>
    ) -> MotCuaServices.Principal {
      MotCuaServices.Principal(id: 1, kind: kind, name: "", duties: duties)
    }
    try permission.check(principal(.supervisor, []))
    try permission.check(principal(.officer, [.resolution, .signing]))
    for duties: Set<OfficerDuty> in [[], [.signing]] {
      #expect(throws: RPCError.self) { try permission.check(principal(.officer, duties)) }
    }
    #expect(throws: RPCError.self) { try permission.check(principal(.system, [.reception])) }
  }

  @Test("An administrator may never handle dossiers")
  func administrators() {
    let handling = [
      DossierServiceMethods.submitDossier, DossierServiceMethods.acceptDossier,
      DossierServiceMethods.completeDossier, DossierServiceMethods.returnResult,
    ]
    for method in handling {
      #expect(MethodPermissions.byPath[method.path]?.kinds.contains(.administrator) == false)
    }
  }
}
