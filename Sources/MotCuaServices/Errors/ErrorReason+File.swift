import MotCuaAPI
import RPCCore

extension ErrorReason {
  /// The part of the table about files and backups.
  var fileStatus: ErrorStatus {
    switch self {
    case .fileTooLarge:
      ErrorStatus(
        .resourceExhausted,
        "The file is larger than is taken; send a smaller one.",
        "Tệp quá lớn."
      )
    case .fileQuotaExceeded:
      ErrorStatus(
        .resourceExhausted,
        "Too much was uploaded that no dossier names yet; submit, or wait until it is forgotten.",
        "Đã tải lên quá nhiều tệp chưa gắn với hồ sơ."
      )
    case .fileTypeNotAllowed:
      ErrorStatus(
        .invalidArgument,
        "The bytes are of no kind that is taken; metadata lists those that are.",
        "Loại tệp không được chấp nhận."
      )
    case .fileSumMismatch:
      ErrorStatus(
        .invalidArgument,
        "The bytes do not have the stated size or SHA-256; send them again.",
        "Tệp bị sai lệch khi truyền; hãy gửi lại."
      )
    case .fileNotFound:
      ErrorStatus(
        .failedPrecondition,
        "The file is not there, is another caller's or belongs to another dossier; upload it.",
        "Không có tệp này; hãy tải lên lại."
      )
    case .backupRunning:
      ErrorStatus(
        .failedPrecondition,
        "Another backup is being made; wait for it.",
        "Đang có một bản sao lưu được thực hiện."
      )
    case .uploadStalled:
      ErrorStatus(
        .deadlineExceeded,
        "No byte of the file has come for 30 s, and nothing of it is kept; upload it again.",
        "Tệp tải lên bị gián đoạn quá lâu; hãy tải lại."
      )
    default:
      ErrorStatus(
        .dataLoss,
        "The bytes of a file are gone or have changed; its operator has a backup.",
        "Tệp lưu trữ bị hỏng; hãy báo quản trị viên."
      )
    }
  }
}
