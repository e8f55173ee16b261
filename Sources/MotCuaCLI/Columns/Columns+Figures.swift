import MotCuaAPI

extension Columns {
  static let query: [Column<StatisticsRow>] =
    [
      Column("from", Phrase("Từ", en: "From"), .rigid) { $0.period?.from.cell(\.cell) ?? .empty },
      Column("to", Phrase("Đến", en: "To"), .rigid) { $0.period?.to.cell(\.cell) ?? .empty },
      Column("key", Phrase("Nhóm", en: "Group"), .rigid) { .text($0.key) },
      Column("name", Phrase("Tên", en: "Name")) { .text($0.name) },
    ]
    + Measures.dossierCounts.map { measure in
      let shown = queryTitles[measure.key]
      return Column(
        measure.key,
        shown ?? measure.title,
        shown == nil ? .hidden : .flexible
      ) { .number(measure.value($0.dossiers ?? DossierCounts())) }
    }
    + [
      shown("online", Phrase("Trực tuyến", en: "Online"), \.online),
      shown("on_time", Phrase("Đúng hạn", en: "On time"), \.onTime),
    ]
    + Measures.dossierRates.flatMap { measure in
      rateParts(measure.key, measure.title) { $0.rates.flatMap(measure.value) }
    }
    + [
      Column("previous_received", Phrase("Tiếp nhận kỳ trước", en: "Previous"), .hidden) {
        $0.previous.map { .number($0.received) } ?? .empty
      },
      Column("previous_resolved", Phrase("Giải quyết kỳ trước", en: "Previous"), .hidden) {
        $0.previous.map { .number($0.resolved) } ?? .empty
      },
      Column("received_change", Phrase("Tăng, giảm", en: "Change"), .needsRoom) { row in
        row.previous.map { ChangeText.cell(from: $0.received, to: row.dossiers?.received ?? 0) }
          ?? .empty
      },
      Column("received_change_percent", Phrase("Tăng, giảm %", en: "Change, %"), .hidden) { row in
        row.previous.flatMap {
          ChangeText.percent(from: $0.received, to: row.dossiers?.received ?? 0)
        }.map(Cell.text) ?? .empty
      },
    ]

  private static func shown(
    _ key: String,
    _ title: Phrase,
    _ value: @escaping @Sendable (DossierRates) -> Rate?
  ) -> Column<StatisticsRow> {
    Column(key, title, .needsRoom, for: .people) { row in
      row.rates.flatMap(value).cell { RateText.cell($0, isWhole: true) }
    }
  }

  /// What of a row a table shows; CSV has everything.
  private static let queryTitles: [String: Phrase] = [
    "received": Phrase("Tiếp nhận", en: "Received"),
    "resolved": Phrase("Giải quyết", en: "Resolved"),
    "resolved_late": Phrase("Trễ hạn", en: "Late"),
    "pending": Phrase("Còn lại", en: "Pending"),
    "pending_overdue": Phrase("Quá hạn", en: "Overdue"),
  ]

  /// The columns of a list of what is late, or soon will be.
  static func overdue(_ kind: OverdueKind) -> [Column<OverdueDossier>] {
    let isSoon = kind == .dueSoon
    return [
      Column("code", Phrase("Mã hồ sơ", en: "Code"), .rigid) { .text($0.code) },
      Column("agency_code", Phrase("Mã cơ quan", en: "Agency's code"), .hidden) {
        .text($0.agencyCode)
      },
      Column("agency_name", Phrase("Cơ quan", en: "Agency")) { .text($0.agencyName) },
      Column("procedure_code", Phrase("Mã thủ tục", en: "Procedure's code"), .hidden) {
        .text($0.procedureCode)
      },
      Column("procedure_name", Phrase("Thủ tục", en: "Procedure"), .needsRoom) {
        .text($0.procedureName)
      },
      Column("officer_code", Phrase("Cán bộ", en: "Officer")) { .text($0.officerCode) },
      Column("state", Phrase("Trạng thái", en: "State")) { $0.state.cell },
      Column("received_at", Phrase("Tiếp nhận", en: "Received"), .needsRoom) {
        $0.receivedAt.cell(\.cell)
      },
      Column("due_at", Phrase("Hạn", en: "Due"), .rigid) { $0.dueAt.cell(\.cell) },
      Column("finished_at", Phrase("Kết thúc", en: "Finished"), .hidden) {
        $0.finishedAt.cell(\.cell)
      },
      Column("days_late", Phrase("Trễ, ngày", en: "Days late"), isSoon ? .hidden : .flexible) {
        .number(Int64($0.daysLate))
      },
      Column("days_left", Phrase("Còn, ngày", en: "Days left"), isSoon ? .flexible : .hidden) {
        .number(Int64($0.daysLeft))
      },
    ]
  }

  static let leftOut: [Column<FigureLeftOut>] = [
    Column("figure", Phrase("Chỉ tiêu", en: "Figure"), .rigid) { .text($0.figure) },
    Column("title", Phrase("Tên", en: "Title")) {
      .choice($0.title, Phrase($0.title, en: $0.titleEn))
    },
    Column("value", Phrase("Số", en: "Count")) { .number($0.value) },
  ]
}
