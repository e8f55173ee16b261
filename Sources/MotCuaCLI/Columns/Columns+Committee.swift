import MotCuaAPI

extension Columns {
  static let target: [Column<Target>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { .text($0.code) },
    Column("title", Phrase("Chỉ tiêu", en: "Target")) { .text($0.title) },
    Column("metric", Phrase("Số đo", en: "Metric"), .needsRoom) { .text($0.metric) },
    Column("comparator", Phrase("So", en: "Side"), .hidden) { $0.comparator.cell },
    Column("basis_points", Phrase("Mức", en: "Value"), .rigid) { wanted($0) },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .hidden) { .text($0.agencyCode) },
    Column("level", Phrase("Cấp", en: "Level"), .hidden) { $0.level.cell },
    Column("from", Phrase("Từ ngày", en: "From"), .hidden) { $0.from.cell(\.cell) },
    Column("deadline", Phrase("Đến hạn", en: "Deadline"), .rigid) { $0.deadline.cell(\.cell) },
    Column("legal_basis", Phrase("Căn cứ", en: "Legal basis"), .needsRoom) {
      .text($0.legalBasis)
    },
    Column("shipped", Phrase("Có sẵn", en: "Shipped"), .hidden) { yes($0.shipped) },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
  ]

  static let targetProgress: [Column<TargetProgress>] =
    targetNamed + rate("rate", Phrase("Thực hiện", en: "Progress"), \.rate) + targetJudged

  private static let targetNamed: [Column<TargetProgress>] = [
    Column("code", Phrase("Mã", en: "Code"), .needsRoom) { .text($0.target?.code ?? "") },
    Column("title", Phrase("Chỉ tiêu", en: "Target")) { .text($0.target?.title ?? "") },
    Column("basis_points", Phrase("Mức", en: "Value"), .rigid) { $0.target.cell(wanted) },
  ]

  private static let targetJudged: [Column<TargetProgress>] = [
    Column("state", Phrase("Kết quả", en: "State"), .rigid) { $0.state.cell },
    Column("distance", Phrase("Còn thiếu", en: "Missing"), .rigid) {
      $0.state == .missed ? .number($0.distance) : .empty
    },
    Column("counted_to", Phrase("Tính đến", en: "Counted to"), .hidden) {
      $0.countedTo.cell(\.cell)
    },
    Column("source", Phrase("Nguồn", en: "Source"), .needsRoom) { .text($0.source) },
  ]

  static let indicator: [Column<Indicator>] = [
    Column("kind", Phrase("Chỉ số", en: "Indicator")) { $0.kind.cell },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("from", Phrase("Từ", en: "From"), .rigid) { ($0.period?.from).cell(\.cell) },
    Column("to", Phrase("Đến", en: "To"), .rigid) { ($0.period?.to).cell(\.cell) },
    Column("value", Phrase("Số", en: "Value"), .rigid) { .number($0.value) },
    Column("total", Phrase("Trên", en: "Of"), .rigid) {
      $0.total == 0 ? .empty : .number($0.total)
    },
    Column("unit", Phrase("Đơn vị", en: "Unit")) { .text($0.unit) },
    Column("source", Phrase("Nguồn", en: "Source"), .needsRoom) { .text($0.source) },
    Column("reported_on", Phrase("Ngày báo cáo", en: "Reported"), .needsRoom) {
      $0.reportedOn.cell(\.cell)
    },
    Column("superseded", Phrase("Đã sửa", en: "Superseded"), .needsRoom) { yes($0.superseded) },
    Column("note", Phrase("Ghi chú", en: "Note"), .hidden) { .text($0.note) },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
    Column("record_time", Phrase("Ghi lúc", en: "Recorded"), .hidden) {
      $0.recordTime.cell(\.cell)
    },
    Column("principal_id", Phrase("Người ghi", en: "Principal"), .hidden) {
      .text(String($0.principalId))
    },
  ]

  static let directive: [Column<Directive>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { .text($0.code) },
    Column("document_number", Phrase("Văn bản", en: "Document"), .needsRoom) {
      .text($0.documentNumber)
    },
    Column("document_date", Phrase("Ngày", en: "Date"), .needsRoom) {
      $0.documentDate.cell(\.cell)
    },
    Column("issuer", Phrase("Nơi ban hành", en: "Issuer"), .hidden) { .text($0.issuer) },
    Column("task", Phrase("Nhiệm vụ", en: "Task")) { .text($0.task) },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("due_date", Phrase("Hạn", en: "Due"), .rigid) { $0.dueDate.cell(\.cell) },
    Column("state", Phrase("Tình trạng", en: "State"), .rigid) { $0.state.cell },
    Column("done_date", Phrase("Xong ngày", en: "Done"), .hidden) { $0.doneDate.cell(\.cell) },
    Column("last_note", Phrase("Báo cáo gần nhất", en: "Last report"), .needsRoom) {
      .text($0.notes.last?.text ?? "")
    },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
  ]

  static let serviceGap: [Column<Gap>] =
    gapPlace + rate("rate", Phrase("Tỷ lệ", en: "Rate"), \.rate)

  private static let gapPlace: [Column<Gap>] = [
    Column("procedure_code", Phrase("Thủ tục", en: "Procedure"), .rigid) {
      .text($0.procedureCode)
    },
    Column("procedure_name", Phrase("Tên thủ tục", en: "Name")) { .text($0.procedureName) },
    Column("agency_code", Phrase("Mã cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("agency_name", Phrase("Cơ quan", en: "Agency's name")) { .text($0.agencyName) },
    Column("part", Phrase("Nội dung", en: "Part")) { .text($0.part) },
  ]

  static let snapshot: [Column<Snapshot>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { .text($0.code) },
    Column("meeting_date", Phrase("Ngày họp", en: "Meeting"), .rigid) {
      $0.meetingDate.cell(\.cell)
    },
    Column("query", Phrase("Số liệu", en: "Query")) { $0.query.cell },
    Column("purpose", Phrase("Mục đích", en: "Purpose")) { .text($0.purpose) },
    Column("known_at", Phrase("Vị trí ghi", en: "Known at"), .rigid) { .number($0.knownAt) },
    Column("create_time", Phrase("Lúc", en: "Taken"), .rigid) { $0.createTime.cell(\.cell) },
    Column("principal_id", Phrase("Người chụp", en: "Principal"), .needsRoom) {
      .text(String($0.principalId))
    },
    Column("answer_sha256", Phrase("SHA-256", en: "SHA-256"), .needsRoom) {
      .text($0.answerSha256)
    },
  ]

  /// What a target asks for: `≥ 30 %`.
  static func wanted(_ target: Target) -> Cell {
    let sign = target.comparator == .atMost ? "≤" : "≥"
    let value = Int64(target.basisPoints)
    func text(_ language: Language) -> String {
      let percent = NumberText.percent(value, of: 10_000, language) ?? ""
      return "\(sign) \(percent)"
    }
    return .rendered(
      machine: String(value),
      people: Phrase(text(.vietnamese), en: text(.english))
    )
  }
}
