import MotCuaAPI
import MotCuaStore

extension Figure {
  /// The highest score of a rating that counts as dissatisfied, of 5.
  static let dissatisfiedScoreMax: Int64 = 2

  /// The parts of 2.1 and 5.4 of the service index that no field of a summary counts.
  static let ofIndex: [Figure] = [
    .summary(
      "resolved_and_pending",
      Words("Đã và đang giải quyết", "Resolved and pending"),
      Words(
        "Lượt kết thúc trong kỳ và hồ sơ đang giải quyết tại thời điểm chốt: mẫu số của chỉ số 2.1.",
        "Ends in the period and what is pending at the instant: the denominator of index 2.1."
      ),
      leavesOut: ["waiting", "refused"],
      isStanding: true
    ) { $0.resolved + $0.pending },
    .life(
      "in_time_supplemented_often",
      Words("Trong hạn nhưng bổ sung nhiều lần", "In time, supplemented more than once"),
      Words(
        "Kết thúc hoặc đang giải quyết trong hạn mà đã yêu cầu bổ sung quá một lần: chỉ số 2.1 không "
          + "tính là đúng hạn.",
        "Ended or pending in time, with more than one request for a supplement: not in time for index "
          + "2.1."
      ),
      leavesOut: ["resolved_late", "pending_overdue"],
      isStanding: true
    ) { query, view in
      guard view.supplementRequests > 1 else { return 0 }
      let counts = DossierCounts(query.sums(view).summary)
      return counts.resolvedEarly + counts.resolvedOnTime + counts.pendingInTime
    },
    .life(
      "dissatisfied",
      Words("Không hài lòng", "Dissatisfied"),
      Words(
        "Lượt đánh giá 1 hoặc 2 điểm trong kỳ: chỉ số 5.4 trừ đi.",
        "Ratings of 1 or 2 given in the period: index 5.4 takes them off."
      ),
      leavesOut: ["rated"]
    ) { query, view in
      query.ratings(view, upTo: dissatisfiedScoreMax)
    },
  ]
}
