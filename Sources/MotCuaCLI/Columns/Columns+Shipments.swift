import MotCuaAPI

extension Columns {
  static let shipment: [Column<Shipment>] = [
    Column("tracking_number", Phrase("Số bưu gửi", en: "Tracking number"), .rigid) {
      .text($0.trackingNumber)
    },
    Column("carrier", Phrase("Bưu chính", en: "Carrier")) { .text($0.carrier) },
    Column("dossier_code", Phrase("Hồ sơ", en: "Dossier"), .rigid) { .text($0.dossierCode) },
    Column("direction", Phrase("Chiều", en: "Direction")) { $0.direction.cell },
    Column("state", Phrase("Trạng thái", en: "State")) { $0.state.cell },
    Column("occurred_at", Phrase("Lúc", en: "When"), .needsRoom) {
      $0.steps.last?.occurredAt.cell(\.cell) ?? .empty
    },
    Column("returns_result", Phrase("Là trả kết quả", en: "Hands over"), .hidden) {
      yes($0.returnsResult)
    },
    Column("receiver_name", Phrase("Người nhận", en: "Receiver"), .hidden) {
      .text($0.receiverName)
    },
    Column("receiver_phone", Phrase("Điện thoại", en: "Phone"), .hidden) {
      .text($0.receiverPhone)
    },
    Column("receiver_address", Phrase("Địa chỉ", en: "Address"), .hidden) {
      .text($0.receiverAddress)
    },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
  ]
}
