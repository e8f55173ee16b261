package import MotCuaAPI
package import MotCuaDomain

extension MotCuaAPI.DossierAction {
  /// The contract's word for an action; its numbers are its own.
  package init(_ action: MotCuaDomain.DossierAction) {
    switch action {
    case .submit: self = .submit
    case .receiveAtDesk: self = .receive
    case .refuseAtDesk: self = .refuseAtDesk
    case .accept: self = .accept
    case .refuse: self = .refuse
    case .start: self = .start
    case .requestSupplement: self = .requestSupplement
    case .provideSupplement: self = .provideSupplement
    case .complete: self = .complete
    case .returnResult: self = .returnResult
    case .withdraw: self = .withdraw
    case .forward: self = .forward
    case .expireSupplement: self = .expireSupplement
    case .requestPayment: self = .requestPayment
    case .confirmPayment: self = .confirmPayment
    case .expirePayment: self = .expirePayment
    case .stop: self = .stop
    case .resume: self = .resume
    case .extendDueDate: self = .extendDueDate
    case .rework: self = .rework
    case .reassign: self = .reassign
    case .revokeResult: self = .revokeResult
    case .rate: self = .rate
    case .noteAcceptanceOverdue: self = .noteAcceptanceOverdue
    case .transfer: self = .transfer
    case .recomputeDueDate: self = .recomputeDueDate
    case .cancelPayment: self = .cancelPayment
    }
  }
}
