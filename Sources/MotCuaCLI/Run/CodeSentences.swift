import RPCCore

/// What a status code means to a person, for errors that carry no sentence of their own: those of
/// the connection and of the tool's side of a call.
enum CodeSentences {
  private static let sentences: [RPCError.Code: String] = [
    .cancelled: "Lời gọi đã bị huỷ.",
    .unknown: "Máy chủ gặp lỗi không rõ.",
    .invalidArgument: "Yêu cầu không hợp lệ.",
    .deadlineExceeded: "Quá thời hạn mà chưa có trả lời.",
    .notFound: "Không tìm thấy.",
    .alreadyExists: "Đã có rồi.",
    .permissionDenied: "Không được phép.",
    .resourceExhausted: "Vượt quá giới hạn.",
    .failedPrecondition: "Trạng thái hiện tại không cho phép.",
    .aborted: "Có thay đổi xen vào; hãy đọc lại rồi thử lại.",
    .outOfRange: "Ngoài phạm vi cho phép.",
    .unimplemented: "Máy chủ không có phương thức này.",
    .internal: "Lỗi bên trong.",
    .unavailable: "Không kết nối được với máy chủ.",
    .dataLoss: "Dữ liệu bị hỏng.",
    .unauthenticated: "Chưa xác thực: thiếu mã truy cập hoặc mã không còn hiệu lực.",
  ]

  /// The sentence of a code.
  static func vietnamese(_ code: RPCError.Code) -> String { sentences[code] ?? "Lỗi không rõ." }
}
