package import MotCuaAPI

extension StatisticsDimension: WordedEnum {
  /// What makes a group, in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.agency, Phrase("Cơ quan", en: "Agency")),
    (.level, Phrase("Cấp", en: "Level")),
    (.sector, Phrase("Lĩnh vực", en: "Sector")),
    (.procedure, Phrase("Thủ tục", en: "Procedure")),
    (.channel, Phrase("Kênh", en: "Channel")),
    (.serviceLevel, Phrase("Mức độ dịch vụ", en: "Service level")),
    (.officer, Phrase("Cán bộ", en: "Officer")),
  ]
}

extension StatisticsInterval: WordedEnum {
  /// The parts of a period in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.day, Phrase("Ngày", en: "Day")),
    (.week, Phrase("Tuần", en: "Week")),
    (.fortnight, Phrase("Hai tuần", en: "Fortnight")),
    (.month, Phrase("Tháng", en: "Month")),
    (.quarter, Phrase("Quý", en: "Quarter")),
    (.year, Phrase("Năm", en: "Year")),
  ]
}

extension OverdueKind: WordedEnum {
  /// The lists of late dossiers in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.pending, Phrase("Đang giải quyết quá hạn", en: "Pending and late")),
    (.resolved, Phrase("Đã giải quyết quá hạn", en: "Resolved late")),
    (.waiting, Phrase("Chờ tiếp nhận quá hạn", en: "Waiting too long")),
    (.dueSoon, Phrase("Sắp đến hạn", en: "Due soon")),
  ]
}

extension FigurePlace: WordedEnum {
  /// Where figures are held, in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.stored, Phrase("Cơ sở dữ liệu", en: "Database")),
    (.memoryProcedures, Phrase("Bộ nhớ, theo thủ tục", en: "Memory, by procedure")),
    (.memoryAgencies, Phrase("Bộ nhớ, theo cơ quan", en: "Memory, by agency")),
    (.memoryProvince, Phrase("Bộ nhớ, toàn tỉnh", en: "Memory, whole province")),
  ]
}
