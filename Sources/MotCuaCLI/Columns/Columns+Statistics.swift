import MotCuaAPI

extension Columns {
  /// A place in a ranking by a rate.
  static let rank: [Column<AgencyRank>] = place + rate("rate", Phrase("Tỷ lệ", en: "Rate"), \.rate)

  /// A place in a ranking by a count.
  static let rankByCount: [Column<AgencyRank>] =
    place + [
      Column("count", Phrase("Số lượng", en: "Count"), .rigid) { .number($0.count) }
    ]

  private static let place: [Column<AgencyRank>] = [
    Column("rank", Phrase("Hạng", en: "Rank")) { .number(Int64($0.rank)) },
    Column("agency_code", Phrase("Mã", en: "Code"), .rigid) { .text($0.agencyCode) },
    Column("agency_name", Phrase("Cơ quan", en: "Agency")) { .text($0.agencyName) },
    Column("level", Phrase("Cấp", en: "Level")) { $0.level.cell },
  ]

  static let daily: [Column<DailyCounts>] =
    [
      Column("date", Phrase("Ngày", en: "Date"), .rigid) { $0.date.cell(\.cell) }
    ]
    + Measures.dossierCounts.map { measure in
      let shown = dailyTitles[measure.key]
      return Column(
        measure.key,
        shown ?? measure.title,
        shown == nil ? .hidden : .flexible
      ) { .number(measure.value($0.dossiers ?? DossierCounts())) }
    }

  /// What of a day a table shows; CSV has everything.
  private static let dailyTitles: [String: Phrase] = [
    "submitted": Phrase("Nộp", en: "Submitted"),
    "received": Phrase("Tiếp nhận", en: "Received"),
    "received_online": Phrase("Trực tuyến", en: "Online"),
    "resolved": Phrase("Giải quyết", en: "Resolved"),
    "resolved_late": Phrase("Trễ hạn", en: "Late"),
    "pending": Phrase("Còn lại", en: "Pending"),
    "returned": Phrase("Trả kết quả", en: "Returned"),
  ]
}
