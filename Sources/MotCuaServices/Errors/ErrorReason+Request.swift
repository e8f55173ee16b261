import MotCuaAPI
import RPCCore

extension ErrorReason {
  /// The part of the table about the shape of a request.
  var requestStatus: ErrorStatus {
    switch self {
    case .malformedMessage:
      ErrorStatus(
        .invalidArgument,
        "The bytes are no message of this method; send the message that its proto declares.",
        "Dữ liệu gửi lên không đúng cấu trúc."
      )
    case .malformedMetadata:
      ErrorStatus(
        .internal,
        "A header of the call cannot be read; send grpc-timeout and -bin values as gRPC says.",
        "Thông tin kèm theo yêu cầu không hợp lệ."
      )
    case .unsupportedEncoding:
      ErrorStatus(
        .unimplemented,
        "The encoding of the messages is not known here; send gzip or identity.",
        "Kiểu nén dữ liệu không được hỗ trợ."
      )
    case .messageTooLarge:
      ErrorStatus(
        .resourceExhausted,
        "The message is longer than this method takes; split it.",
        "Dữ liệu gửi lên quá lớn."
      )
    case .messageTooComplex:
      ErrorStatus(
        .resourceExhausted,
        "The message would unpack to more than one call may use; split it.",
        "Dữ liệu gửi lên quá phức tạp."
      )
    case .emptyStream:
      ErrorStatus(
        .invalidArgument,
        "The stream ended without a message; send at least one.",
        "Không có dữ liệu nào được gửi lên."
      )
    case .requestIdReused:
      ErrorStatus(
        .invalidArgument,
        "The request_id came before with another body; take a new UUID for a new request.",
        "Mã yêu cầu đã được dùng cho một yêu cầu khác."
      )
    case .requestIdRequired:
      ErrorStatus(
        .invalidArgument,
        "This request must carry a request_id; send a new UUID and repeat it on a retry.",
        "Yêu cầu này phải có mã yêu cầu."
      )
    case .etagMismatch:
      ErrorStatus(
        .aborted,
        "The resource has changed since it was read; read it again and decide anew.",
        "Dữ liệu đã được người khác thay đổi; hãy tải lại."
      )
    case .pageTokenMismatch:
      ErrorStatus(
        .invalidArgument,
        "The page token does not belong to this filter and caller; begin with the first page.",
        "Mã trang không hợp lệ; hãy xem lại từ trang đầu."
      )
    case .pageTokenExpired:
      ErrorStatus(
        .invalidArgument,
        "The page token is older than 24 hours; begin with the first page.",
        "Mã trang đã hết hạn; hãy xem lại từ trang đầu."
      )
    case .resumeTokenMismatch:
      ErrorStatus(
        .invalidArgument,
        "The resume token does not belong to this filter and caller; begin with a snapshot.",
        "Mã tiếp tục không hợp lệ; hãy theo dõi lại từ đầu."
      )
    case .importTooLarge:
      ErrorStatus(
        .resourceExhausted,
        "The import has more rows than are taken at once; split it.",
        "Tệp nhập có quá nhiều dòng; hãy chia nhỏ."
      )
    default:
      ErrorStatus(
        .invalidArgument,
        "Fields of the request break their rules; BadRequest lists all of them.",
        "Yêu cầu có trường không hợp lệ."
      )
    }
  }
}
