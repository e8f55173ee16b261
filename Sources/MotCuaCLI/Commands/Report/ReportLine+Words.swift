import MotCuaClient

extension ReportLine {
  /// What the line is about, for people.
  var title: Phrase {
    switch kind {
    case .total: return Phrase("Tổng số", en: "Total")
    case .level:
      guard level != .unspecified else { return Phrase("Chưa nêu cấp", en: "Level not said") }
      return Phrase(level.cell.text(for: .vietnamese), en: level.cell.text(for: .english))
    case .row:
      let name = (row?.agencyCode.isEmpty ?? true) ? row?.sectorName : row?.agencyName
      return name.flatMap { $0.isEmpty ? nil : Phrase(same: $0) }
        ?? Phrase("Không lĩnh vực", en: "No sector")
    }
  }
}
