import MotCuaAPI

extension Columns {
  static let dossier: [Column<Dossier>] = [
    Column("code", Phrase("Mã hồ sơ", en: "Code"), .rigid) { .text($0.code) },
    Column("procedure_code", Phrase("Thủ tục", en: "Procedure"), .needsRoom) {
      .text($0.procedureCode)
    },
    Column("procedure_name", Phrase("Tên thủ tục", en: "Name"), .hidden) {
      .text($0.procedureName)
    },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .hidden) {
      .text($0.agencyCode)
    },
    Column("applicant_name", Phrase("Chủ hồ sơ", en: "Applicant")) {
      .text($0.applicant?.name ?? "")
    },
    Column("channel", Phrase("Kênh", en: "Channel"), .needsRoom) { $0.channel.cell },
    Column("submission_kind", Phrase("Người nộp", en: "Submitted by"), .hidden) {
      $0.submissionKind.cell
    },
    Column("service_level", Phrase("Mức độ", en: "Level"), .hidden) {
      $0.serviceLevel.cell
    },
    Column("state", Phrase("Trạng thái", en: "State")) { $0.state.cell },
    Column("submitted_at", Phrase("Nộp lúc", en: "Submitted"), .needsRoom) {
      $0.submittedAt.cell(\.cell)
    },
    Column("acceptance_due_at", Phrase("Hạn tiếp nhận", en: "Answer due"), .hidden) {
      $0.acceptanceDueAt.cell(\.cell)
    },
    Column("received_at", Phrase("Tiếp nhận lúc", en: "Received"), .hidden) {
      $0.receivedAt.cell(\.cell)
    },
    Column("due_at", Phrase("Hẹn trả", en: "Due"), .rigid) { $0.dueAt.cell(\.cell) },
    Column("finished_at", Phrase("Xong lúc", en: "Finished"), .hidden) {
      $0.finishedAt.cell(\.cell)
    },
    Column("returned_at", Phrase("Trả lúc", en: "Returned"), .hidden) {
      $0.returnedAt.cell(\.cell)
    },
    Column("overdue", Phrase("Quá hạn", en: "Overdue")) { yes($0.overdue) },
    Column("responsible_agency_code", Phrase("Nơi đang xử lý", en: "In hand of"), .hidden) {
      .text($0.responsibleAgencyCode == $0.agencyCode ? "" : $0.responsibleAgencyCode)
    },
    Column("division", Phrase("Phòng", en: "Division"), .hidden) { .text($0.division) },
    Column("assignee_code", Phrase("Cán bộ xử lý", en: "Assignee"), .hidden) {
      .text($0.assigneeCode)
    },
    Column("step_number", Phrase("Số bước", en: "Step no."), .hidden) {
      $0.stepNumber == 0 ? .empty : .number(Int64($0.stepNumber))
    },
    Column("step_due_date", Phrase("Hạn bước", en: "Step due"), .hidden) {
      $0.stepDueDate.cell(\.cell)
    },
    Column("previous_code", Phrase("Hồ sơ trước", en: "Previous"), .hidden) {
      .text($0.previousCode)
    },
    Column("rating", Phrase("Đánh giá", en: "Rating"), .hidden) {
      $0.rating.map { .number(Int64($0.score)) } ?? .empty
    },
    Column("closing_reason", Phrase("Lý do", en: "Reason"), .hidden) {
      .text($0.closingReason)
    },
    Column("paper_kind", Phrase("Hồ sơ giấy", en: "Paper"), .hidden) { $0.paperKind.cell },
    Column("paper_exemption_code", Phrase("Lý do nhận giấy", en: "Exemption"), .hidden) {
      .text($0.paperExemptionCode)
    },
    Column("assistant_capacity", Phrase("Người hỗ trợ", en: "Helped by"), .hidden) {
      $0.assistance.cell { $0.capacity.cell }
    },
    Column("assistance_reason", Phrase("Lý do hỗ trợ", en: "Help needed"), .hidden) {
      $0.assistance.cell { $0.reason.cell }
    },
    Column("results", Phrase("Kết quả", en: "Results"), .hidden) {
      .text($0.results.map { "\($0.code) \($0.name)" }.joined(separator: "; "))
    },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
  ]

  static let history: [Column<HistoryEntry>] = [
    Column("sequence", Phrase("STT", en: "No.")) { .number(Int64($0.sequence)) },
    Column("occurred_at", Phrase("Lúc", en: "At"), .rigid) { $0.occurredAt.cell(\.cell) },
    Column("action", Phrase("Việc", en: "Action")) { $0.action.cell },
    Column("actor_kind", Phrase("Bởi", en: "By")) { $0.actorKind.cell },
    Column("officer_code", Phrase("Cán bộ", en: "Officer")) { .text($0.officerCode) },
    Column("to_state", Phrase("Trạng thái", en: "State")) { $0.toState.cell },
    Column("new_due_at", Phrase("Hẹn trả", en: "Due")) { $0.newDueAt.cell(\.cell) },
    Column("note", Phrase("Ghi chú", en: "Note")) { .text($0.note) },
  ]

  static let track: [Column<TrackDossierResponse>] = [
    Column("code", Phrase("Mã hồ sơ", en: "Code"), .rigid) { .text($0.code) },
    Column("procedure_code", Phrase("Thủ tục", en: "Procedure"), .rigid) {
      .text($0.procedureCode)
    },
    Column("procedure_name", Phrase("Tên thủ tục", en: "Name")) { .text($0.procedureName) },
    Column("agency_name", Phrase("Cơ quan", en: "Agency")) { .text($0.agencyName) },
    Column("state", Phrase("Trạng thái", en: "State")) { $0.state.cell },
    Column("submitted_at", Phrase("Nộp lúc", en: "Submitted"), .rigid) {
      $0.submittedAt.cell(\.cell)
    },
    Column("received_at", Phrase("Tiếp nhận lúc", en: "Received"), .rigid) {
      $0.receivedAt.cell(\.cell)
    },
    Column("due_at", Phrase("Hẹn trả", en: "Due"), .rigid) { $0.dueAt.cell(\.cell) },
    Column("finished_at", Phrase("Xong lúc", en: "Finished"), .rigid) {
      $0.finishedAt.cell(\.cell)
    },
    Column("returned_at", Phrase("Trả lúc", en: "Returned"), .rigid) { $0.returnedAt.cell(\.cell) },
    Column("overdue", Phrase("Quá hạn", en: "Overdue")) { yes($0.overdue) },
  ]

  static let exported: [Column<ExportedDossier>] = [
    Column("code", Phrase("Mã hồ sơ", en: "Code"), .rigid) { .text($0.code) },
    Column("procedure_code", Phrase("Thủ tục", en: "Procedure"), .rigid) {
      .text($0.procedureCode)
    },
    Column("procedure_revision", Phrase("Phiên bản", en: "Revision"), .hidden) {
      .number(Int64($0.procedureRevision))
    },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("agency_level", Phrase("Cấp", en: "Level")) { $0.agencyLevel.cell },
    Column("desk_agency_code", Phrase("Nơi tiếp nhận", en: "Desk"), .hidden) {
      .text($0.deskAgencyCode)
    },
    Column("channel", Phrase("Kênh", en: "Channel")) { $0.channel.cell },
    Column("submission_kind", Phrase("Người nộp", en: "Submitted by"), .hidden) {
      $0.submissionKind.cell
    },
    Column("service_level", Phrase("Mức độ", en: "Service"), .hidden) {
      $0.serviceLevel.cell
    },
    Column("service_extent", Phrase("Toàn trình, một phần", en: "Extent"), .hidden) {
      $0.serviceExtent.cell
    },
    Column("from_elsewhere", Phrase("Phi địa giới", en: "From elsewhere"), .hidden) {
      yes($0.fromElsewhere)
    },
    Column("extension_count", Phrase("Số lần gia hạn", en: "Extensions"), .hidden) {
      .number(Int64($0.extensionCount))
    },
    Column("state", Phrase("Trạng thái", en: "State")) { $0.state.cell },
    Column("submitted_at", Phrase("Nộp lúc", en: "Submitted"), .rigid) {
      $0.submittedAt.cell(\.cell)
    },
    Column("received_at", Phrase("Tiếp nhận lúc", en: "Received"), .rigid) {
      $0.receivedAt.cell(\.cell)
    },
    Column("due_at", Phrase("Hẹn trả", en: "Due"), .rigid) { $0.dueAt.cell(\.cell) },
    Column("late_from", Phrase("Trễ từ", en: "Late from"), .hidden) {
      $0.lateFrom.cell(\.cell)
    },
    Column("finished_at", Phrase("Xong lúc", en: "Finished"), .rigid) {
      $0.finishedAt.cell(\.cell)
    },
    Column("closed_at", Phrase("Đóng lúc", en: "Closed"), .hidden) {
      $0.closedAt.cell(\.cell)
    },
    Column("returned_at", Phrase("Trả lúc", en: "Returned"), .hidden) {
      $0.returnedAt.cell(\.cell)
    },
    Column("return_method", Phrase("Cách trả", en: "Return by"), .hidden) {
      $0.returnMethod.cell
    },
    Column("fee_count", Phrase("Số khoản phí", en: "Fees"), .hidden) {
      .number(Int64($0.feeCount))
    },
    Column("fee_amount_vnd", Phrase("Phí (đồng)", en: "Fees (VND)"), .hidden) {
      .number($0.feeAmountVnd)
    },
    Column("fee_online_vnd", Phrase("Phí trực tuyến", en: "Online fees"), .hidden) {
      .number($0.feeOnlineVnd)
    },
    Column("assistant_capacity", Phrase("Người hỗ trợ", en: "Helped by"), .hidden) {
      $0.assistantCapacity.cell
    },
    Column("assistance_reason", Phrase("Lý do hỗ trợ", en: "Help needed"), .hidden) {
      $0.assistanceReason.cell
    },
    Column("paper_kind", Phrase("Hồ sơ giấy", en: "Paper"), .hidden) { $0.paperKind.cell },
  ]
}
