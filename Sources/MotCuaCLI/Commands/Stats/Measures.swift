import MotCuaAPI

/// A count of a summary: its field's name and its title.
struct Measure<Counts>: Sendable {
  let key: String
  let title: Phrase
  let value: @Sendable (Counts) -> Int64

  init(_ key: String, _ title: Phrase, _ value: @escaping @Sendable (Counts) -> Int64) {
    self.key = key
    self.title = title
    self.value = value
  }
}

/// A rate of a summary: its field's name and its title.
struct RateMeasure<Rates>: Sendable {
  let key: String
  let title: Phrase
  let value: @Sendable (Rates) -> Rate?

  init(_ key: String, _ title: Phrase, _ value: @escaping @Sendable (Rates) -> Rate?) {
    self.key = key
    self.title = title
    self.value = value
  }
}

/// Everything that a summary counts, in the order in which it is shown.
enum Measures {
  static let procedureCounts: [Measure<ProcedureCounts>] = [
    Measure(
      "procedures",
      Phrase("Thủ tục của tỉnh", en: "Procedures of the province"),
      \.procedures
    ),
    Measure("procedures_level3", Phrase("  mức độ 3", en: "  level 3"), \.proceduresLevel3),
    Measure("procedures_level4", Phrase("  mức độ 4", en: "  level 4"), \.proceduresLevel4),
    Measure(
      "procedures_level34",
      Phrase("  mức độ 3 và 4", en: "  level 3 and 4"),
      \.proceduresLevel34
    ),
    Measure(
      "procedures_integrated_level34",
      Phrase("  mức độ 3, 4 tích hợp Cổng quốc gia", en: "  level 3, 4 on the National Portal"),
      \.proceduresIntegratedLevel34
    ),
    Measure(
      "procedures_integrated",
      Phrase("  tích hợp Cổng Dịch vụ công quốc gia", en: "  on the National Portal"),
      \.proceduresIntegrated
    ),
  ]

  static let dossierCounts: [Measure<DossierCounts>] = [
    Measure("submitted", Phrase("Hồ sơ nộp", en: "Submitted"), \.submitted),
    Measure("carried_over", Phrase("Kỳ trước chuyển sang", en: "Carried over"), \.carriedOver),
    Measure("received", Phrase("Tiếp nhận", en: "Received"), \.received),
    Measure("received_direct", Phrase("  trực tiếp", en: "  direct"), \.receivedDirect),
    Measure("received_online", Phrase("  trực tuyến", en: "  online"), \.receivedOnline),
    Measure(
      "online_by_applicant",
      Phrase("    người nộp tự nộp", en: "    by the applicant"),
      \.onlineByApplicant
    ),
    Measure("online_assisted", Phrase("    được hỗ trợ", en: "    assisted"), \.onlineAssisted),
    Measure(
      "online_assisted_by_volunteer",
      Phrase("      tình nguyện viên", en: "      by a volunteer"),
      \.onlineAssistedByVolunteer
    ),
    Measure(
      "online_assisted_by_officer",
      Phrase("      cán bộ", en: "      by an officer"),
      \.onlineAssistedByOfficer
    ),
    Measure(
      "online_assisted_by_postal_worker",
      Phrase("      nhân viên bưu chính", en: "      by a postal worker"),
      \.onlineAssistedByPostalWorker
    ),
    Measure(
      "online_assisted_by_relative",
      Phrase("      người thân", en: "      by a relative"),
      \.onlineAssistedByRelative
    ),
    Measure(
      "online_assisted_by_agent",
      Phrase("      người được ủy quyền", en: "      by an agent"),
      \.onlineAssistedByAgent
    ),
    Measure(
      "online_by_officer",
      Phrase("    cán bộ nộp thay", en: "    by an officer"),
      \.onlineByOfficer
    ),
    Measure("received_post", Phrase("  bưu chính", en: "  post"), \.receivedPost),
    Measure(
      "received_level34",
      Phrase("  của thủ tục mức độ 3, 4", en: "  of procedures at level 3, 4"),
      \.receivedLevel34
    ),
    Measure(
      "received_level34_online",
      Phrase("    trong đó trực tuyến", en: "    of these online"),
      \.receivedLevel34Online
    ),
    Measure(
      "received_online_service",
      Phrase("  của dịch vụ trực tuyến", en: "  of online services"),
      \.receivedOnlineService
    ),
    Measure(
      "received_online_service_online",
      Phrase("    trong đó nộp trực tuyến", en: "    of these online"),
      \.receivedOnlineServiceOnline
    ),
    Measure("resolved", Phrase("Đã giải quyết", en: "Resolved"), \.resolved),
    Measure("resolved_early", Phrase("  trước hạn", en: "  early"), \.resolvedEarly),
    Measure("resolved_on_time", Phrase("  đúng hạn", en: "  on time"), \.resolvedOnTime),
    Measure("resolved_late", Phrase("  quá hạn", en: "  late"), \.resolvedLate),
    Measure("pending", Phrase("Đang giải quyết", en: "Pending"), \.pending),
    Measure("pending_in_time", Phrase("  trong hạn", en: "  in time"), \.pendingInTime),
    Measure("pending_overdue", Phrase("  quá hạn", en: "  overdue"), \.pendingOverdue),
    Measure("waiting", Phrase("Chờ tiếp nhận", en: "Waiting for the desk"), \.waiting),
    Measure(
      "waiting_overdue",
      Phrase("  quá hạn tiếp nhận", en: "  beyond the limit"),
      \.waitingOverdue
    ),
    Measure(
      "waiting_for_applicant",
      Phrase("Chờ người nộp, chưa tiếp nhận", en: "Waiting for the applicant"),
      \.waitingForApplicant
    ),
    Measure("refused", Phrase("Từ chối tiếp nhận", en: "Refused"), \.refused),
    Measure(
      "withdrawn_before_reception",
      Phrase("Rút trước khi tiếp nhận", en: "Withdrawn before reception"),
      \.withdrawnBeforeReception
    ),
    Measure(
      "withdrawn_after_reception",
      Phrase("Rút sau khi tiếp nhận", en: "Withdrawn after reception"),
      \.withdrawnAfterReception
    ),
    Measure("withdrawn_late", Phrase("  khi đã quá hạn", en: "  when late"), \.withdrawnLate),
    Measure(
      "stopped_after_reception",
      Phrase("Dừng giải quyết", en: "Stopped"),
      \.stoppedAfterReception
    ),
    Measure("stopped_late", Phrase("  khi đã quá hạn", en: "  when late"), \.stoppedLate),
    Measure("returned", Phrase("Đã trả kết quả", en: "Returned"), \.returned),
    Measure("returned_post", Phrase("  qua bưu chính", en: "  by post"), \.returnedPost),
    Measure(
      "supplement_requested",
      Phrase("Yêu cầu bổ sung", en: "Supplement requested"),
      \.supplementRequested
    ),
    Measure("fee_bearing", Phrase("Có phí, lệ phí", en: "With a fee"), \.feeBearing),
    Measure(
      "fee_paid_online",
      Phrase("  thanh toán trực tuyến", en: "  paid online"),
      \.feePaidOnline
    ),
    Measure(
      "fee_amount_vnd",
      Phrase("Số tiền phí, lệ phí (đồng)", en: "Fees (VND)"),
      \.feeAmountVnd
    ),
    Measure(
      "fee_online_amount_vnd",
      Phrase("  thanh toán trực tuyến (đồng)", en: "  paid online (VND)"),
      \.feeOnlineAmountVnd
    ),
    Measure("reopened", Phrase("Mở lại, làm lại", en: "Taken up again"), \.reopened),
    Measure("extended", Phrase("Gia hạn", en: "Extended"), \.extended),
    Measure(
      "acceptance_overdue",
      Phrase("Tiếp nhận quá hạn", en: "Not answered in time"),
      \.acceptanceOverdue
    ),
    Measure("rated", Phrase("Lượt đánh giá", en: "Ratings"), \.rated),
    Measure("rating_sum", Phrase("  tổng điểm", en: "  sum of scores"), \.ratingSum),
    Measure("result_revoked", Phrase("Thu hồi kết quả", en: "Results revoked"), \.resultRevoked),
    Measure(
      "transferred_in",
      Phrase("Nhận bàn giao do sắp xếp", en: "Taken over from an agency that ended"),
      \.transferredIn
    ),
    Measure(
      "transferred_out",
      Phrase("Bàn giao đi do sắp xếp", en: "Handed over to a successor"),
      \.transferredOut
    ),
  ]

