package import MotCuaAPI
package import MotCuaDomain

extension MotCuaAPI.DossierAction {
  /// The contract's word for an action; its numbers are its own, because the house knows actions
  /// that no method has yet.
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
    case .forward, .expireSupplement, .requestPayment, .confirmPayment, .expirePayment, .stop,
      .resume, .extendDueDate, .rework, .reassign, .revokeResult:
      self = .unspecified
    }
  }
}
