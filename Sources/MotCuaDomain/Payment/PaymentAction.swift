/// What can be done with a payment.
package enum PaymentAction: Int, CodedEnum {
  /// Asks for it.
  case request = 1
  /// Opens it at a provider.
  case create = 2
  /// Says that the money came.
  case confirm = 3
  /// Takes the request back.
  case cancel = 4
  /// Ends it because nobody paid in time.
  case expire = 5
  /// Says that what was paid is to go back, for the dossier has ended.
  case declareRefund = 6
  /// Records that the money went back.
  case refund = 7
  /// Records money that came beside what was asked for: a wrong amount, or a second time.
  case recordExcess = 8

  /// The word for the value.
  package var code: String {
    switch self {
    case .request: "REQUEST"
    case .create: "CREATE"
    case .confirm: "CONFIRM"
    case .cancel: "CANCEL"
    case .expire: "EXPIRE"
    case .declareRefund: "DECLARE_REFUND"
    case .refund: "REFUND"
    case .recordExcess: "RECORD_EXCESS"
    }
  }

  /// Whether a caller can ask for it; the others follow from what happens to the dossier, or are
  /// what a confirmation turns out to be.
  package var hasMethod: Bool {
    switch self {
    case .expire, .declareRefund, .recordExcess: false
    default: true
    }
  }
}
