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

  /// The method of each action; what a server or a gateway does alone has none of its own.
  private static let methods: [MotCuaDomain.DossierAction: String] = [
    .submit: DossierServiceMethods.submitDossier.path,
    .receiveAtDesk: DossierServiceMethods.receiveDossier.path,
    .refuseAtDesk: DossierServiceMethods.refuseDossierAtDesk.path,
    .accept: DossierServiceMethods.acceptDossier.path,
    .refuse: DossierServiceMethods.refuseDossier.path,
    .start: DossierServiceMethods.startDossier.path,
    .forward: DossierServiceMethods.forwardDossier.path,
    .reassign: DossierServiceMethods.reassignDossier.path,
    .requestSupplement: DossierServiceMethods.requestSupplement.path,
    .provideSupplement: DossierServiceMethods.provideSupplement.path,
    .requestPayment: DossierServiceMethods.requestPayment.path,
    .confirmPayment: DossierServiceMethods.confirmPayment.path,
    .cancelPayment: DossierServiceMethods.cancelPayment.path,
    .stop: DossierServiceMethods.stopDossier.path,
    .resume: DossierServiceMethods.resumeDossier.path,
    .extendDueDate: DossierServiceMethods.extendDueDate.path,
    .complete: DossierServiceMethods.completeDossier.path,
    .rework: DossierServiceMethods.reworkDossier.path,
    .returnResult: DossierServiceMethods.returnResult.path,
    .withdraw: DossierServiceMethods.withdrawDossier.path,
    .revokeResult: DossierServiceMethods.revokeResult.path,
    .rate: DossierServiceMethods.rateDossier.path,
  ]

  /// What the table of transitions grants and no method offers, with the reason.
  private static let elsewhere: [String: String] = [
    "RETURN_RESULT postalOperator": "by UpdateShipment, with the delivery",
    "CONFIRM_PAYMENT supervisor": "by ReconcilePayments, from a provider's file",
    "EXPIRE_SUPPLEMENT supervisor": "by the timer, as soon as it is due",
    "EXPIRE_PAYMENT supervisor": "by the timer, as soon as it is due",
  ]

  /// Whom a method lets in although no rule names him, with the reason.
  private static let otherwise = [
    "SUBMIT officer reception": "on the applicant's side, as his helper",
    "SUBMIT officer guidance": "on the applicant's side, as his helper",
  ]

  @Test("Whom the table of transitions lets act can call a method that does")
  func reachable() {
    for rule in TransitionTable.current.rules {
      for role in rule.roles where role != .timer {
        let name = "\(rule.action.code) \(role)"
        guard Self.elsewhere[name] == nil else { continue }
        let kinds =
          Self.methods[rule.action].flatMap { MethodPermissions.byPath[$0]?.kinds } ?? []
        let isReached = kinds.contains { kind in
          switch role {
          case .applicant: kind == .applicant
          case .assistant: kind == .assistant
          case .desk, .specialist, .leader, .resultDesk: kind == .officer
          case .paymentGateway: kind == .paymentGateway
          case .postalOperator: kind == .postalOperator
          case .connectedSystem: kind == .system
          case .supervisor: kind == .supervisor
          case .timer: false
          }
        }
        #expect(isReached, "\(name)")
      }
    }
  }

  @Test("Whom a method lets in plays a part in a rule of the table for its action")
  func rolesOfKinds() throws {
    for (action, path) in Self.methods {
      let rules = TransitionTable.current.rules.filter { $0.action == action }
      let roles = rules.reduce(into: Set<TransitionRole>()) { $0.formUnion($1.roles) }
      let permission = try #require(MethodPermissions.byPath[path])
      for kind in permission.kinds {
        let caller = try #require(kind.model)
        let duties = permission.duties.compactMap(\.model)
        for duty in caller == .officer ? duties.map({ Set([$0]) }) : [[]] {
          let actor = DossierActor(
            caller,
            duties: duty,
            assertsApplicant: caller == .system
          )
          let isPart = !actor.roles.isDisjoint(with: roles)
          let name = ([action.code, "\(caller)"] + duty.map { "\($0)" }).joined(separator: " ")
          #expect(isPart == (Self.otherwise[name] == nil), "\(name)")
        }
      }
    }
  }
}