  static let procedureRates: [RateMeasure<ProcedureRates>] = [
    RateMeasure("level34", Phrase("Dịch vụ mức độ 3, 4", en: "Services at level 3, 4"), \.level34),
    RateMeasure("level3", Phrase("Dịch vụ mức độ 3", en: "Services at level 3"), \.level3),
    RateMeasure("level4", Phrase("Dịch vụ mức độ 4", en: "Services at level 4"), \.level4),
    RateMeasure(
      "level4_of_level34",
      Phrase("Mức độ 4 trong mức độ 3, 4", en: "Level 4 of level 3, 4"),
      \.level4OfLevel34
    ),
    RateMeasure(
      "integrated_of_level34",
      Phrase("Tích hợp Cổng quốc gia", en: "On the National Portal"),
      \.integratedOfLevel34
    ),
  ]

  static let dossierRates: [RateMeasure<DossierRates>] = [
    RateMeasure(
      "online_of_level34",
      Phrase("Trực tuyến mức độ 3, 4", en: "Online of level 3, 4"),
      \.onlineOfLevel34
    ),
    RateMeasure("online", Phrase("Trực tuyến", en: "Online"), \.online),
    RateMeasure(
      "by_applicant_of_online",
      Phrase("Người nộp tự nộp", en: "By the applicant"),
      \.byApplicantOfOnline
    ),
    RateMeasure("on_time", Phrase("Trước và đúng hạn", en: "Early and on time"), \.onTime),
    RateMeasure(
      "overdue_of_pending",
      Phrase("Quá hạn chưa xong", en: "Overdue of pending"),
      \.overdueOfPending
    ),
    RateMeasure(
      "received_by_post",
      Phrase("Nhận qua bưu chính", en: "Received by post"),
      \.receivedByPost
    ),
    RateMeasure(
      "returned_by_post",
      Phrase("Trả qua bưu chính", en: "Returned by post"),
      \.returnedByPost
    ),
    RateMeasure("paid_online", Phrase("Thanh toán trực tuyến", en: "Paid online"), \.paidOnline),
    RateMeasure(
      "amount_paid_online",
      Phrase("Số tiền nộp trực tuyến", en: "Amount paid online"),
      \.amountPaidOnline
    ),
    RateMeasure(
      "assisted_of_online",
      Phrase("Nộp hộ trên trực tuyến", en: "Assisted of online"),
      \.assistedOfOnline
    ),
    RateMeasure(
      "by_officer_of_online",
      Phrase("Cán bộ nộp thay trên trực tuyến", en: "By an officer of online"),
      \.byOfficerOfOnline
    ),
    RateMeasure(
      "online_of_online_service",
      Phrase("Trực tuyến của dịch vụ trực tuyến", en: "Online of online services"),
      \.onlineOfOnlineService
    ),
  ]
}
