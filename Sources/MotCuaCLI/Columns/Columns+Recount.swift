import MotCuaAPI

extension Columns {
  /// What a recount compared.
  static let figureVerdict: [Column<VerifyFiguresResponse>] = [
    Column("differing", Phrase("Số liệu khác", en: "Differing")) { .number($0.differing) },
    Column("differing_in_memory", Phrase("Trong bộ nhớ", en: "In memory")) {
      .number($0.differingInMemory)
    },
    Column("figures", Phrase("Số liệu đã so", en: "Figures compared")) { .number($0.figures) },
    Column("passed", Phrase("Hồ sơ đã đếm", en: "Dossiers counted")) { .number($0.passed) },
    Column("commit_position", Phrase("Vị trí ghi", en: "Commit position")) {
      .number($0.commitPosition)
    },
  ]

  /// A figure that differs.
  static let figureDifference: [Column<FigureDifference>] = [
    Column("place", Phrase("Nơi giữ", en: "Held in")) { $0.place.cell },
    Column("day", Phrase("Ngày", en: "Day")) { $0.day.cell(\.cell) },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("procedure_code", Phrase("TTHC", en: "Procedure"), .rigid) {
      .text($0.procedureCode)
    },
    Column("measure", Phrase("Số liệu", en: "Figure")) { .text($0.measure) },
    Column("channel", Phrase("Kênh", en: "Channel")) { $0.channel.cell },
    Column("service_level", Phrase("Mức", en: "Level")) { $0.serviceLevel.cell },
    Column("stored", Phrase("Đã lưu", en: "Stored")) { .number($0.stored) },
    Column("counted", Phrase("Đếm lại", en: "Counted")) { .number($0.counted) },
  ]
}
