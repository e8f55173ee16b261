import MotCuaAPI

extension Columns {
  static let violation: [Column<Violation>] = [
    Column("id", Phrase("Số", en: "ID"), .hidden) { .number($0.id) },
    Column("occurred_at", Phrase("Lúc", en: "When"), .rigid) { $0.occurredAt.cell(\.cell) },
    Column("kind", Phrase("Việc", en: "Kind")) { $0.kind.cell },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("officer_code", Phrase("Cán bộ", en: "Officer")) { .text($0.officerCode) },
    Column("head_officer_code", Phrase("Người đứng đầu", en: "Head")) {
      .text($0.headOfficerCode)
    },
    Column("procedure_code", Phrase("Thủ tục", en: "Procedure")) { .text($0.procedureCode) },
    Column("dossier_code", Phrase("Hồ sơ", en: "Dossier")) { .text($0.dossierCode) },
    Column("channel", Phrase("Kênh", en: "Channel"), .hidden) { $0.channel.cell },
    Column("exemption_code", Phrase("Lý do được nhận", en: "Exemption"), .hidden) {
      .text($0.exemptionCode)
    },
  ]

  static let violationGroup: [Column<ViolationGroup>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { .text($0.code) },
    Column("name", Phrase("Tên", en: "Name")) { .text($0.name) },
    Column("violations", Phrase("Vi phạm", en: "Violations")) { .number($0.violations) },
    Column("paper_taken", Phrase("Đã nhận giấy", en: "Taken")) { .number($0.paperTaken) },
    Column("paper_refused", Phrase("Bị chặn", en: "Refused")) { .number($0.paperRefused) },
    Column("paper_demanded", Phrase("Đòi giấy", en: "Demanded")) { .number($0.paperDemanded) },
    Column("paper_exempted", Phrase("Có lý do", en: "Exempted"), .hidden) {
      .number($0.paperExempted)
    },
  ]

  static let paperPolicy: [Column<PaperPolicy>] = [
    Column("mode", Phrase("Quy định", en: "Rule")) { $0.mode.cell },
    Column("valid_from", Phrase("Từ ngày", en: "From")) { $0.validFrom.cell(\.cell) },
    Column("valid_to", Phrase("Đến ngày", en: "To")) { $0.validTo.cell(\.cell) },
    Column("exemptions", Phrase("Lý do được nhận giấy", en: "Exemptions")) {
      .text($0.exemptions.map { "\($0.code): \($0.text)" }.joined(separator: "; "))
    },
  ]
}
