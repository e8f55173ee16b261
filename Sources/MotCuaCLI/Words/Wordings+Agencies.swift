package import MotCuaAPI

extension AgencyLevel: WordedEnum {
  /// The levels of government in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.province, Phrase("Tỉnh", en: "Province")),
    (.district, Phrase("Huyện", en: "District")),
    (.commune, Phrase("Xã", en: "Commune")),
    (.central, Phrase("Trung ương", en: "Central")),
  ]
}

extension AgencyKind: WordedEnum {
  /// The what an agency does in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.resolving, Phrase("Giải quyết", en: "Resolving")),
    (.oneStopDesk, Phrase("Bộ phận một cửa", en: "One-stop desk")),
    (.serviceCentre, Phrase("Trung tâm phục vụ HCC", en: "Service centre")),
  ]
}

extension SuccessionKind: WordedEnum {
  /// The ways in which agencies end in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.merged, Phrase("Hợp nhất", en: "Merged")),
    (.renamed, Phrase("Đổi tên", en: "Renamed")),
    (.split, Phrase("Chia tách", en: "Split")),
    (.abolished, Phrase("Giải thể", en: "Abolished")),
  ]
}

extension StatisticsStructure: WordedEnum {
  /// The structures by which figures are counted in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.asItWas, Phrase("Theo cơ quan tại thời điểm đó", en: "As it was")),
    (.rolledUpToPresent, Phrase("Gộp về cơ quan hiện nay", en: "Rolled up to the present")),
  ]
}

extension RecomputeSkip: WordedEnum {
  /// Why a due date is left as it is in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.typed, Phrase("Ngày hẹn do cán bộ nhập", en: "Typed by an officer")),
    (.extended, Phrase("Đã gia hạn kèm xin lỗi", en: "Extended with an apology")),
    (.yearNotLoaded, Phrase("Chưa nạp lịch của năm", en: "Year not loaded")),
    (.passed, Phrase("Hạn tiếp nhận đã qua", en: "Limit of acceptance passed")),
  ]
}

extension Duty: WordedEnum {
  /// The duties of an officer in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.reception, Phrase("Tiếp nhận", en: "Reception")),
    (.guidance, Phrase("Hướng dẫn", en: "Guidance")),
    (.resolution, Phrase("Giải quyết", en: "Resolution")),
    (.result, Phrase("Trả kết quả", en: "Result")),
    (.signing, Phrase("Lãnh đạo ký", en: "Signing")),
  ]
}

extension PrincipalKind: WordedEnum {
  /// The kinds of caller in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.administrator, Phrase("Quản trị", en: "Administrator")),
    (.supervisor, Phrase("Giám sát", en: "Supervisor")),
    (.officer, Phrase("Cán bộ", en: "Officer")),
    (.system, Phrase("Hệ thống kết nối", en: "Connected system")),
    (.applicant, Phrase("Người nộp", en: "Applicant")),
    (.assistant, Phrase("Người hỗ trợ", en: "Assistant")),
    (.postalOperator, Phrase("Bưu chính", en: "Postal operator")),
    (.paymentGateway, Phrase("Cổng thanh toán", en: "Payment gateway")),
    (.`public`, Phrase("Công khai", en: "Public")),
  ]
}

extension CalendarDayKind: WordedEnum {
  /// The kinds of calendar day in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.holiday, Phrase("Nghỉ lễ", en: "Holiday")),
    (.compensatoryOff, Phrase("Nghỉ bù", en: "Compensatory off")),
    (.swapOff, Phrase("Nghỉ hoán đổi", en: "Swap off")),
    (.swapWork, Phrase("Làm bù", en: "Swap work")),
  ]
}
