package import MotCuaAPI

extension ServiceLevel: WordedEnum {
  /// The service levels in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.level1, Phrase("Mức độ 1", en: "Level 1")),
    (.level2, Phrase("Mức độ 2", en: "Level 2")),
    (.level3, Phrase("Mức độ 3", en: "Level 3")),
    (.level4, Phrase("Mức độ 4", en: "Level 4")),
    (.infoOnly, Phrase("Chỉ thông tin", en: "Information only")),
    (.partial, Phrase("Một phần", en: "Partial")),
    (.full, Phrase("Toàn trình", en: "Full")),
  ]
}

extension ProcedureState: WordedEnum {
  /// The states of a procedure in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.draft, Phrase("Dự thảo", en: "Draft")),
    (.published, Phrase("Công bố", en: "Published")),
    (.suspended, Phrase("Tạm dừng", en: "Suspended")),
    (.repealed, Phrase("Bãi bỏ", en: "Repealed")),
  ]
}

extension ProcedureFigure: WordedEnum {
  /// The numbers of procedures in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.procedures, Phrase("Thủ tục", en: "Procedures")),
    (.level3, Phrase("Mức độ 3", en: "Level 3")),
    (.level4, Phrase("Mức độ 4", en: "Level 4")),
    (.level34, Phrase("Mức độ 3, 4", en: "Levels 3 and 4")),
    (.integrated, Phrase("Tích hợp Cổng quốc gia", en: "On the National Portal")),
    (.integratedLevel34, Phrase("Tích hợp, mức độ 3, 4", en: "On the portal, levels 3 and 4")),
    (.ii07bProcedures, Phrase("II.07b: thủ tục", en: "II.07b: procedures")),
    (.ii07bReceivedAtOneStop, Phrase("II.07b: nhận tại một cửa", en: "II.07b: at one-stop desks")),
    (.ii07bInternalProcesses, Phrase("II.07b: quy trình nội bộ", en: "II.07b: internal processes")),
  ]
}

extension ProcedureType: WordedEnum {
  /// The types of a procedure in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.standard, Phrase("Chuẩn", en: "Standard")),
    (.specific, Phrase("Đặc thù", en: "Specific")),
    (.standardInternal, Phrase("Nội bộ", en: "Internal")),
  ]
}

extension MatchQuality: WordedEnum {
  /// The how well a search fits in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.code, Phrase("Mã", en: "Code")),
    (.exactTones, Phrase("Đúng dấu", en: "Exact tones")),
    (.folded, Phrase("Không dấu", en: "Without tones")),
    (.substring, Phrase("Trong từ", en: "Inside words")),
  ]
}

extension FeeKind: WordedEnum {
  /// The kinds of payment in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.fee, Phrase("Phí", en: "Fee")),
    (.charge, Phrase("Lệ phí", en: "Charge")),
    (.price, Phrase("Giá", en: "Price")),
  ]
}

extension TimeUnit: WordedEnum {
  /// The units of a limit in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.workingDay, Phrase("Ngày làm việc", en: "Working day")),
    (.calendarDay, Phrase("Ngày", en: "Day")),
    (.workingHour, Phrase("Giờ làm việc", en: "Working hour")),
    (.month, Phrase("Tháng", en: "Month")),
    (.other, Phrase("Khác", en: "Other")),
  ]
}

extension PaperMode: WordedEnum {
  /// The rules about paper in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.off, Phrase("Nhận giấy bình thường", en: "Taken")),
    (.warn, Phrase("Nhận và ghi vi phạm", en: "Taken and recorded")),
    (.enforce, Phrase("Không nhận giấy", en: "Refused")),
  ]
}

extension LintSeverity: WordedEnum {
  /// The severities of a finding in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.error, Phrase("Lỗi", en: "Error")),
    (.warning, Phrase("Cảnh báo", en: "Warning")),
  ]
}

extension ExportFormat: WordedEnum {
  /// The sorts of rows of an export in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.catalogue, Phrase("Danh mục", en: "Catalogue")),
    (.details, Phrase("Chi tiết", en: "Details")),
  ]
}
