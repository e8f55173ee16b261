package import MotCuaAPI

extension ViolationKind: WordedEnum {
  /// The kinds of records about paper in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.paperTaken, Phrase("Đã nhận hồ sơ giấy", en: "Paper taken")),
    (.paperRefused, Phrase("Định nhận hồ sơ giấy, bị chặn", en: "Paper refused")),
    (.paperDemanded, Phrase("Đòi bản giấy sau khi nộp trực tuyến", en: "Paper demanded")),
    (.paperExempted, Phrase("Nhận giấy có lý do", en: "Paper with an exemption")),
  ]
}

extension ViolationGrouping: WordedEnum {
  /// By what records about paper are counted, in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.agency, Phrase("Theo cơ quan", en: "By agency")),
    (.officer, Phrase("Theo cán bộ", en: "By officer")),
    (.head, Phrase("Theo người đứng đầu", en: "By head")),
  ]
}

extension AssistanceReason: WordedEnum {
  /// The reasons for which an owner is helped, in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.noDevice, Phrase("Không có thiết bị hoặc mạng", en: "No device")),
    (.cannotRead, Phrase("Không biết chữ", en: "Cannot read")),
    (.language, Phrase("Không thạo tiếng Việt", en: "Language")),
    (.disability, Phrase("Tuổi cao, ốm đau hoặc khuyết tật", en: "Age, illness or disability")),
    (.noSkill, Phrase("Chưa biết dùng cổng dịch vụ công", en: "Does not know the portal")),
    (.other, Phrase("Lý do khác", en: "Other")),
  ]
}
