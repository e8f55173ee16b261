import MotCuaAPI

extension Columns {
  static let file: [Column<File>] = [
    Column("id", Phrase("Mã tệp", en: "File"), .rigid) { .text($0.id) },
    Column("type", Phrase("Loại", en: "Type")) { $0.type.cell },
    Column("size_bytes", Phrase("Dung lượng (byte)", en: "Size (bytes)")) { .number($0.sizeBytes) },
    Column("sha256", Phrase("SHA-256", en: "SHA-256")) { .text($0.sha256) },
    Column("create_time", Phrase("Tải lên lúc", en: "Uploaded")) { $0.createTime.cell(\.cell) },
  ]

  static let backup: [Column<Backup>] = [
    Column("name", Phrase("Tên", en: "Name"), .rigid) { .text($0.name) },
    Column("create_time", Phrase("Bắt đầu lúc", en: "Begun")) { $0.createTime.cell(\.cell) },
    Column("commit_position", Phrase("Vị trí ghi", en: "Commit position")) {
      .number($0.commitPosition)
    },
    Column("dossiers", Phrase("Hồ sơ", en: "Dossiers")) { .number($0.dossiers) },
    Column("audit_entries", Phrase("Mục nhật ký", en: "Audit entries")) {
      .number($0.auditEntries)
    },
    Column("database_bytes", Phrase("Cơ sở dữ liệu (byte)", en: "Database (bytes)")) {
      .number($0.databaseBytes)
    },
    Column("files", Phrase("Tệp", en: "Files")) { .number($0.files) },
    Column("file_bytes", Phrase("Tệp (byte)", en: "Files (bytes)")) { .number($0.fileBytes) },
    Column("manifest_sha256", Phrase("SHA-256", en: "SHA-256")) { .text($0.manifestSha256) },
  ]

  static let auditEntry: [Column<AuditEntry>] = [
    Column("id", Phrase("Số", en: "No."), .rigid) { .number($0.id) },
    Column("occur_time", Phrase("Lúc", en: "When"), .rigid) { $0.occurTime.cell(\.cell) },
    Column("principal_id", Phrase("Chủ thể", en: "Principal")) { .text($0.principalId) },
    Column("method", Phrase("Phương thức", en: "Method")) { .text($0.method) },
    Column("subject", Phrase("Về", en: "Subject")) { .text($0.subject) },
    Column("purpose", Phrase("Mục đích", en: "Purpose")) { .text($0.purpose) },
    Column("request_id", Phrase("Mã yêu cầu", en: "Request"), .hidden) { .text($0.requestId) },
    Column("sha256", Phrase("SHA-256", en: "SHA-256"), .hidden) { .text($0.sha256) },
  ]

  static let auditVerdict: [Column<VerifyAuditResponse>] = [
    Column("intact", Phrase("Nguyên vẹn", en: "Intact")) { yes($0.intact) },
    Column("entries", Phrase("Số mục đã xem", en: "Entries")) { .number($0.entries) },
    Column("broken_entry_id", Phrase("Đứt tại mục", en: "Broken at")) {
      $0.brokenEntryId == 0 ? .empty : .number($0.brokenEntryId)
    },
    Column("checkpoint_missed", Phrase("Mốc không khớp", en: "Checkpoint missed")) {
      yes($0.checkpointMissed)
    },
    Column("head", Phrase("Mốc cuối", en: "Head")) { answer in
      answer.head.cell { .text("\($0.entryId):\($0.sha256)") }
    },
  ]

  static let auditCheckpoint: [Column<AuditCheckpoint>] = [
    Column("entry_id", Phrase("Số", en: "No.")) { .number($0.entryId) },
    Column("sha256", Phrase("SHA-256", en: "SHA-256")) { .text($0.sha256) },
    Column("occur_time", Phrase("Lúc", en: "When")) { $0.occurTime.cell(\.cell) },
  ]

  static let operationOutcome: [Column<OperationOutcome>] = [
    Column("state", Phrase("Kết quả", en: "State")) { $0.state.cell },
    Column("apply_time", Phrase("Có hiệu lực lúc", en: "Applied")) { $0.applyTime.cell(\.cell) },
    Column("answer_type", Phrase("Loại câu trả lời", en: "Answer's type")) {
      .text($0.answerType)
    },
  ]
}
