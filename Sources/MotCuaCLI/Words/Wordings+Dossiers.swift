package import MotCuaAPI

extension Channel: WordedEnum {
  /// The ways by which a dossier comes in in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.direct, Phrase("Trực tiếp", en: "Direct")),
    (.online, Phrase("Trực tuyến", en: "Online")),
    (.post, Phrase("Bưu chính", en: "Post")),
  ]
}

extension DossierState: WordedEnum {
  /// The states of a dossier in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.submitted, Phrase("Mới đăng ký", en: "Submitted")),
    (.received, Phrase("Được tiếp nhận", en: "Received")),
    (.refused, Phrase("Không được tiếp nhận", en: "Refused")),
    (.inProgress, Phrase("Đang xử lý", en: "In progress")),
    (.supplementRequested, Phrase("Yêu cầu bổ sung", en: "Supplement requested")),
    (.paymentRequested, Phrase("Yêu cầu nộp phí", en: "Payment requested")),
    (.withdrawn, Phrase("Đã rút", en: "Withdrawn")),
    (.stopped, Phrase("Dừng xử lý", en: "Stopped")),
    (.completed, Phrase("Đã xử lý xong", en: "Completed")),
    (.returned, Phrase("Đã trả kết quả", en: "Returned")),
  ]
}

extension DossierAction: WordedEnum {
  /// The what is done to a dossier in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.submit, Phrase("Nộp trực tuyến", en: "Submit")),
    (.receive, Phrase("Tiếp nhận", en: "Receive")),
    (.accept, Phrase("Chấp nhận", en: "Accept")),
    (.refuse, Phrase("Từ chối", en: "Refuse")),
    (.refuseAtDesk, Phrase("Từ chối tại quầy", en: "Refuse at desk")),
    (.start, Phrase("Chuyển xử lý", en: "Start")),
    (.requestSupplement, Phrase("Yêu cầu bổ sung", en: "Request supplement")),
    (.provideSupplement, Phrase("Bổ sung", en: "Provide supplement")),
    (.complete, Phrase("Xử lý xong", en: "Complete")),
    (.returnResult, Phrase("Trả kết quả", en: "Return result")),
    (.withdraw, Phrase("Rút", en: "Withdraw")),
    (.forward, Phrase("Chuyển tiếp", en: "Forward")),
    (.expireSupplement, Phrase("Quá hạn bổ sung", en: "Supplement expired")),
    (.requestPayment, Phrase("Yêu cầu nộp phí", en: "Request payment")),
    (.confirmPayment, Phrase("Xác nhận nộp phí", en: "Confirm payment")),
    (.expirePayment, Phrase("Quá hạn nộp phí", en: "Payment expired")),
    (.stop, Phrase("Dừng giải quyết", en: "Stop")),
    (.resume, Phrase("Mở lại", en: "Resume")),
    (.extendDueDate, Phrase("Gia hạn", en: "Extend due date")),
    (.rework, Phrase("Làm lại", en: "Rework")),
    (.reassign, Phrase("Phân công lại", en: "Reassign")),
    (.revokeResult, Phrase("Thu hồi kết quả", en: "Revoke result")),
    (.rate, Phrase("Đánh giá", en: "Rate")),
    (.noteAcceptanceOverdue, Phrase("Quá hạn tiếp nhận", en: "Acceptance overdue")),
    (.transfer, Phrase("Bàn giao do sắp xếp cơ quan", en: "Transferred to a successor")),
    (.recomputeDueDate, Phrase("Tính lại hạn theo lịch mới", en: "Due date recomputed")),
    (.cancelPayment, Phrase("Hủy yêu cầu nộp phí", en: "Payment request cancelled")),
  ]
}

extension ResultState: WordedEnum {
  /// The states of a result in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.issued, Phrase("Có hiệu lực", en: "Issued")),
    (.revoked, Phrase("Đã thu hồi", en: "Revoked")),
    (.replaced, Phrase("Đã thay thế", en: "Replaced")),
  ]
}

extension StageTimeliness: WordedEnum {
  /// How an end compares with a last day in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.early, Phrase("Sớm", en: "Early")),
    (.onTime, Phrase("Đúng hạn", en: "On time")),
    (.late, Phrase("Trễ", en: "Late")),
  ]
}

extension DossierFormKind: WordedEnum {
  /// The forms in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.receipt, Phrase("Giấy tiếp nhận và hẹn trả", en: "Receipt")),
    (.supplementRequest, Phrase("Phiếu yêu cầu bổ sung", en: "Supplement request")),
    (.refusal, Phrase("Phiếu từ chối", en: "Refusal")),
    (.apology, Phrase("Phiếu xin lỗi và hẹn lại", en: "Apology")),
    (.stopNotice, Phrase("Thông báo dừng giải quyết", en: "Stop notice")),
  ]
}

extension SubmissionKind: WordedEnum {
  /// The who submitted in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.byApplicant, Phrase("Người nộp tự nộp", en: "By applicant")),
    (.assisted, Phrase("Được hỗ trợ", en: "Assisted")),
    (.byOfficer, Phrase("Cán bộ nộp thay", en: "By officer")),
  ]
}

