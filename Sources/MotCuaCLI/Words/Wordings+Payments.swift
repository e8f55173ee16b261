package import MotCuaAPI

extension PaymentState: WordedEnum {
  /// The states of a payment in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.requested, Phrase("Chưa thanh toán", en: "Requested")),
    (.pending, Phrase("Chờ thanh toán", en: "Pending")),
    (.paid, Phrase("Đã thanh toán", en: "Paid")),
    (.refundDue, Phrase("Chờ hoàn trả", en: "Refund due")),
    (.refunded, Phrase("Đã hoàn trả", en: "Refunded")),
    (.cancelled, Phrase("Đã hủy", en: "Cancelled")),
    (.expired, Phrase("Quá hạn", en: "Expired")),
  ]
}

extension RefundCause: WordedEnum {
  /// Why money is to go back in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.late, Phrase("Đến muộn", en: "Came too late")),
    (.amountDiffers, Phrase("Sai số tiền", en: "Another amount")),
    (.paidBefore, Phrase("Đã trả trước đó", en: "Paid before")),
    (.dossierEnded, Phrase("Hồ sơ đã kết thúc", en: "Dossier ended")),
  ]
}

extension ConfirmPaymentOutcome: WordedEnum {
  /// What was done with money in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.paid, Phrase("Đã ghi nhận", en: "Paid")),
    (.repeated, Phrase("Đã biết", en: "Known before")),
    (.refundDue, Phrase("Phải hoàn trả", en: "To be given back")),
    (.amountDiffers, Phrase("Sai số tiền", en: "Another amount")),
  ]
}

extension ReconcileVerdict: WordedEnum {
  /// How a row agrees in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.matched, Phrase("Khớp", en: "Matched")),
    (.missingHere, Phrase("Không có ở đây", en: "Missing here")),
    (.missingThere, Phrase("Không có trong tệp", en: "Missing in the file")),
    (.amountDiffers, Phrase("Lệch số tiền", en: "Amount differs")),
    (.stateDiffers, Phrase("Lệch trạng thái", en: "State differs")),
    (.confirmed, Phrase("Vừa xác nhận", en: "Confirmed")),
    (.rejected, Phrase("Dòng không hợp lệ", en: "Rejected")),
  ]
}

extension PaymentProviderCode: WordedEnum {
  /// Where money is paid in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.viettel, Phrase(same: "Viettel Money")),
    (.vnpt, Phrase(same: "VNPT Pay")),
    (.nationalPortal, Phrase("Cổng Dịch vụ công quốc gia", en: "National Portal")),
    (.bank, Phrase("Ngân hàng", en: "Bank")),
    (.cashDesk, Phrase("Quầy thu", en: "Cash desk")),
  ]
}

extension PaymentProviderStage: WordedEnum {
  /// How far a provider is connected in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.planned, Phrase("Dự kiến", en: "Planned")),
    (.integrating, Phrase("Đang kết nối", en: "Integrating")),
    (.live, Phrase("Đang hoạt động", en: "Live")),
  ]
}

extension FeeTiming: WordedEnum {
  /// When a fee is due in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.atReception, Phrase("Thu khi tiếp nhận", en: "At reception")),
    (.atSupplement, Phrase("Thu khi xử lý", en: "While handled")),
    (.atResult, Phrase("Thu khi trả kết quả", en: "With the result")),
  ]
}
