import MotCuaAPI
import RPCCore

extension ErrorReason {
  /// The part of the table about the life of a dossier.
  var dossierStatus: ErrorStatus {
    switch self {
    case .supplementAlreadyRequested:
      ErrorStatus(
        .failedPrecondition,
        "A supplement was requested before, and the law allows one.",
        "Hồ sơ đã được yêu cầu bổ sung một lần."
      )
    case .procedureNotPublished:
      ErrorStatus(
        .failedPrecondition,
        "The procedure is unknown, not published or not valid today.",
        "Thủ tục chưa được công bố hoặc không còn hiệu lực."
      )
    case .procedureIncomplete:
      ErrorStatus(
        .failedPrecondition,
        "The procedure misses parts that the law asks for; PreconditionFailure lists them.",
        "Thủ tục còn thiếu bộ phận mà pháp luật yêu cầu."
      )
    case .notOffered:
      ErrorStatus(
        .failedPrecondition,
        "The agency does not offer the procedure today.",
        "Cơ quan không thực hiện thủ tục này."
      )
    case .notOnline:
      ErrorStatus(
        .failedPrecondition,
        "The agency does not take the procedure online.",
        "Thủ tục này chưa nhận trực tuyến tại cơ quan."
      )
    case .notByPost:
      ErrorStatus(
        .failedPrecondition,
        "The agency does not take the procedure by post.",
        "Thủ tục này chưa nhận qua bưu chính tại cơ quan."
      )
    case .componentMissing:
      ErrorStatus(
        .failedPrecondition,
        "Mandatory components are missing; PreconditionFailure lists them.",
        "Hồ sơ thiếu thành phần bắt buộc."
      )
    case .componentUnknown:
      ErrorStatus(
        .invalidArgument,
        "A component or a case is named that the procedure does not have.",
        "Thủ tục không có thành phần hoặc trường hợp được nêu."
      )
    case .dueDateRequired:
      ErrorStatus(
        .invalidArgument,
        "The limit is text, so the due date must be given.",
        "Thời hạn không phải là số; phải nhập ngày hẹn trả."
      )
    case .dueDateNotAllowed:
      ErrorStatus(
        .invalidArgument,
        "The due date follows from the limit and may not be given, or it is no later day.",
        "Ngày hẹn trả không hợp lệ."
      )
    case .calendarYearNotLoaded:
      ErrorStatus(
        .failedPrecondition,
        "The calendar of a year that is needed is not loaded; import it first.",
        "Chưa có lịch làm việc của năm cần tính."
      )
    default:
      ErrorStatus(
        .failedPrecondition,
        "The state does not allow the action; PreconditionFailure lists those it allows.",
        "Trạng thái hiện tại không cho phép thao tác này."
      )
    }
  }
}
