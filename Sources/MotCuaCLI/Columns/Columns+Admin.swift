import MotCuaAPI
import RPCMessages

extension Columns {
  static let calendarDay: [Column<CalendarDay>] = [
    Column("date", Phrase("Ngày", en: "Date"), .rigid) { $0.date.cell(\.cell) },
    Column("kind", Phrase("Loại", en: "Kind")) { $0.kind.cell },
    Column("name", Phrase("Tên", en: "Name")) { .text($0.name) },
    Column("basis", Phrase("Căn cứ", en: "Basis")) { .text($0.basis) },
    Column("assumed", Phrase("Giả định", en: "Assumed")) { yes($0.assumed) },
  ]

  static let calendarVersion: [Column<CalendarVersion>] = [
    Column("version", Phrase("Phiên bản", en: "Version")) { .number($0.version) },
    Column("load_time", Phrase("Nạp lúc", en: "Loaded"), .rigid) { $0.loadTime.cell(\.cell) },
    Column("years", Phrase("Các năm", en: "Years")) {
      .text($0.years.map(String.init).joined(separator: " "))
    },
    Column("days", Phrase("Số ngày", en: "Days")) { .number(Int64($0.days)) },
  ]

  static let serverInfo: [Column<ServerInfo>] = [
    Column("version", Phrase("Phiên bản", en: "Version")) { .text($0.version) },
    Column("schema_version", Phrase("Lược đồ", en: "Schema")) { .number(Int64($0.schemaVersion)) },
    Column("now", Phrase("Giờ máy chủ", en: "Server's time")) { $0.now.cell(\.cell) },
    Column("manual_clock", Phrase("Đồng hồ đặt tay", en: "Manual clock")) { yes($0.manualClock) },
    Column("uptime_seconds", Phrase("Đã chạy (giây)", en: "Uptime (s)")) {
      $0.uptime.cell { .number($0.seconds) }
    },
    Column("commit_position", Phrase("Vị trí ghi", en: "Commit position")) {
      .number($0.commitPosition)
    },
    Column("write_queue", Phrase("Hàng đợi ghi", en: "Write queue")) { .number($0.writeQueue) },
    Column("write_queue_max", Phrase("Hàng đợi tối đa", en: "Write queue max")) {
      .number($0.writeQueueMax)
    },
    Column("wal_bytes", Phrase("WAL (byte)", en: "WAL (bytes)")) { .number($0.walBytes) },
    Column("message_bytes_max", Phrase("Thông điệp tối đa (byte)", en: "Message max (bytes)")) {
      .number($0.messageBytesMax)
    },
    Column("page_size_max", Phrase("Trang tối đa", en: "Page max")) {
      .number(Int64($0.pageSizeMax))
    },
    Column("calendar_years", Phrase("Lịch các năm", en: "Calendar years")) {
      .text($0.calendarYears.map(String.init).joined(separator: " "))
    },
    Column("procedures", Phrase("Thủ tục", en: "Procedures")) { .number($0.procedures) },
    Column("agencies", Phrase("Cơ quan", en: "Agencies")) { .number($0.agencies) },
    Column("dossiers", Phrase("Hồ sơ", en: "Dossiers")) { .number($0.dossiers) },
  ]

  static let dueDate: [Column<PreviewDueDateResponse>] = [
    Column("effective_start", Phrase("Bắt đầu tính", en: "Starts")) {
      $0.effectiveStart.cell(\.cell)
    },
    Column("due_at", Phrase("Hẹn trả", en: "Due"), .rigid) { $0.dueAt.cell(\.cell) },
    Column("late_from", Phrase("Trễ từ", en: "Late from")) { $0.lateFrom.cell(\.cell) },
    Column("calendar_version", Phrase("Phiên bản lịch", en: "Calendar version")) {
      .number($0.calendarVersion)
    },
  ]
}
