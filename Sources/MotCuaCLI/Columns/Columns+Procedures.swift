import MotCuaAPI

extension Columns {
  static let procedure: [Column<Procedure>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { .text($0.code) },
    Column("name", Phrase("Tên thủ tục", en: "Name")) { .text($0.name) },
    Column("sectors", Phrase("Lĩnh vực", en: "Sectors")) {
      .text($0.sectors.map(\.name).joined(separator: "; "))
    },
    Column("competent_level", Phrase("Cấp", en: "Level"), .hidden) {
      $0.competentLevel.cell
    },
    Column("service_level", Phrase("Mức độ", en: "Service")) { $0.serviceLevel.cell },
    Column("state", Phrase("Trạng thái", en: "State")) { $0.state.cell },
    Column("source_state", Phrase("Trạng thái nguồn", en: "Source state"), .hidden) {
      .text($0.sourceState)
    },
    Column("revision", Phrase("Phiên bản", en: "Revision"), .hidden) {
      .number(Int64($0.revision))
    },
    Column("effective_from", Phrase("Hiệu lực từ", en: "Effective"), .hidden) {
      $0.effectiveFrom.cell(\.cell)
    },
    Column("type", Phrase("Loại", en: "Type"), .hidden) { $0.type.cell },
    Column(
      "promulgating_agency",
      Phrase("Cơ quan ban hành", en: "Promulgated by"),
      .hidden
    ) { .text($0.promulgatingAgency) },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
  ]

  static let searchHit: [Column<SearchHit>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { .text($0.procedure?.code ?? "") },
    Column("name", Phrase("Tên thủ tục", en: "Name")) { .text($0.procedure?.name ?? "") },
    Column("sectors", Phrase("Lĩnh vực", en: "Sectors")) {
      .text(($0.procedure?.sectors ?? []).map(\.name).joined(separator: "; "))
    },
    Column("quality", Phrase("Khớp", en: "Match")) { $0.quality.cell },
  ]

  static let offering: [Column<Offering>] = [
    Column("procedure_code", Phrase("Thủ tục", en: "Procedure"), .rigid) {
      .text($0.procedureCode)
    },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("desk_agency_code", Phrase("Nơi tiếp nhận", en: "Desk")) { .text($0.deskAgencyCode) },
    Column("service_level", Phrase("Mức độ", en: "Level")) { $0.serviceLevel.cell },
    Column("service_extent", Phrase("Mức (NĐ 42/2022)", en: "Extent"), .hidden) {
      $0.serviceExtent.cell
    },
    Column("assignees", Phrase("Phân công", en: "Assignees"), .hidden) {
      .text($0.assignees.map { "\($0.officerCode) (\($0.duty.word))" }.joined(separator: ", "))
    },
    Column("paper_policies", Phrase("Hồ sơ giấy", en: "Paper"), .hidden) {
      listed($0.paperPolicies.map(\.mode))
    },
    Column("receives_online", Phrase("Trực tuyến", en: "Online")) { yes($0.receivesOnline) },
    Column("receives_by_post", Phrase("Bưu chính", en: "Post")) { yes($0.receivesByPost) },
    Column("valid_from", Phrase("Từ ngày", en: "From"), .hidden) {
      $0.validFrom.cell(\.cell)
    },
    Column("valid_to", Phrase("Đến ngày", en: "To"), .hidden) {
      $0.validTo.cell(\.cell)
    },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
  ]

  static let sector: [Column<Sector>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { .text($0.code) },
    Column("name", Phrase("Tên lĩnh vực", en: "Name")) { .text($0.name) },
  ]
}
