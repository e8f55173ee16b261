import MotCuaDomain

/// One step of a dossier that is there, as a value: what many dossiers go through at once, and
/// what a history is made of.
package enum DossierStep: Sendable {
  /// 1 becomes 2.
  case accept(AcceptDossier)
  /// 1 becomes 3.
  case refuse(RefuseDossier)
  /// 2 becomes 4.
  case start(StartDossier)
  /// Hands it on.
  case forward(ForwardDossier)
  /// Gives it to another officer.
  case reassign(ReassignDossier)
  /// Asks for a supplement.
  case requestSupplement(RequestSupplement)
  /// Takes a supplement.
  case provideSupplement(ProvideSupplement)
  /// Ends it because the supplement never came.
  case expireSupplement(DossierTarget)
  /// 4 becomes 8.
  case stop(StopDossier)
  /// 8 becomes 4.
  case resume(ResumeDossier)
  /// Sets a later due date.
  case extendDueDate(ExtendDueDate)
  /// 4 becomes 9.
  case complete(CompleteDossier)
  /// 9 becomes 4.
  case rework(ReworkDossier)
  /// 9 becomes 10.
  case returnResult(ReturnResult)
  /// Ends it at its owner's wish.
  case withdraw(WithdrawDossier)
  /// Revokes a result.
  case revokeResult(RevokeResult)
  /// Rates the service.
  case rate(RateDossier)

  /// The action.
  var action: DossierAction {
    switch self {
    case .accept: .accept
    case .refuse: .refuse
    case .start: .start
    case .forward: .forward
    case .reassign: .reassign
    case .requestSupplement: .requestSupplement
    case .provideSupplement: .provideSupplement
    case .expireSupplement: .expireSupplement
    case .stop: .stop
    case .resume: .resume
    case .extendDueDate: .extendDueDate
    case .complete: .complete
    case .rework: .rework
    case .returnResult: .returnResult
    case .withdraw: .withdraw
    case .revokeResult: .revokeResult
    case .rate: .rate
    }
  }

  /// Makes the step.
  func run(in transaction: some WriteTransaction) throws(StoreError) -> DossierRecord {
    switch self {
    case .accept(let step): try step.run(in: transaction)
    case .refuse(let step): try step.run(in: transaction)
    case .start(let step): try step.run(in: transaction)
    case .forward(let step): try step.run(in: transaction)
    case .reassign(let step): try step.run(in: transaction)
    case .requestSupplement(let step): try step.run(in: transaction)
    case .provideSupplement(let step): try step.run(in: transaction)
    case .expireSupplement(let target):
      try transaction.step(.expireSupplement, on: target, note: "")
    case .stop(let step): try step.run(in: transaction)
    case .resume(let step): try step.run(in: transaction)
    case .extendDueDate(let step): try step.run(in: transaction)
    case .complete(let step): try step.run(in: transaction)
    case .rework(let step): try step.run(in: transaction)
    case .returnResult(let step): try step.run(in: transaction)
    case .withdraw(let step): try step.run(in: transaction)
    case .revokeResult(let step): try step.run(in: transaction)
    case .rate(let step): try step.run(in: transaction)
    }
  }
}
