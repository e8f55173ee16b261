import MotCuaAPI

extension Columns {
  static let rank: [Column<AgencyRank>] = [
    Column("rank", Phrase("Hạng", en: "Rank")) { .number(Int64($0.rank)) },
    Column("agency_code", Phrase("Mã", en: "Code")) { .text($0.agencyCode) },
    Column("agency_name", Phrase("Cơ quan", en: "Agency")) { .text($0.agencyName) },
    Column("level", Phrase("Cấp", en: "Level")) { $0.level.cell },
    Column("rate", Phrase("Tỷ lệ", en: "Rate")) {
      $0.rate.cell { RateText.cell($0, isWhole: true) }
    },
  ]

  static let daily: [Column<DailyCounts>] =
    [
      Column("date", Phrase("Ngày", en: "Date")) { $0.date.cell(\.cell) }
    ]
    + Measures.dossierCounts.map { measure in
      Column(
        measure.key,
        measure.title,
        isForProgramsOnly: !dailyShown.contains(measure.key)
      ) { .number(measure.value($0.dossiers ?? DossierCounts())) }
    }

  /// What of a day a table shows; CSV has everything.
  private static let dailyShown: Set<String> = [
    "submitted", "received", "received_online", "resolved", "resolved_late", "pending", "returned",
  ]
}
