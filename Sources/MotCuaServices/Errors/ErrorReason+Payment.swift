import MotCuaAPI
import RPCCore

extension ErrorReason {
  /// The part of the table about payments and shipments.
  var paymentStatus: ErrorStatus {
    switch self {
    case .feesUnpaid:
      ErrorStatus(
        .failedPrecondition,
        "Fees that are due by now are neither paid nor exempt; metadata has what is missing.",
        "Phí, lệ phí phải thu chưa được nộp hoặc miễn."
      )
    case .beneficiaryAccountMissing:
      ErrorStatus(
        .failedPrecondition,
        "The agency has neither an account nor a wallet to pay to; set one first.",
        "Cơ quan chưa có tài khoản thụ hưởng."
      )
    case .paymentProviderNotLive:
      ErrorStatus(
        .failedPrecondition,
        "The provider takes no payments at this instant; choose one that is LIVE.",
        "Đơn vị thanh toán chưa hoạt động."
      )
    case .paymentSignatureInvalid:
      ErrorStatus(
        .permissionDenied,
        "The signature is not the provider's for these values; see ConfirmPaymentRequest.",
        "Chữ ký xác nhận thanh toán không hợp lệ."
      )
    case .paymentNotYetKnown:
      ErrorStatus(
        .unavailable,
        "No payment is known under this name yet; come again after RetryInfo.",
        "Chưa có yêu cầu thanh toán này; hãy gửi lại sau."
      )
    case .shipmentState:
      ErrorStatus(
        .failedPrecondition,
        "The shipment cannot reach that state from its own; PreconditionFailure lists those it can.",
        "Bưu gửi không thể chuyển sang trạng thái này."
      )
    case .paymentAmountDiffers:
      ErrorStatus(
        .failedPrecondition,
        "The amount is not the one that was asked for; what a gateway said came is recorded.",
        "Số tiền không khớp với số tiền phải nộp."
      )
    default:
      ErrorStatus(
        .failedPrecondition,
        "The state of the payment does not allow the action; PreconditionFailure lists what it does.",
        "Trạng thái thanh toán không cho phép thao tác này."
      )
    }
  }
}
