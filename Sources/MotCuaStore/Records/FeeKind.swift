import MotCuaDomain

/// The kinds of payment that a procedure may ask for (Law 97/2015/QH13).
package enum FeeKind: Int, CodedEnum {
  /// A fee, phí.
  case fee = 1
  /// A charge, lệ phí.
  case charge = 2
  /// A price, giá.
  case price = 3

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .fee: "FEE"
    case .charge: "CHARGE"
    case .price: "PRICE"
    }
  }
}
