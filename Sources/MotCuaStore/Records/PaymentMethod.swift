import MotCuaDomain

/// How a fee was paid.
package enum PaymentMethod: Int, CodedEnum {
  /// Cash.
  case cash = 1
  /// A transfer.
  case transfer = 2
  /// Online.
  case online = 3

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .cash: "CASH"
    case .transfer: "TRANSFER"
    case .online: "ONLINE"
    }
  }
}
