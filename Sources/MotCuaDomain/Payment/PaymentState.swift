/// The state of a payment; apart from the dossier's, which says only that it waits.
package enum PaymentState: Int, CodedEnum {
  /// Asked for (chưa thanh toán).
  case requested = 1
  /// Opened at a provider (chờ thanh toán).
  case pending = 2
  /// Paid (đã thanh toán).
  case paid = 3
  /// Came in and is to go back (chờ hoàn trả).
  case refundDue = 4
  /// Went back (đã hoàn phí).
  case refunded = 5
  /// Taken back before it was paid (đã hủy).
  case cancelled = 6
  /// Not paid in time (quá hạn).
  case expired = 7

  /// The word for the value.
  package var code: String {
    switch self {
    case .requested: "REQUESTED"
    case .pending: "PENDING"
    case .paid: "PAID"
    case .refundDue: "REFUND_DUE"
    case .refunded: "REFUNDED"
    case .cancelled: "CANCELLED"
    case .expired: "EXPIRED"
    }
  }

  /// Whether the money is still awaited.
  package var isOpen: Bool { self == .requested || self == .pending }

  /// Whether money came and is with the province.
  package var holdsMoney: Bool { self == .paid || self == .refundDue }
}
