import MotCuaAPI
import RPCCore

extension ErrorReason {
  /// The part of the table about who calls.
  var callerStatus: ErrorStatus {
    switch self {
    case .tokenMissing:
      ErrorStatus(
        .unauthenticated,
        "The method needs a token; send it as authorization: Bearer.",
        "Bạn chưa đăng nhập."
      )
    case .tokenInvalid:
      ErrorStatus(
        .unauthenticated,
        "The token is malformed or unknown; ask an administrator for one.",
        "Mã truy cập không hợp lệ."
      )
    case .tokenExpired:
      ErrorStatus(
        .unauthenticated,
        "The token has expired; ask an administrator for another.",
        "Mã truy cập đã hết hạn."
      )
    case .tokenRevoked:
      ErrorStatus(
        .unauthenticated,
        "The token was revoked; ask an administrator for another.",
        "Mã truy cập đã bị thu hồi."
      )
    case .dutyMissing:
      ErrorStatus(
        .permissionDenied,
        "The officer holds none of the duties that the method asks for, or not where the dossier is.",
        "Bạn không được phân công nhiệm vụ này."
      )
    case .officerNotPosted:
      ErrorStatus(
        .permissionDenied,
        "The officer of this account has no posting today; an administrator posts him.",
        "Cán bộ của tài khoản này hiện không có phân công nào."
      )
    case .outOfScope:
      ErrorStatus(
        .permissionDenied,
        "An agency that the request names is outside the caller's scope.",
        "Cơ quan nằm ngoài phạm vi được giao."
      )
    case .purposeRequired:
      ErrorStatus(
        .invalidArgument,
        "The FULL view shows personal data; say in purpose what it is needed for.",
        "Phải nêu mục đích xem đầy đủ dữ liệu cá nhân."
      )
    case .assistantIsOwner:
      ErrorStatus(
        .invalidArgument,
        "The helper of an assisted submission is the owner himself; submit it as BY_APPLICANT.",
        "Người hỗ trợ không thể là chủ hồ sơ."
      )
    case .consentRequired:
      ErrorStatus(
        .invalidArgument,
        "An assisted submission needs the helper's name, his capacity and the owner's consent.",
        "Nộp hộ phải có tên người hỗ trợ và sự đồng ý của chủ hồ sơ."
      )
    case .lastAdministrator:
      ErrorStatus(
        .failedPrecondition,
        "It is the last token with which an administrator can call; create another first.",
        "Đây là mã truy cập cuối cùng của quản trị viên."
      )
    default:
      ErrorStatus(
        .permissionDenied,
        "This kind of caller may not call the method, or not in this manner.",
        "Bạn không có quyền thực hiện việc này."
      )
    }
  }

  /// The part of the table about what is or is not there.
  var resourceStatus: ErrorStatus {
    switch self {
    case .alreadyExists:
      ErrorStatus(.alreadyExists, "The code is taken; choose another.", "Mã đã được sử dụng.")
    case .externalCodeTaken:
      ErrorStatus(
        .alreadyExists,
        "A dossier with this code of this source is known already.",
        "Hồ sơ này đã được nhận từ hệ thống nguồn."
      )
    case .transactionReferenceTaken:
      ErrorStatus(
        .alreadyExists,
        "A fee with this transaction reference is recorded already.",
        "Mã giao dịch thanh toán đã được ghi nhận."
      )
    case .agencyNotFound:
      ErrorStatus(
        .failedPrecondition,
        "An agency that the request names is unknown; create it first.",
        "Không tìm thấy cơ quan được nêu."
      )
    case .parentNotFound:
      ErrorStatus(
        .failedPrecondition,
        "The agency above is unknown or stands below; create it first.",
        "Không tìm thấy cơ quan cấp trên."
      )
    case .officerNotFound:
      ErrorStatus(
        .failedPrecondition,
        "An officer whom the request names is unknown; create him first.",
        "Không tìm thấy cán bộ được nêu."
      )
    case .agencyClosed:
      ErrorStatus(
        .failedPrecondition,
        "The agency has ended, or would end before it began; name one that exists.",
        "Cơ quan đã chấm dứt hoạt động."
      )
    case .successorNeeded:
      ErrorStatus(
        .failedPrecondition,
        "Open dossiers of the agency would be left to nobody; name a successor.",
        "Cơ quan còn hồ sơ đang giải quyết; hãy nêu cơ quan tiếp nhận."
      )
    default:
      ErrorStatus(
        .notFound,
        "What the request names does not exist, or the caller may not see it.",
        "Không tìm thấy."
      )
    }
  }
}
