import MotCuaAPI
package import MotCuaDomain
package import RPCCore

extension RPCError {
  /// What a call ends with when the rules of a dossier's life refuse.
  package init(_ error: DossierError) {
    switch error {
    case .illegalAction(let action, let state, let allowed):
      self = .illegalTransition(action, in: state, allowed: allowed)
    case .actorNotPermitted(let action):
      self.init(reason: .principalNotAllowed, metadata: ["action": action.code])
    case .procedureNotPublished:
      self.init(reason: .procedureNotPublished)
    case .notOfferedOnline:
      self.init(reason: .notOnline)
    case .componentsMissing(let components):
      self = .componentsMissing(components)
    case .supplementAlreadyRequested:
      self.init(reason: .supplementAlreadyRequested)
    case .dueDate(let error):
      self.init(error)
    case .newDueDateNotLater:
      self.init(reason: .dueDateNotAllowed, "The new due date is no later day.")
    case .reasonMissing:
      self = .invalidField("reason", "A reason must be given.")
    case .requestedItemsMissing:
      self = .invalidField("component_codes", "What is asked for must be named.")
    case .answerDeadlineMissing:
      self = .invalidField("deadline", "The last day to answer is absent or lies in the past.")
    case .resultMissing:
      self = .invalidField("results", "A result must be given.")
    case .receiverMissing:
      self = .invalidField("receiver_name", "It must be said who receives the result.")
    case .destinationMissing:
      self = .invalidField("destination", "It must be said who goes on.")
    case .amountNotPositive:
      self = .invalidField("amount_vnd", "The amount must be above 0.")
    case .amountDiffers:
      self.init(reason: .paymentAmountDiffers)
    case .receptionFeeUnpaid(let missing), .resultFeeUnpaid(let missing):
      self.init(reason: .feesUnpaid, metadata: ["amount_vnd": String(missing.dong)])
    case .beneficiaryAccountMissing: self.init(reason: .beneficiaryAccountMissing)
    case .alreadyExtended: self.init(reason: .alreadyExtended)
    case .extensionTooEarly(let day):
      self.init(reason: .extensionTooEarly, metadata: ["from": day.description])
    case .resultNotInForce: self.init(reason: .resultNotInForce)
    case .alreadyRated: self.init(reason: .alreadyRated)
    case .paperRefused(let exemptions):
      self.init(
        reason: .paperRefused,
        metadata: ["exemptions": exemptions.joined(separator: ",")]
      )
    case .applicantHasNotAsked:
      self = .invalidField(
        "reason",
        "An officer says how the owner asked, such as at the desk, by letter or by phone, and why."
      )
    case .answerDeadlineNotPassed:
      self.init(reason: .illegalTransition, cause: error)
    case .originUnknown:
      self.init(reason: .internal, cause: error)
    }
  }

  /// A state does not allow an action; these it does.
  private static func illegalTransition(
    _ action: MotCuaDomain.DossierAction,
    in state: MotCuaDomain.DossierState?,
    allowed: [MotCuaDomain.DossierAction]
  ) -> RPCError {
    let violations = allowed.map {
      PreconditionViolation(
        type: "ALLOWED_ACTION",
        subject: $0.code,
        description: "The state allows the action \($0.code)."
      )
    }
    return RPCError(
      reason: .illegalTransition,
      metadata: ["action": action.code, "state": state?.code ?? "NONE"],
      details: violations.isEmpty ? [] : [.preconditionFailure(violations)]
    )
  }

  /// Mandatory components are missing, each as a violation of its own.
  private static func componentsMissing(_ components: [String]) -> RPCError {
    let violations = components.map {
      PreconditionViolation(
        type: "COMPONENT_MISSING",
        subject: $0,
        description: "The procedure asks for this component."
      )
    }
    return RPCError(reason: .componentMissing, details: [.preconditionFailure(violations)])
  }

  /// What a call ends with when a due date cannot be worked out.
  package init(_ error: DueDateError) {
    switch error {
    case .yearNotLoaded(let year):
      self.init(reason: .calendarYearNotLoaded, metadata: ["year": String(year)], cause: error)
    case .dateMustBeTyped:
      self.init(reason: .dueDateRequired, cause: error)
    case .fractionOfMonth:
      self = .invalidField("time_limit.quantity_milli", "Months are whole: a multiple of 1000.")
    case .pauseEndsBeforeItBegins:
      self = .invalidField("pauses", "A pause ends before it begins.")
    case .pauseBeforeReception:
      self = .invalidField("pauses", "A pause begins before the reception.")
    case .pausesOverlap:
      self = .invalidField("pauses", "Two pauses overlap.")
    }
  }
}
