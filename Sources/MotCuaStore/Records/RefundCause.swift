import MotCuaDomain

/// Why money is to go back.
package enum RefundCause: Int, CodedEnum {
  /// It came after the payment was cancelled or had expired.
  case late = 1
  /// It is not the amount that was asked for.
  case amountDiffers = 2
  /// It came although the payment was paid.
  case paidBefore = 3
  /// It paid for a dossier that was refused or withdrawn afterwards.
  case dossierEnded = 4

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .late: "LATE"
    case .amountDiffers: "AMOUNT_DIFFERS"
    case .paidBefore: "PAID_BEFORE"
    case .dossierEnded: "DOSSIER_ENDED"
    }
  }
}
