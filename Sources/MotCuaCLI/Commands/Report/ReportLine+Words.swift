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
      return name.isEmpty ? Phrase("Không lĩnh vực", en: "No sector") : Phrase(same: name)
    }
  }
}
