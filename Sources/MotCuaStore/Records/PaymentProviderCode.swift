import MotCuaDomain

/// Where money is paid.
package enum PaymentProviderCode: Int, CodedEnum {
  /// Viettel Money.
  case viettel = 1
  /// VNPT Pay.
  case vnpt = 2
  /// The payment platform of the National Portal.
  case nationalPortal = 3
  /// A bank.
  case bank = 4
  /// The cash desk of the one-stop desk.
  case cashDesk = 5

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .viettel: "VIETTEL"
    case .vnpt: "VNPT"
    case .nationalPortal: "NATIONAL_PORTAL"
    case .bank: "BANK"
    case .cashDesk: "CASH_DESK"
    }
  }
}
