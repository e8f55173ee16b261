import MotCuaStore

extension Figure {
  /// The wider columns of form 07a, in the order of their fields.
  static let wide: [Figure] = received + paid + handedOver + apologised

  private static let received: [Figure] = [
    .form(
      "received_direct",
      Words("Tiếp nhận trực tiếp", "Received at the desk"),
      words("Tiếp nhận trong kỳ, tại quầy", "Received in the period, at the desk"),
      leavesOut: ["received_post", "received_online"]
    ) { $0.wide.receivedDirect },
    .form(
      "received_post",
      Words("Tiếp nhận qua bưu chính", "Received by post"),
      words("Tiếp nhận trong kỳ, qua bưu chính công ích", "Received in the period, by post"),
      leavesOut: ["received_direct", "received_online"]
    ) { $0.wide.receivedByPost },
    .form(
      "received_full",
      Words("Dịch vụ toàn trình", "Full service"),
      words(
        "Tiếp nhận trong kỳ, dịch vụ toàn trình lúc nộp (Nghị định 42/2022)",
        "Received in the period, of a service that was full at submission (Decree 42/2022)"
      ),
      leavesOut: ["received_partial"]
    ) { $0.wide.receivedFull },
    .form(
      "received_partial",
      Words("Dịch vụ một phần", "Partial service"),
      words(
        "Tiếp nhận trong kỳ, dịch vụ một phần lúc nộp (Nghị định 42/2022)",
        "Received in the period, of a service that was partial at submission (Decree 42/2022)"
      ),
      leavesOut: ["received_full"]
    ) { $0.wide.receivedPartial },
    .form(
      "received_elsewhere",
      Words("Tiếp nhận phi địa giới", "Received outside the territory"),
      words(
        "Tiếp nhận trong kỳ, tại quầy hoặc bưu chính, ở nơi ngoài địa bàn huyện, xã của cơ quan giải "
          + "quyết",
        "Received in the period, at a desk or by post, outside the district or commune of the agency "
          + "that resolves it"
      )
    ) { $0.wide.receivedElsewhere },
  ]

  private static let paid: [Figure] = [
    .form(
      "fee_paid",
      Words("Đã thu phí, lệ phí", "Fee paid"),
      words(
        "Tiếp nhận trong kỳ, có phí hoặc lệ phí đã nộp, không kể miễn",
        "Received in the period, with a fee that was paid and not exempt"
      )
    ) { $0.wide.feePaid },
    .form(
      "fee_paid_online",
      Words("Thanh toán trực tuyến", "Paid online"),
      words("Đã thu phí, có khoản nộp trực tuyến", "With a fee paid, some of it online"),
      leavesOut: ["fee_paid_direct"]
    ) { $0.wide.feePaidOnline },
    .form(
      "fee_paid_direct",
      Words("Thanh toán trực tiếp", "Paid directly"),
      words(
        "Đã thu phí, chỉ bằng tiền mặt hoặc chuyển khoản",
        "With a fee paid in cash or by transfer alone"
      ),
      leavesOut: ["fee_paid_online"]
    ) { $0.wide.feePaidDirect },
  ]

  private static let handedOver: [Figure] = [
    .form(
      "returned",
      Words("Đã trả kết quả", "Returned"),
      words("Trả kết quả trong kỳ", "Handed over in the period")
    ) { $0.wide.returned },
    .form(
      "returned_direct",
      Words("Trả trực tiếp", "Returned at the desk"),
      words("Trả kết quả trong kỳ, tại quầy", "Handed over in the period, at the desk"),
      leavesOut: ["returned_post", "returned_online"]
    ) { $0.wide.returnedDirect },
    .form(
      "returned_post",
      Words("Trả qua bưu chính", "Returned by post"),
      words("Trả kết quả trong kỳ, qua bưu chính", "Handed over in the period, by post"),
      leavesOut: ["returned_direct", "returned_online"]
    ) { $0.wide.returnedByPost },
    .form(
      "returned_online",
      Words("Trả trực tuyến", "Returned online"),
      words("Trả kết quả trong kỳ, trực tuyến", "Handed over in the period, online"),
      leavesOut: ["returned_direct", "returned_post"]
    ) { $0.wide.returnedOnline },
  ]

  private static let apologised: [Figure] = [
    .form(
      "overdue_with_apology",
      Words("Quá hạn, có thư xin lỗi", "Overdue with an apology"),
      words(
        "Giải quyết quá hạn hoặc chưa giải quyết đã quá hạn, đã từng gia hạn kèm thư xin lỗi",
        "Resolved late or pending overdue, the due date extended before with an apology"
      ),
      leavesOut: ["overdue_without_apology"]
    ) { $0.wide.overdueExtended },
    .form(
      "overdue_without_apology",
      Words("Quá hạn, không có thư xin lỗi", "Overdue without an apology"),
      words(
        "Giải quyết quá hạn hoặc chưa giải quyết đã quá hạn, chưa từng gia hạn",
        "Resolved late or pending overdue, the due date never extended"
      ),
      leavesOut: ["overdue_with_apology"]
    ) { $0.resolvedLate + $0.pendingOverdue - $0.wide.overdueExtended },
  ]
}
