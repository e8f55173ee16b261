/// Where a dossier stands; the numbers are the ten statuses of the National Portal
/// (TrangThaiHoSo).
package enum DossierState: Int, CodedEnum {
  /// Submitted online, not yet answered by the desk.
  case submitted = 1
  /// Officially received by the desk.
  case received = 2
  /// Refused by the desk; the end.
  case refused = 3
  /// With the division that resolves it.
  case inProgress = 4
  /// Waits for papers; the clock stands.
  case supplementRequested = 5
  /// Waits for a payment; the clock stands.
  case paymentRequested = 6
  /// Withdrawn by the applicant; the end.
  case withdrawn = 7
  /// Stopped as not eligible; can be reopened.
  case stopped = 8
  /// Resolved, the result is at the desk; can be reopened.
  case completed = 9
  /// The result is with the applicant; the end.
  case returned = 10

  /// The word for the value.
  package var code: String {
    switch self {
    case .submitted: "SUBMITTED"
    case .received: "RECEIVED"
    case .refused: "REFUSED"
    case .inProgress: "IN_PROGRESS"
    case .supplementRequested: "SUPPLEMENT_REQUESTED"
    case .paymentRequested: "PAYMENT_REQUESTED"
    case .withdrawn: "WITHDRAWN"
    case .stopped: "STOPPED"
    case .completed: "COMPLETED"
    case .returned: "RETURNED"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .submitted: "Mới đăng ký"
    case .received: "Được tiếp nhận"
    case .refused: "Không được tiếp nhận"
    case .inProgress: "Đang xử lý"
    case .supplementRequested: "Yêu cầu bổ sung giấy tờ"
    case .paymentRequested: "Yêu cầu thực hiện nghĩa vụ tài chính"
    case .withdrawn: "Công dân yêu cầu rút hồ sơ"
    case .stopped: "Dừng xử lý"
    case .completed: "Đã xử lý xong"
    case .returned: "Đã trả kết quả"
    }
  }

  /// The name in English, for developers.
  package var englishName: String {
    switch self {
    case .submitted: "Submitted"
    case .received: "Received"
    case .refused: "Refused"
    case .inProgress: "In progress"
    case .supplementRequested: "Supplement requested"
    case .paymentRequested: "Payment requested"
    case .withdrawn: "Withdrawn"
    case .stopped: "Stopped"
    case .completed: "Completed"
    case .returned: "Returned"
    }
  }
}
