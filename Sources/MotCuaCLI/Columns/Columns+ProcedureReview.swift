import MotCuaAPI

extension Columns {
  static let revision: [Column<ProcedureRevision>] = [
    Column("revision", Phrase("Phiên bản", en: "Revision")) { .number(Int64($0.revision)) },
    Column("effective_from", Phrase("Hiệu lực từ", en: "Effective"), .rigid) {
      $0.effectiveFrom.cell(\.cell)
    },
    Column("create_time", Phrase("Tạo lúc", en: "Created"), .rigid) { $0.createTime.cell(\.cell) },
    Column("principal_id", Phrase("Chủ thể", en: "Principal")) { .text($0.principalId) },
    Column("state", Phrase("Trạng thái", en: "State")) { $0.state.cell },
    Column("name", Phrase("Tên", en: "Name")) { .text($0.name) },
    Column("content_sha256", Phrase("SHA-256", en: "SHA-256"), .hidden) {
      .text($0.contentSha256)
    },
  ]

  static let difference: [Column<FieldDifference>] = [
    Column("path", Phrase("Trường", en: "Field"), .rigid) { .text($0.path) },
    Column("old_value", Phrase("Trước", en: "Before")) { .text($0.oldValue) },
    Column("new_value", Phrase("Sau", en: "After")) { .text($0.newValue) },
  ]

  static let finding: [Column<LintFinding>] = [
    Column("severity", Phrase("Mức", en: "Severity")) { $0.severity.cell },
    Column("rule", Phrase("Quy tắc", en: "Rule"), .hidden) { .text($0.rule.name) },
    Column("path", Phrase("Chỗ", en: "Where")) { .text($0.path) },
    Column("agency_code", Phrase("Cơ quan", en: "Agency")) { .text($0.agencyCode) },
    Column("message", Phrase("Nội dung", en: "Message"), .rigid) { .text($0.message) },
  ]

  static let gap: [Column<AssignmentGap>] = [
    Column("procedure_code", Phrase("Thủ tục", en: "Procedure"), .rigid) {
      .text($0.procedureCode)
    },
    Column("procedure_name", Phrase("Tên thủ tục", en: "Name")) { .text($0.procedureName) },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("duty", Phrase("Nhiệm vụ", en: "Duty")) { $0.duty.cell },
    Column("posted", Phrase("Có người trong cơ quan", en: "Posted")) { yes($0.posted) },
  ]

  static let guide: [Column<ProcedureGuide>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { .text($0.code) },
    Column("name", Phrase("Tên thủ tục", en: "Name")) { .text($0.name) },
    Column("open", Phrase("Đang nhận hồ sơ", en: "Open")) { yes($0.open) },
    Column("requirements", Phrase("Yêu cầu", en: "Requirements")) { .text($0.requirements) },
    Column("places", Phrase("Nơi thực hiện", en: "Places")) { .number(Int64($0.places.count)) },
  ]
}
