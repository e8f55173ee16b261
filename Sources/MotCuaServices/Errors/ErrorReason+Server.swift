import MotCuaAPI
import RPCCore

extension ErrorReason {
  /// The part of the table about the server and the call itself.
  var serverStatus: ErrorStatus {
    switch self {
    case .overloaded:
      ErrorStatus(
        .resourceExhausted,
        "Too much is waiting to be written or is running; come again after RetryInfo.",
        "Hệ thống đang quá tải; hãy thử lại sau."
      )
    case .rateLimited:
      ErrorStatus(
        .resourceExhausted,
        "The caller asks too often; come again after RetryInfo.",
        "Bạn gửi yêu cầu quá nhiều lần; hãy thử lại sau."
      )
    case .shuttingDown:
      ErrorStatus(
        .unavailable,
        "The server is shutting down; repeat the call.",
        "Hệ thống đang khởi động lại; hãy thử lại."
      )
    case .deadlineExceeded:
      ErrorStatus(
        .deadlineExceeded,
        "The caller's deadline has passed.",
        "Yêu cầu đã quá thời gian chờ."
      )
    case .cancelled:
      ErrorStatus(.cancelled, "The caller has cancelled.", "Yêu cầu đã bị hủy.")
    case .unknownMethod:
      ErrorStatus(
        .unimplemented,
        "There is no such method; reflection lists those there are.",
        "Không có chức năng này."
      )
    case .storeUnavailable:
      ErrorStatus(
        .unavailable,
        "The store cannot be read or written; repeat the call with the same request_id.",
        "Không đọc, ghi được dữ liệu; hãy thử lại."
      )
    case .storeDamaged:
      ErrorStatus(
        .dataLoss,
        "What is stored is damaged where the call met it; its operator has a backup.",
        "Dữ liệu lưu trữ bị hỏng; hãy báo quản trị viên."
      )
    default:
      ErrorStatus(
        .internal,
        "The server has failed; quote the incident to its operator.",
        "Hệ thống gặp lỗi; hãy báo mã sự cố cho quản trị viên."
      )
    }
  }
}
