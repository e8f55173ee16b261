package import MotCuaAPI

extension ShipmentDirection: WordedEnum {
  /// Which way a shipment goes in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.inbound, Phrase("Gửi hồ sơ", en: "Inbound")),
    (.outbound, Phrase("Gửi kết quả", en: "Outbound")),
  ]
}

extension ShipmentState: WordedEnum {
  /// The states of a shipment in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.created, Phrase("Đã tạo", en: "Created")),
    (.collected, Phrase("Đã nhận gửi", en: "Collected")),
    (.inTransit, Phrase("Đang chuyển", en: "In transit")),
    (.delivered, Phrase("Đã phát", en: "Delivered")),
    (.returned, Phrase("Chuyển hoàn", en: "Returned")),
    (.lost, Phrase("Thất lạc", en: "Lost")),
  ]
}
