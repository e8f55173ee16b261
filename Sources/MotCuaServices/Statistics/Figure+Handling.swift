import MotCuaAPI

extension Figure {
  static let handled: [Figure] = [
    .summary(
      "resolved",
      Words("Đã giải quyết", "Resolved"),
      Words(
        "Lượt kết thúc trong kỳ sau tiếp nhận, kể cả dừng và rút; hồ sơ kết thúc hai lần được đếm "
          + "hai lần.",
        "Ends in the period after reception, stopped and withdrawn ones included; a dossier that "
          + "ended twice counts twice."
      ),
      leavesOut: ["refused", "withdrawn_before_reception", "pending"]
    ) { $0.resolved },
    .summary(
      "resolved_early",
      Words("Giải quyết trước hạn", "Resolved early"),
      Words("Lượt kết thúc vào ngày trước ngày hẹn trả.", "Ends on a day before the due day."),
      leavesOut: ["resolved_on_time", "resolved_late"]
    ) { $0.resolvedEarly },
    .summary(
      "resolved_on_time",
      Words("Giải quyết đúng hạn", "Resolved on time"),
      Words(
        "Lượt kết thúc đúng hạn và không sớm hơn ngày hẹn, hoặc không có hạn.",
        "Ends in time and not early, or without a due date."
      ),
      leavesOut: ["resolved_early", "resolved_late"]
    ) { $0.resolvedOnTime },
    .summary(
      "resolved_late",
      Words("Giải quyết quá hạn", "Resolved late"),
      Words(
        "Lượt kết thúc khi đã quá hạn, theo hạn biết được lúc đó.",
        "Ends when it was late, by the due date known then."
      ),
      leavesOut: ["resolved_early", "resolved_on_time", "pending_overdue"]
    ) { $0.resolvedLate },
    .summary(
      "pending",
      Words("Đang giải quyết", "Pending"),
      Words(
        "Hồ sơ đã tiếp nhận và chưa kết thúc tại thời điểm chốt.",
        "Dossiers received and not ended at the instant of the figure."
      ),
      leavesOut: ["waiting", "resolved"],
      isStanding: true
    ) { $0.pending },
    .summary(
      "pending_in_time",
      Words("Đang giải quyết trong hạn", "Pending in time"),
      Words(
        "Đang giải quyết và chưa quá hạn; đồng hồ dừng trước hạn thì còn trong hạn.",
        "Pending and not late; a clock that stopped in time stays in time."
      ),
      leavesOut: ["pending_overdue"],
      isStanding: true
    ) { $0.pendingInTime },
    .summary(
      "pending_overdue",
      Words("Đang giải quyết quá hạn", "Pending overdue"),
      Words(
        "Đang giải quyết và đã quá hạn; quá hạn khi đồng hồ dừng thì vẫn quá hạn.",
        "Pending and late; what was late when its clock stopped stays late."
      ),
      leavesOut: ["pending_in_time", "resolved_late", "waiting_overdue"],
      isStanding: true
    ) { $0.pendingOverdue },
    .summary(
      "reopened",
      Words("Mở lại", "Reopened"),
      Words(
        "Lượt hồ sơ đã kết thúc được làm lại hoặc tiếp tục trong kỳ.",
        "Handlings that had ended and were taken up again in the period."
      )
    ) { $0.reopened },
    .summary(
      "withdrawn_after_reception",
      Words("Rút sau tiếp nhận", "Withdrawn after reception"),
      Words(
        "Hồ sơ rút trong kỳ sau khi tiếp nhận; cũng nằm trong đã giải quyết.",
        "Withdrawn in the period after reception; in `resolved` too."
      ),
      leavesOut: ["withdrawn_before_reception", "stopped_after_reception"]
    ) { $0.withdrawnAfterReception },
    .summary(
      "withdrawn_late",
      Words("Rút khi đã quá hạn", "Withdrawn late"),
      Words("Rút sau tiếp nhận khi đã quá hạn.", "Withdrawn after reception when it was late.")
    ) { $0.withdrawnLate },
    .summary(
      "stopped_after_reception",
      Words("Dừng giải quyết", "Stopped"),
      Words(
        "Hồ sơ dừng giải quyết trong kỳ; cũng nằm trong đã giải quyết.",
        "Stopped in the period after reception; in `resolved` too."
      ),
      leavesOut: ["withdrawn_after_reception"]
    ) { $0.stoppedAfterReception },
    .summary(
      "stopped_late",
      Words("Dừng khi đã quá hạn", "Stopped late"),
      Words("Dừng giải quyết khi đã quá hạn.", "Stopped when it was late.")
    ) { $0.stoppedLate },
  ]

