import MotCuaAPI

extension Columns {
  static let stage: [Column<ControlSheetStage>] = [
    Column("number", Phrase("STT", en: "No.")) { .number(Int64($0.number)) },
    Column("action", Phrase("Việc", en: "Action")) { $0.action.cell },
    Column("step_number", Phrase("Số bước", en: "Step no."), .hidden) {
      $0.stepNumber == 0 ? .empty : .number(Int64($0.stepNumber))
    },
    Column("step_name", Phrase("Bước", en: "Step"), .needsRoom) { .text($0.stepName) },
    Column("from_officer_code", Phrase("Người giao", en: "From")) {
      .text($0.fromOfficerCode)
    },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .needsRoom) { .text($0.agencyCode) },
    Column("agency_name", Phrase("Tên cơ quan", en: "Agency name"), .hidden) {
      .text($0.agencyName)
    },
    Column("division", Phrase("Phòng", en: "Division")) { .text($0.division) },
    Column("officer_code", Phrase("Người nhận", en: "To")) { .text($0.officerCode) },
    Column("officer_name", Phrase("Tên người nhận", en: "Name"), .hidden) {
      .text($0.officerName)
    },
    Column("began_at", Phrase("Từ", en: "From"), .rigid) { $0.beganAt.cell(\.cell) },
    Column("ended_at", Phrase("Đến", en: "To"), .rigid) { $0.endedAt.cell(\.cell) },
    Column("step_due_date", Phrase("Hạn bước", en: "Step due")) { $0.stepDueDate.cell(\.cell) },
    Column("timeliness", Phrase("So với hạn", en: "Timeliness")) { $0.timeliness.cell },
    Column("paused", Phrase("Tạm dừng", en: "Paused")) { yes($0.paused) },
  ]

  static let register: [Column<RegisterEntry>] = [
    Column("code", Phrase("Mã hồ sơ", en: "Code"), .rigid) { .text($0.code) },
    Column("procedure_name", Phrase("Thủ tục", en: "Procedure")) { .text($0.procedureName) },
    Column("applicant_name", Phrase("Chủ hồ sơ", en: "Applicant")) { .text($0.applicantName) },
    Column("applicant_address", Phrase("Địa chỉ", en: "Address"), .hidden) {
      .text($0.applicantAddress)
    },
    Column("applicant_phone", Phrase("Điện thoại", en: "Phone"), .hidden) {
      .text($0.applicantPhone)
    },
    Column("agency_name", Phrase("Cơ quan", en: "Agency"), .hidden) { .text($0.agencyName) },
    Column("received_at", Phrase("Tiếp nhận lúc", en: "Received"), .rigid) {
      $0.receivedAt.cell(\.cell)
    },
    Column("due_at", Phrase("Hẹn trả", en: "Due"), .rigid) { $0.dueAt.cell(\.cell) },
    Column("finished_at", Phrase("Xong lúc", en: "Finished"), .needsRoom) {
      $0.finishedAt.cell(\.cell)
    },
    Column("returned_at", Phrase("Trả lúc", en: "Returned")) { $0.returnedAt.cell(\.cell) },
    Column("return_method", Phrase("Cách trả", en: "Return by")) { $0.returnMethod.cell },
    Column("receiver_name", Phrase("Người nhận", en: "Receiver"), .hidden) {
      .text($0.receiverName)
    },
    Column("state", Phrase("Trạng thái", en: "State")) { $0.state.cell },
  ]

  static let form: [Column<DossierForm>] = [
    Column("form", Phrase("Mẫu", en: "Form")) { $0.form.cell },
    Column("code", Phrase("Mã hồ sơ", en: "Code"), .rigid) { .text($0.code) },
    Column("issuer_name", Phrase("Nơi lập", en: "Issuer")) { .text($0.issuerName) },
    Column("agency_name", Phrase("Cơ quan giải quyết", en: "Agency")) { .text($0.agencyName) },
    Column("issued_at", Phrase("Lúc", en: "At")) { $0.issuedAt.cell(\.cell) },
    Column("officer_name", Phrase("Cán bộ", en: "Officer")) { .text($0.officerName) },
    Column("applicant_name", Phrase("Chủ hồ sơ", en: "Applicant")) { .text($0.applicantName) },
    Column("applicant_address", Phrase("Địa chỉ", en: "Address")) { .text($0.applicantAddress) },
    Column("applicant_phone", Phrase("Điện thoại", en: "Phone")) { .text($0.applicantPhone) },
    Column("applicant_email", Phrase("Thư điện tử", en: "E-mail")) { .text($0.applicantEmail) },
    Column("procedure_name", Phrase("Thủ tục", en: "Procedure")) { .text($0.procedureName) },
    Column("limit", Phrase("Thời hạn", en: "Limit")) { .text($0.limit) },
    Column("received_at", Phrase("Tiếp nhận lúc", en: "Received")) {
      $0.receivedAt.cell(\.cell)
    },
    Column("old_due_at", Phrase("Hẹn trả cũ", en: "Old due")) { $0.oldDueAt.cell(\.cell) },
    Column("due_at", Phrase("Hẹn trả", en: "Due")) { $0.dueAt.cell(\.cell) },
    Column("deadline", Phrase("Hạn bổ sung", en: "Answer by")) { $0.deadline.cell(\.cell) },
    Column("reason", Phrase("Lý do", en: "Reason")) { .text($0.reason) },
  ]

  static let formItem: [Column<DossierFormItem>] = [
    Column("component_code", Phrase("Mã", en: "Code"), .rigid) { .text($0.componentCode) },
    Column("name", Phrase("Thành phần hồ sơ", en: "Component")) { .text($0.name) },
    Column("quantity", Phrase("Số lượng", en: "Quantity")) { .number(Int64($0.quantity)) },
  ]

  static let bulkRow: [Column<BulkTransitionRow>] = [
    Column("code", Phrase("Mã hồ sơ", en: "Code"), .rigid) { .text($0.code) },
    Column("done", Phrase("Xong", en: "Done")) { yes($0.done) },
    Column("state", Phrase("Trạng thái", en: "State")) { $0.state.cell },
    Column("reason", Phrase("Mã lỗi", en: "Reason")) { .text($0.reason) },
    Column("message", Phrase("Lý do", en: "Message")) { .text($0.message) },
    Column("allowed_actions", Phrase("Được phép", en: "Allowed"), .hidden) {
      listed($0.allowedActions)
    },
  ]

  static let policy: [Column<DossierPolicy>] = [
    Column("supplement_requests_max", Phrase("Số lần bổ sung", en: "Supplements")) {
      .number(Int64($0.supplementRequestsMax))
    },
    Column("extensions_max", Phrase("Số lần gia hạn", en: "Extensions")) {
      .number(Int64($0.extensionsMax))
    },
    Column("extension_notice_days", Phrase("Gia hạn trước hạn (ngày)", en: "Notice (days)")) {
      .number(Int64($0.extensionNoticeDays))
    },
    Column("etag", Phrase("Etag", en: "Etag")) { .text($0.etag) },
  ]
}
