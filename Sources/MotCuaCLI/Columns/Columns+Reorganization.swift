import MotCuaAPI

extension Columns {
  static let succession: [Column<AgencySuccession>] = [
    Column("old_code", Phrase("Cơ quan cũ", en: "Old"), .rigid) { .text($0.oldCode) },
    Column("old_name", Phrase("Tên cũ", en: "Old name")) { .text($0.oldName) },
    Column("kind", Phrase("Cách sắp xếp", en: "Kind")) { $0.kind.cell },
    Column("new_code", Phrase("Cơ quan mới", en: "New"), .rigid) { .text($0.newCode) },
    Column("new_name", Phrase("Tên mới", en: "New name")) { .text($0.newName) },
    Column("heir", Phrase("Kế thừa", en: "Heir")) { yes($0.heir) },
    Column("date", Phrase("Từ ngày", en: "From")) { $0.date.cell(\.cell) },
    Column("decision", Phrase("Quyết định", en: "Decision")) { .text($0.decision) },
    Column("apply_time", Phrase("Thực hiện lúc", en: "Applied"), .hidden) {
      $0.applyTime.cell(\.cell)
    },
  ]

  static let agencyMove: [Column<AgencyMove>] =
    [
      Column("old_code", Phrase("Cơ quan cũ", en: "Old"), .rigid) { .text($0.oldCode) },
      Column("old_name", Phrase("Tên cũ", en: "Old name")) { .text($0.oldName) },
      Column("kind", Phrase("Cách sắp xếp", en: "Kind")) { $0.kind.cell },
      Column("destinations", Phrase("Hồ sơ về", en: "Dossiers to")) { move in
        .text(move.destinations.map { "\($0.newCode): \($0.dossiers)" }.joined(separator: ", "))
      },
    ] + counts { $0.counts ?? AgencyMoveCounts() }

  private static func counts(
    _ counts: @escaping @Sendable (AgencyMove) -> AgencyMoveCounts
  ) -> [Column<AgencyMove>] {
    [
      Column("dossiers", Phrase("Hồ sơ", en: "Dossiers")) { .number(counts($0).dossiers) },
      Column("pending", Phrase("đang giải quyết", en: "pending")) { .number(counts($0).pending) },
      Column("waiting", Phrase("chờ tiếp nhận", en: "waiting")) { .number(counts($0).waiting) },
      Column("handed", Phrase("đổi nơi giữ", en: "handed on")) { .number(counts($0).handed) },
      Column("offerings", Phrase("Thủ tục", en: "Offerings")) { .number(counts($0).offerings) },
      Column("officers", Phrase("Cán bộ", en: "Officers")) { .number(counts($0).officers) },
      Column("principals", Phrase("Tài khoản", en: "Callers"), .hidden) {
        .number(counts($0).principals)
      },
      Column("subordinates", Phrase("Trực thuộc", en: "Below"), .hidden) {
        .number(counts($0).subordinates)
      },
    ]
  }

  static let recomputed: [Column<RecomputedDueDate>] = [
    Column("code", Phrase("Hồ sơ", en: "Dossier"), .rigid) { .text($0.code) },
    Column("old_due_at", Phrase("Hạn cũ", en: "Old due")) { $0.oldDueAt.cell(\.cell) },
    Column("new_due_at", Phrase("Hạn mới", en: "New due")) { $0.newDueAt.cell(\.cell) },
    Column("acceptance", Phrase("Hạn tiếp nhận", en: "Acceptance")) { yes($0.acceptance) },
    Column("skip", Phrase("Để nguyên vì", en: "Left because")) { $0.skip.cell },
  ]
}
