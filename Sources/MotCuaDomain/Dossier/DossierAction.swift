/// What can be done with a dossier; the words are the verbs of the contract.
package enum DossierAction: Int, CodedEnum {
  /// Files a dossier online.
  case submit = 1
  /// Receives a dossier at the desk or by post.
  case receiveAtDesk = 2
  /// Refuses a dossier at the desk, on record.
  case refuseAtDesk = 3
  /// Accepts an online submission: the official reception.
  case accept = 4
  /// Refuses an online submission.
  case refuse = 5
  /// Begins the handling.
  case start = 6
  /// Hands on to a division, a step or another agency.
  case forward = 7
  /// Asks for missing papers, once.
  case requestSupplement = 8
  /// Brings the missing papers.
  case provideSupplement = 9
  /// Ends a dossier whose papers never came.
  case expireSupplement = 10
  /// Asks for a payment.
  case requestPayment = 11
  /// Confirms the payment.
  case confirmPayment = 12
  /// Ends a dossier whose payment never came.
  case expirePayment = 13
  /// Stops a dossier that is not eligible.
  case stop = 14
  /// Reopens a stopped dossier.
  case resume = 15
  /// Sets a later due date with an apology, once.
  case extendDueDate = 16
  /// Ends the handling with a result.
  case complete = 17
  /// Reopens a completed dossier.
  case rework = 18
  /// Hands the result over.
  case returnResult = 19
  /// Takes the dossier back at the applicant's wish.
  case withdraw = 20
  /// Gives the dossier to another officer.
  case reassign = 21
  /// Revokes a result; it stays stored.
  case revokeResult = 22
  /// Rates the service after the result was returned, once.
  case rate = 23
  /// Notes that the desk has not answered a submission in time.
  case noteAcceptanceOverdue = 24
  /// Takes a request for a payment back that nobody has paid.
  case cancelPayment = 25
  /// Gives the dossier to the agency that takes over from the one that resolved it.
  case transfer = 40
  /// Works the due date out anew by a calendar that was loaded late.
  case recomputeDueDate = 41

  /// The word for the value.
  package var code: String {
    switch self {
    case .submit: "SUBMIT"
    case .receiveAtDesk: "RECEIVE_AT_DESK"
    case .refuseAtDesk: "REFUSE_AT_DESK"
    case .accept: "ACCEPT"
    case .refuse: "REFUSE"
    case .start: "START"
    case .forward: "FORWARD"
    case .requestSupplement: "REQUEST_SUPPLEMENT"
    case .provideSupplement: "PROVIDE_SUPPLEMENT"
    case .expireSupplement: "EXPIRE_SUPPLEMENT"
    case .requestPayment: "REQUEST_PAYMENT"
    case .confirmPayment: "CONFIRM_PAYMENT"
    case .expirePayment: "EXPIRE_PAYMENT"
    case .stop: "STOP"
    case .resume: "RESUME"
    case .extendDueDate: "EXTEND_DUE_DATE"
    case .complete: "COMPLETE"
    case .rework: "REWORK"
    case .returnResult: "RETURN_RESULT"
    case .withdraw: "WITHDRAW"
    case .reassign: "REASSIGN"
    case .revokeResult: "REVOKE_RESULT"
    case .rate: "RATE"
    case .noteAcceptanceOverdue: "NOTE_ACCEPTANCE_OVERDUE"
    case .cancelPayment: "CANCEL_PAYMENT"
    case .transfer: "TRANSFER"
    case .recomputeDueDate: "RECOMPUTE_DUE_DATE"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .submit: "Nộp hồ sơ trực tuyến"
    case .receiveAtDesk: "Tiếp nhận tại quầy"
    case .refuseAtDesk: "Từ chối tại quầy"
    case .accept: "Tiếp nhận"
    case .refuse: "Từ chối"
    case .start: "Bắt đầu xử lý"
    case .forward: "Chuyển xử lý"
    case .requestSupplement: "Yêu cầu bổ sung"
    case .provideSupplement: "Bổ sung hồ sơ"
    case .expireSupplement: "Quá hạn bổ sung"
    case .requestPayment: "Yêu cầu nộp phí"
    case .confirmPayment: "Xác nhận nộp phí"
    case .expirePayment: "Quá hạn nộp phí"
    case .stop: "Dừng giải quyết"
    case .resume: "Mở lại"
    case .extendDueDate: "Gia hạn"
    case .complete: "Hoàn thành"
    case .rework: "Làm lại"
    case .returnResult: "Trả kết quả"
    case .withdraw: "Rút hồ sơ"
    case .reassign: "Phân công lại"
    case .revokeResult: "Thu hồi kết quả"
    case .rate: "Đánh giá"
    case .noteAcceptanceOverdue: "Quá hạn tiếp nhận"
    case .cancelPayment: "Hủy yêu cầu nộp phí"
    case .transfer: "Bàn giao do sắp xếp cơ quan"
    case .recomputeDueDate: "Tính lại hạn theo lịch mới"
    }
  }

  /// Whether a caller can ask for it of one dossier: what the clock alone does has no method, nor
  /// has what is done to many at once.
  package var hasMethod: Bool {
    switch self {
    case .expireSupplement, .expirePayment, .noteAcceptanceOverdue: false
    case .transfer, .recomputeDueDate: false
    default: true
    }
  }
}
