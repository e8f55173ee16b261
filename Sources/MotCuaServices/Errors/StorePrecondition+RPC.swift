import MotCuaAPI
import MotCuaDomain
package import MotCuaStore
package import RPCCore

extension RPCError {
  /// What a call ends with when a condition beyond the rules of the dossier does not hold.
  package init(_ precondition: StorePrecondition) {
    switch precondition {
    case .notOffered(let code, let agency):
      self.init(
        reason: .notOffered,
        metadata: ["procedure": code.text, "agency": agency.text]
      )
    case .dutyMissing(let action):
      self.init(reason: .dutyMissing, metadata: ["action": action.code])
    case .notByPost:
      self.init(reason: .notByPost)
    case .componentUnknown(let code):
      self.init(reason: .componentUnknown, metadata: ["component": code])
    case .caseUnknown(let code):
      self.init(reason: .componentUnknown, metadata: ["case": code])
    case .dueDateNotAllowed:
      self.init(reason: .dueDateNotAllowed)
    case .parentNotFound(let code):
      self.init(reason: .parentNotFound, metadata: ["agency": code.text])
    case .agencyNotFound(let code):
      self.init(reason: .agencyNotFound, metadata: ["agency": code.text])
    case .procedureNotFound(let code):
      self.init(reason: .notFound, metadata: ["resource": "procedure", "name": code.text])
    case .officerNotFound(let code):
      self.init(reason: .officerNotFound, metadata: ["officer": code])
    case .officerElsewhere(let code):
      self.init(
        reason: .officerNotFound,
        "The officer does not work at the agency that is to have the dossier in hand.",
        vietnamese: "Cán bộ không thuộc cơ quan xử lý hồ sơ.",
        metadata: ["officer": code]
      )
    case .previousNotRefused(let code):
      self.init(reason: .previousNotRefused, metadata: ["previous": code.text])
    case .beforeLastStep:
      self.init(reason: .internal, "The server's clock stands before the dossier's last step.")
    case .procedureState(let action, let state):
      self.init(
        reason: .illegalTransition,
        metadata: ["action": action.code, "state": state.code],
        details: Self.allowed(ProcedureAction.allowed(in: state).map(\.code))
      )
    case .procedureIncomplete(let parts):
      self.init(
        reason: .procedureIncomplete,
        details: [
          .preconditionFailure(
            parts.map {
              PreconditionViolation(
                type: "PART_MISSING",
                subject: $0,
                description: "Decree 63/2010, art. 8.2 asks for this part."
              )
            }
          )
        ]
      )
    case .fileNotFound(let id):
      self.init(reason: .fileNotFound, metadata: ["file": String(id)])
    case .fileSumMismatch:
      self.init(reason: .fileSumMismatch)
    case .fileQuotaExceeded(let bytesMax):
      self.init(reason: .fileQuotaExceeded, metadata: ["bytes_max": String(bytesMax)])
    case .assistantIsOwner:
      self.init(reason: .assistantIsOwner)
    case .exemptionUnknown(let allowed):
      self.init(
        reason: .exemptionUnknown,
        metadata: ["allowed": allowed.joined(separator: ",")]
      )
    case .agencyClosed(let code):
      self.init(reason: .agencyClosed, metadata: ["agency": code.text])
    case .successorNeeded(let code):
      self.init(reason: .successorNeeded, metadata: ["agency": code.text])
    case .paymentState(let action, let state, let allowed):
      self.init(
        reason: .paymentState,
        metadata: ["action": action.code, "state": state?.code ?? "NONE"],
        details: Self.allowed(allowed.map(\.code))
      )
    case .providerNotLive(let code, let stage):
      self.init(
        reason: .paymentProviderNotLive,
        metadata: ["provider": code.code, "stage": stage?.code ?? "NONE"]
      )
    case .paymentNotYetKnown:
      self.init(reason: .paymentNotYetKnown, details: [.retryInfo(delay: .seconds(5))])
    case .shipmentState(let wanted, let state):
      self.init(
        reason: .shipmentState,
        metadata: ["wanted": wanted.code, "state": state.code],
        details: Self.allowed(state.next.map(\.code))
      )
    case .gatewayNotFound(let id):
      self.init(
        reason: .notFound,
        "There is no such principal of kind PAYMENT_GATEWAY that speaks for no other provider.",
        metadata: ["resource": "principal", "name": String(id)]
      )
    case .conflictingName:
      self.init(reason: .alreadyExists, "The code of the sector has another name already.")
    }
  }

  /// What a state allows; nothing where it allows nothing.
  private static func allowed(_ actions: [String]) -> [Detail] {
    guard !actions.isEmpty else { return [] }
    return [
      .preconditionFailure(
        actions.map {
          PreconditionViolation(
            type: "ALLOWED_ACTION",
            subject: $0,
            description: "The state allows the action \($0)."
          )
        }
      )
    ]
  }
}
