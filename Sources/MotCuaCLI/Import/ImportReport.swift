import MotCuaClient
import ProtobufEngine

/// Tells what an import did: the counts as data, each rejected row beside it.
struct ImportReport {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  /// One sort of rows with its counts.
  struct Part {
    let key: String
    let title: Phrase
    let counts: ImportCounts
  }

  /// Prints the server's answer: as it is in JSON, else its counts and rejected rows.
  func write(
    _ answer: some WireMessage,
    _ parts: [Part],
    errors: [RowError],
    isDryRun: Bool
  ) throws {
    if session.printer.isJSON { return try session.printer.one(answer, []) }
    try write(parts, errors: errors, isDryRun: isDryRun)
  }

  /// Prints counts and rejected rows; rows that the tool could not read are among both.
  private func write(_ parts: [Part], errors: [RowError], isDryRun: Bool) throws {
    try rejected(errors)
    let columns: [Column<Part>] = [
      Column("source", Phrase("Nguồn", en: "Source")) { .choice($0.key, $0.title) },
      Column("rows", Phrase("Đọc", en: "Rows")) { .number($0.counts.rows) },
      Column("created", Phrase("Tạo mới", en: "Created")) { .number($0.counts.created) },
      Column("updated", Phrase("Cập nhật", en: "Updated")) { .number($0.counts.updated) },
      Column("unchanged", Phrase("Không đổi", en: "Unchanged")) { .number($0.counts.unchanged) },
      Column("rejected", Phrase("Bị loại", en: "Rejected")) { .number($0.counts.rejected) },
    ]
    let shown = parts.filter { $0.counts.rows > 0 }
    try session.printer.rows(shown.isEmpty ? Array(parts.prefix(1)) : shown, columns)
    if isDryRun {
      try session.note(
        Phrase("Chạy thử: không lưu gì.", en: "Dry run: nothing was stored.")
      )
    } else if parts.allSatisfy({ $0.counts.created == 0 && $0.counts.updated == 0 }) {
      try session.note(Phrase("Không có gì thay đổi.", en: "Nothing changed."))
    }
  }

  /// Writes each rejected row with its line, its field and the reason.
  func rejected(_ errors: [RowError]) throws {
    for error in errors.sorted(by: { $0.line < $1.line }) {
      let field = error.field.isEmpty ? "" : " \(error.field):"
      let isNamed = error.otherLine == 0 || error.message.contains("dòng \(error.otherLine)")
      let other = isNamed ? "" : " (dòng \(error.otherLine))"
      let english = error.otherLine == 0 ? "" : " (line \(error.otherLine))"
      try session.note(
        Phrase(
          TerminalText.safe(
            "dòng \(error.line):\(field) \(error.reason): \(error.message)\(other)"
          ),
          en: TerminalText.safe("line \(error.line):\(field) \(error.reason)\(english)")
        )
      )
    }
  }
}

extension ImportCounts {
  /// The counts with the rows that the tool could not read.
  func adding(_ faults: [InputFault]) -> ImportCounts {
    var sum = self
    sum.rows += Int64(faults.count)
    sum.rejected += Int64(faults.count)
    return sum
  }
}