  static let beside: [Figure] = [
    .summary(
      "waiting",
      Words("Chờ tiếp nhận", "Waiting for the desk"),
      Words(
        "Hồ sơ trực tuyến chờ quầy trả lời tại thời điểm chốt.",
        "Submissions that wait for the desk's answer at the instant of the figure."
      ),
      leavesOut: ["waiting_for_applicant", "received", "refused"],
      isStanding: true
    ) { $0.waiting },
    .summary(
      "waiting_overdue",
      Words("Chờ tiếp nhận quá hạn", "Waiting too long"),
      Words("Chờ quầy trả lời quá thời hạn 8 giờ làm việc.", "Waiting beyond 8 working hours."),
      leavesOut: ["pending_overdue"],
      isStanding: true
    ) { $0.waitingOverdue },
    .summary(
      "waiting_for_applicant",
      Words("Chờ người nộp, chưa tiếp nhận", "Waiting for the applicant"),
      Words(
        "Hồ sơ trực tuyến chưa tiếp nhận, đang chờ bổ sung hoặc nộp phí tại thời điểm chốt.",
        "Submissions not received that wait for a supplement or a payment at the instant of the figure."
      ),
      leavesOut: ["waiting", "received"],
      isStanding: true
    ) { $0.waitingForApplicant },
    .summary(
      "refused",
      Words("Từ chối tiếp nhận", "Refused"),
      Words("Hồ sơ bị từ chối trong kỳ, trực tuyến hoặc tại quầy.", "Refused in the period."),
      leavesOut: ["received"]
    ) { $0.refused },
    .summary(
      "withdrawn_before_reception",
      Words("Rút trước tiếp nhận", "Withdrawn before reception"),
      Words("Hồ sơ rút trong kỳ khi chưa tiếp nhận.", "Withdrawn in the period, never received."),
      leavesOut: ["withdrawn_after_reception"]
    ) { $0.withdrawnBeforeReception },
    .summary(
      "returned",
      Words("Đã trả kết quả", "Returned"),
      Words("Hồ sơ có kết quả trao trong kỳ.", "Result handed over in the period."),
      leavesOut: ["resolved"]
    ) { $0.returned },
    .summary(
      "returned_post",
      Words("Trả qua bưu chính", "Returned by post"),
      Words("Trong số đã trả: qua bưu chính.", "Of the returned: by post."),
      leavesOut: ["returned"]
    ) { $0.returnedPost },
    .summary(
      "supplement_requested",
      Words("Yêu cầu bổ sung", "Supplement requested"),
      Words("Lượt yêu cầu bổ sung trong kỳ.", "Requests for a supplement in the period.")
    ) { $0.supplementRequested },
    .summary(
      "fee_bearing",
      Words("Có phí, lệ phí", "With a fee"),
      Words(
        "Trong số tiếp nhận: có khoản phí được ghi và không miễn.",
        "Of the received: with a fee that is recorded and not exempt."
      ),
      leavesOut: ["received"]
    ) { $0.feeBearing },
    .summary(
      "fee_paid_online",
      Words("Nộp phí trực tuyến", "Fee paid online"),
      Words("Trong số có phí: có khoản nộp trực tuyến.", "Of these: with a fee paid online."),
      leavesOut: ["fee_bearing"]
    ) { $0.feePaidOnline },
    .summary(
      "fee_amount_vnd",
      Words("Số tiền phí, lệ phí", "Amount of fees"),
      Words(
        "Hồ sơ có khoản phí nằm trong tổng số tiền; mỗi hồ sơ đếm một lần.",
        "The dossiers whose fees are in the sum, each once."
      ),
      isAmount: true
    ) { $0.feeAmountVnd },
    .summary(
      "fee_online_amount_vnd",
      Words("Số tiền nộp trực tuyến", "Amount paid online"),
      Words(
        "Hồ sơ có khoản nộp trực tuyến nằm trong tổng số tiền; mỗi hồ sơ đếm một lần.",
        "The dossiers of whose fees some in the sum was paid online, each once."
      ),
      isAmount: true
    ) { $0.feeOnlineAmountVnd },
    .summary(
      "transferred_in",
      Words("Nhận từ cơ quan khác", "Transferred in"),
      Words(
        "Lượt hồ sơ đang giải quyết mà việc sắp xếp bộ máy đưa đến trong kỳ.",
        "Pending dossiers that a reorganisation brought in the period."
      ),
      leavesOut: ["transferred_out"]
    ) { $0.transferredIn },
    .summary(
      "transferred_out",
      Words("Chuyển cơ quan khác", "Transferred out"),
      Words(
        "Lượt hồ sơ đang giải quyết mà việc sắp xếp bộ máy đưa đi trong kỳ.",
        "Pending dossiers that a reorganisation took away in the period."
      ),
      leavesOut: ["transferred_in"]
    ) { $0.transferredOut },
    .summary(
      "rating_sum",
      Words("Tổng điểm đánh giá", "Sum of ratings"),
      Words(
        "Hồ sơ có đánh giá nằm trong tổng điểm; mỗi hồ sơ đếm một lần.",
        "The dossiers whose ratings are in the sum, each once."
      ),
      leavesOut: ["rated"],
      isAmount: true
    ) { $0.ratingSum },
    .summary(
      "extended",
      Words("Gia hạn", "Extended"),
      Words("Lượt gia hạn kèm xin lỗi trong kỳ.", "Extensions with an apology in the period.")
    ) { $0.extended },
    .summary(
      "acceptance_overdue",
      Words("Tiếp nhận quá hạn", "Acceptance overdue"),
      Words(
        "Lượt quầy chưa trả lời khi hết hạn trong kỳ.",
        "Submissions not answered when the limit passed in the period."
      ),
      leavesOut: ["waiting_overdue"]
    ) { $0.acceptanceOverdue },
    .summary(
      "rated",
      Words("Được đánh giá", "Rated"),
      Words("Lượt đánh giá trong kỳ.", "Ratings in the period.")
    ) { $0.rated },
    .summary(
      "result_revoked",
      Words("Thu hồi kết quả", "Results revoked"),
      Words("Kết quả bị thu hồi hoặc thay trong kỳ.", "Results revoked or replaced.")
    ) { $0.resultRevoked },
  ]
}
