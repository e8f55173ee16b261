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
    case .paperRefused:
      ErrorStatus(
        .failedPrecondition,
        "The service is online and the rule refuses paper; the attempt is on record.",
        "Thủ tục này đã thực hiện trực tuyến, không nhận hồ sơ giấy; việc này đã được ghi lại."
      )
    case .exemptionUnknown:
      ErrorStatus(
        .invalidArgument,
        "The rule about paper has no such exemption; metadata lists those it has.",
        "Lý do được nhận hồ sơ giấy không có trong quy định."
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
    case .alreadyExtended, .extensionTooEarly, .resultNotInForce, .alreadyRated,
      .previousNotRefused, .formNotAvailable:
      laterDossierStatus
    default:
      ErrorStatus(
        .failedPrecondition,
        "The state does not allow the action; PreconditionFailure lists those it allows.",
        "Trạng thái hiện tại không cho phép thao tác này."
      )
    }
  }

  /// The part of the table about the later life of a dossier.
  private var laterDossierStatus: ErrorStatus {
    switch self {
    case .alreadyExtended:
      ErrorStatus(
        .failedPrecondition,
        "The due date was extended before, and the law allows one extension.",
        "Hồ sơ đã được gia hạn một lần."
      )
    case .extensionTooEarly:
      ErrorStatus(
        .failedPrecondition,
        "The dossier is neither late nor about to be; extend it from the day in the metadata on.",
        "Hồ sơ chưa đến hạn; chưa được gia hạn."
      )
    case .resultNotInForce:
      ErrorStatus(
        .failedPrecondition,
        "There is no such result, or it was revoked before.",
        "Không có kết quả này hoặc kết quả đã bị thu hồi."
      )
    case .alreadyRated:
      ErrorStatus(
        .failedPrecondition,
        "The service was rated before, and a rating stays.",
        "Hồ sơ đã được đánh giá."
      )
    case .previousNotRefused:
      ErrorStatus(
        .failedPrecondition,
        "The dossier to be taken up again was not refused to this owner.",
        "Hồ sơ trước không phải hồ sơ bị từ chối của chủ hồ sơ này."
      )
    default:
      ErrorStatus(
        .failedPrecondition,
        "Nothing happened that the form is for.",
        "Chưa có nội dung để lập mẫu này."
      )
    }
  }
}
