/// What the server does by its clock when nobody has acted in time.
package enum DossierTimer: Int, CodedEnum {
  /// The desk has not answered a submission within its limit.
  case acceptanceOverdue = 1
  /// The applicant has not brought what was asked for.
  case supplementExpired = 2
  /// The applicant has not paid.
  case paymentExpired = 3

  /// The word for the value.
  package var code: String {
    switch self {
    case .acceptanceOverdue: "ACCEPTANCE_OVERDUE"
    case .supplementExpired: "SUPPLEMENT_EXPIRED"
    case .paymentExpired: "PAYMENT_EXPIRED"
    }
  }

  /// What is done when its instant has come.
  package var action: DossierAction {
    switch self {
    case .acceptanceOverdue: .noteAcceptanceOverdue
    case .supplementExpired: .expireSupplement
    case .paymentExpired: .expirePayment
    }
  }
}
