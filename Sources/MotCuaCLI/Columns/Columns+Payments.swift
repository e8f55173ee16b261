import MotCuaAPI

extension Columns {
  static let payment: [Column<Payment>] = [
    Column("code", Phrase("Mã thanh toán", en: "Payment"), .rigid) { .text($0.code) },
    Column("dossier_code", Phrase("Hồ sơ", en: "Dossier"), .hidden) { .text($0.dossierCode) },
    Column("state", Phrase("Trạng thái", en: "State")) { $0.state.cell },
    Column("amount_vnd", Phrase("Số tiền (đ)", en: "Amount (VND)"), .rigid) {
      .number($0.amountVnd)
    },
    Column("kind", Phrase("Loại", en: "Kind"), .hidden) { $0.kind.cell },
    Column("name", Phrase("Khoản thu", en: "Fee"), .needsRoom) { .text($0.name) },
    Column("timing", Phrase("Thời điểm thu", en: "When due"), .hidden) { $0.timing.cell },
    Column("deadline", Phrase("Hạn nộp", en: "Last day")) { $0.deadline.cell(\.cell) },
    Column("requested_at", Phrase("Yêu cầu lúc", en: "Requested"), .hidden) {
      $0.requestedAt.cell(\.cell)
    },
    Column("provider", Phrase("Nơi nộp", en: "Provider")) { $0.provider.cell },
    Column("merchant_reference", Phrase("Mã tham chiếu", en: "Merchant reference"), .hidden) {
      .text($0.merchantReference)
    },
    Column("method", Phrase("Cách nộp", en: "Method"), .needsRoom) { $0.method.cell },
    Column("transaction_reference", Phrase("Mã giao dịch", en: "Transaction"), .needsRoom) {
      .text($0.transactionReference)
    },
    Column("paid_at", Phrase("Nộp lúc", en: "Paid"), .needsRoom) { $0.paidAt.cell(\.cell) },
    Column("refund_cause", Phrase("Lý do hoàn", en: "Refund cause"), .needsRoom) {
      $0.refundCause.cell
    },
    Column("instead_of", Phrase("Nộp cho", en: "Came for"), .hidden) { .text($0.insteadOf) },
    Column("refunded_at", Phrase("Hoàn lúc", en: "Refunded"), .hidden) {
      $0.refundedAt.cell(\.cell)
    },
    Column("refund_reference", Phrase("Giao dịch hoàn", en: "Refund reference"), .hidden) {
      .text($0.refundReference)
    },
    Column("closing_reason", Phrase("Lý do", en: "Reason"), .hidden) { .text($0.closingReason) },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
  ]

  static let confirmation: [Column<ConfirmPaymentResponse>] =
    [Column("outcome", Phrase("Kết quả", en: "Outcome")) { $0.outcome.cell }]
    + payment.map { column in
      Column(column.key, column.title, column.fit) { $0.payment.cell(column.cell) }
    }

  static let provider: [Column<PaymentProvider>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { $0.code.cell },
    Column("name", Phrase("Tên", en: "Name")) { .text($0.name) },
    Column("stage", Phrase("Giai đoạn", en: "Stage")) { $0.stage.cell },
    Column("principal_id", Phrase("Chủ thể", en: "Principal")) { .text($0.principalId) },
    Column("has_secret", Phrase("Có khóa", en: "Has a secret")) { yes($0.hasSecret) },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
  ]

  static let reconciled: [Column<ReconciledRow>] = [
    Column("line", Phrase("Dòng", en: "Line"), .rigid) { row in
      row.line == 0 ? .empty : .number(row.line)
    },
    Column("verdict", Phrase("Đối soát", en: "Verdict")) { $0.verdict.cell },
    Column("payment_code", Phrase("Mã thanh toán", en: "Payment"), .rigid) {
      .text($0.paymentCode)
    },
    Column("state_here", Phrase("Trạng thái ở đây", en: "State here"), .needsRoom) {
      $0.stateHere.cell
    },
    Column("amount_here_vnd", Phrase("Ở đây (đ)", en: "Here (VND)")) { .number($0.amountHereVnd) },
    Column("amount_there_vnd", Phrase("Trong tệp (đ)", en: "File (VND)")) {
      .number($0.amountThereVnd)
    },
    Column("message", Phrase("Ghi chú", en: "Note")) { .text($0.message) },
  ]
}