extension AssistantCapacity: WordedEnum {
  /// The capacities of a helper in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.volunteer, Phrase("Tình nguyện viên", en: "Volunteer")),
    (.officer, Phrase("Cán bộ", en: "Officer")),
    (.postalWorker, Phrase("Nhân viên bưu chính", en: "Postal worker")),
    (.relative, Phrase("Người thân", en: "Relative")),
    (.agent, Phrase("Đại lý được ủy quyền", en: "Agent")),
  ]
}

extension SubjectType: WordedEnum {
  /// The kinds of subject in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.citizen, Phrase("Công dân", en: "Citizen")),
    (.enterprise, Phrase("Doanh nghiệp", en: "Enterprise")),
    (.stateAgency, Phrase("Cơ quan nhà nước", en: "State agency")),
    (.otherOrganisation, Phrase("Tổ chức khác", en: "Other organisation")),
    (.householdBusiness, Phrase("Hộ kinh doanh", en: "Household business")),
  ]
}

extension IdentityKind: WordedEnum {
  /// The identity papers in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.citizenId, Phrase("Căn cước 12 số", en: "Citizen ID")),
    (.oldCitizenId, Phrase("CMND 9 số", en: "Old citizen ID")),
    (.taxCode, Phrase("Mã số thuế", en: "Tax code")),
    (.passport, Phrase("Hộ chiếu", en: "Passport")),
  ]
}

extension ComponentSource: WordedEnum {
  /// The where a component comes from in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.upload, Phrase("Tải lên", en: "Upload")),
    (.storeLink, Phrase("Kho dữ liệu", en: "Personal store")),
    (.database, Phrase("Cơ sở dữ liệu", en: "Database")),
    (.paper, Phrase("Giấy", en: "Paper")),
    (.form, Phrase("Biểu mẫu điện tử", en: "Form")),
  ]
}

extension PaymentMethod: WordedEnum {
  /// The ways to pay in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.cash, Phrase("Tiền mặt", en: "Cash")),
    (.transfer, Phrase("Chuyển khoản", en: "Transfer")),
    (.online, Phrase("Trực tuyến", en: "Online")),
  ]
}

extension ReturnMethod: WordedEnum {
  /// The ways a result goes out in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.desk, Phrase("Tại quầy", en: "Desk")),
    (.post, Phrase("Bưu chính", en: "Post")),
    (.online, Phrase("Trực tuyến", en: "Online")),
  ]
}

extension DossierOrder: WordedEnum {
  /// The orders of a list in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.submitted, Phrase("Theo ngày nộp", en: "Submitted")),
    (.due, Phrase("Theo hạn trả", en: "Due")),
    (.applicantName, Phrase("Theo tên chủ hồ sơ", en: "Name")),
    (.received, Phrase("Theo ngày tiếp nhận", en: "Received")),
  ]
}

extension RankingMeasure: WordedEnum {
  /// The measures of a ranking in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.onlineOfLevel34, Phrase("Trực tuyến mức độ 3, 4", en: "Online of level 3, 4")),
    (.online, Phrase("Trực tuyến", en: "Online")),
    (.byApplicantOfOnline, Phrase("Người nộp tự nộp", en: "By applicant")),
    (.onTime, Phrase("Đúng hạn", en: "On time")),
    (.overdueOfPending, Phrase("Quá hạn chưa xong", en: "Overdue of pending")),
    (.receivedByPost, Phrase("Nhận qua bưu chính", en: "Received by post")),
    (.returnedByPost, Phrase("Trả qua bưu chính", en: "Returned by post")),
    (.paidOnline, Phrase("Thanh toán trực tuyến", en: "Paid online")),
    (.byOfficerOfOnline, Phrase("Cán bộ nộp thay", en: "By an officer of online")),
    (.onlineOfOnlineService, Phrase("Trực tuyến của dịch vụ trực tuyến", en: "Online of services")),
    (.amountPaidOnline, Phrase("Số tiền nộp trực tuyến", en: "Amount paid online")),
    (.assistedOfOnline, Phrase("Nộp hộ trên trực tuyến", en: "Assisted of online")),
    (.submitted, Phrase("Hồ sơ nộp", en: "Submitted")),
    (.received, Phrase("Hồ sơ tiếp nhận", en: "Received")),
    (.receivedOnline, Phrase("Hồ sơ tiếp nhận trực tuyến", en: "Received online")),
    (.resolved, Phrase("Hồ sơ đã giải quyết", en: "Resolved")),
    (.resolvedLate, Phrase("Hồ sơ giải quyết trễ hạn", en: "Resolved late")),
    (.pending, Phrase("Hồ sơ đang giải quyết", en: "Pending")),
    (.pendingOverdue, Phrase("Hồ sơ đang giải quyết quá hạn", en: "Pending overdue")),
    (.waiting, Phrase("Hồ sơ chờ tiếp nhận", en: "Waiting")),
    (.waitingOverdue, Phrase("Hồ sơ chờ tiếp nhận quá hạn", en: "Waiting overdue")),
    (.refused, Phrase("Hồ sơ bị từ chối", en: "Refused")),
    (.supplementRequested, Phrase("Yêu cầu bổ sung", en: "Supplements requested")),
    (.acceptanceOverdue, Phrase("Quá hạn trả lời tiếp nhận", en: "Acceptance overdue")),
    (.reopened, Phrase("Hồ sơ giải quyết lại", en: "Reopened")),
    (.returned, Phrase("Hồ sơ đã trả kết quả", en: "Returned")),
  ]
}
