import MotCuaStore

extension Figure {
  private static let once = Words(
    "mỗi hồ sơ tính một lần trong kỳ, theo những gì biết được khi chốt",
    "each dossier once in the period, by what is known at the instant of the report"
  )

  static func words(_ vietnamese: String, _ english: String) -> Words {
    Words("\(vietnamese); \(once.vietnamese).", "\(english); \(once.english).")
  }

  /// The columns of the forms, in the order of their fields.
  static let forms: [Figure] = official + besides + wide

  private static let official: [Figure] = [
    .form(
      "received",
      Words("Tổng số phải giải quyết", "To be handled"),
      words("Tiếp nhận trong kỳ và kỳ trước chuyển sang", "Received in the period or carried over"),
      leavesOut: ["refused", "withdrawn_before_reception", "waiting_in_time", "waiting_overdue"]
    ) { $0.received },
    .form(
      "received_online",
      Words("Tiếp nhận trực tuyến", "Received online"),
      words("Tiếp nhận trong kỳ, trực tuyến", "Received in the period, online"),
      leavesOut: ["received_otherwise", "carried_over"]
    ) { $0.receivedOnline },
    .form(
      "received_otherwise",
      Words("Tiếp nhận trực tiếp, bưu chính", "Received at the desk or by post"),
      words("Tiếp nhận trong kỳ, tại quầy hoặc bưu chính", "Received at the desk or by post"),
      leavesOut: ["received_online", "carried_over"]
    ) { $0.receivedOtherwise },
    .form(
      "carried_over",
      Words("Từ kỳ trước", "Carried over"),
      words(
        "Tiếp nhận trước kỳ và chưa kết thúc trước kỳ, kể cả hồ sơ mở lại trong kỳ",
        "Received before the period and not ended before it, those reopened in it included"
      ),
      leavesOut: ["received_online", "received_otherwise"]
    ) { $0.carried },
    .form(
      "resolved",
      Words("Đã giải quyết", "Resolved"),
      words("Kết thúc trong kỳ và còn kết thúc khi chốt", "Ended in the period, and still so"),
      leavesOut: ["pending"]
    ) { $0.resolved },
    .form(
      "resolved_early",
      Words("Trước hạn", "Early"),
      words("Kết thúc vào ngày trước ngày hẹn", "Ended on a day before the due day"),
      leavesOut: ["resolved_on_time", "resolved_late"]
    ) { $0.resolvedEarly },
    .form(
      "resolved_on_time",
      Words("Đúng hạn", "On time"),
      words("Kết thúc đúng hạn, không sớm", "Ended in time and not early"),
      leavesOut: ["resolved_early", "resolved_late"]
    ) { $0.resolvedOnTime },
    .form(
      "resolved_late",
      Words("Quá hạn", "Late"),
      words("Kết thúc khi đã quá hạn", "Ended when it was late"),
      leavesOut: ["resolved_early", "resolved_on_time", "pending_overdue"]
    ) { $0.resolvedLate },
    .form(
      "pending",
      Words("Đang giải quyết", "Pending"),
      words("Chưa kết thúc khi chốt", "Not ended at the instant of the report"),
      leavesOut: ["resolved"]
    ) { $0.pending },
    .form(
      "pending_in_time",
      Words("Trong hạn", "In time"),
      words("Chưa kết thúc và chưa quá hạn", "Not ended and not late"),
      leavesOut: ["pending_overdue"]
    ) { $0.pendingInTime },
    .form(
      "pending_overdue",
      Words("Quá hạn", "Overdue"),
      words("Chưa kết thúc và đã quá hạn", "Not ended and late"),
      leavesOut: ["pending_in_time", "resolved_late"]
    ) { $0.pendingOverdue },
  ]

  private static let besides: [Figure] = [
    .form(
      "reopened",
      Words("Mở lại", "Reopened"),
      words(
        "Đã kết thúc trước kỳ và mở lại trong kỳ; nằm trong từ kỳ trước",
        "Ended before the period and taken up again in it; part of carried over"
      )
    ) { $0.reopened },
    .form(
      "transferred_in",
      Words("Nhận từ cơ quan khác", "Transferred in"),
      words(
        "Cuối kỳ trước thuộc cơ quan khác; nằm trong từ kỳ trước",
        "Of another agency at the end of the period before; part of carried over"
      ),
      leavesOut: ["transferred_out"]
    ) { $0.transferredIn },
    .form(
      "transferred_out",
      Words("Chuyển cơ quan khác", "Transferred out"),
      words(
        "Cuối kỳ trước còn ở đây, trong kỳ do cơ quan khác tính; không nằm trong cột nào khác",
        "Pending here at the end of the period before, now counted by another agency alone"
      ),
      leavesOut: ["transferred_in"]
    ) { $0.transferredOut },
    .form(
      "withdrawn",
      Words("Rút sau tiếp nhận", "Withdrawn"),
      words("Rút sau tiếp nhận; nằm trong đã giải quyết", "Withdrawn after reception; in resolved"),
      leavesOut: ["withdrawn_before_reception"]
    ) { $0.withdrawn },
    .form(
      "withdrawn_late",
      Words("Rút khi đã quá hạn", "Withdrawn late"),
      words("Rút sau tiếp nhận khi đã quá hạn", "Withdrawn after reception when late")
    ) { $0.withdrawnLate },
    .form(
      "stopped",
      Words("Dừng giải quyết", "Stopped"),
      words("Dừng sau tiếp nhận; nằm trong đã giải quyết", "Stopped after reception; in resolved")
    ) { $0.stopped },
    .form(
      "stopped_late",
      Words("Dừng khi đã quá hạn", "Stopped late"),
      words("Dừng sau tiếp nhận khi đã quá hạn", "Stopped after reception when late")
    ) { $0.stoppedLate },
    .form(
      "refused",
      Words("Từ chối", "Refused"),
      words("Từ chối trong kỳ, chưa từng tiếp nhận", "Refused in the period, never received"),
      leavesOut: ["received"]
    ) { $0.refused },
    .form(
      "withdrawn_before_reception",
      Words("Rút trước tiếp nhận", "Withdrawn before reception"),
      words("Rút trong kỳ, chưa từng tiếp nhận", "Withdrawn in the period, never received"),
      leavesOut: ["withdrawn"]
    ) { $0.withdrawnBefore },
    .form(
      "waiting_in_time",
      Words("Chờ tiếp nhận trong hạn", "Waiting in time"),
      words("Chờ quầy trả lời trong hạn", "Waiting for the desk's answer within its limit"),
      leavesOut: ["waiting_overdue"]
    ) { $0.waitingInTime },
    .form(
      "waiting_overdue",
      Words("Chờ tiếp nhận quá hạn", "Waiting too long"),
      words("Chờ quầy trả lời quá hạn", "Waiting for the desk's answer beyond its limit"),
      leavesOut: ["waiting_in_time"]
    ) { $0.waitingOverdue },
  ]
}
