import MotCuaAPI

extension Figure {
  /// The figures of a summary, in the order of their fields.
  static let summaries: [Figure] = received + handled + beside + ofIndex

  private static let received: [Figure] = [
    .summary(
      "submitted",
      Words("Hồ sơ nộp", "Submitted"),
      Words(
        "Mọi hồ sơ vào hệ thống trong kỳ, kể cả tiếp nhận hay từ chối ngay tại quầy.",
        "All dossiers that entered the system in the period, also at the desk."
      ),
      leavesOut: ["carried_over"]
    ) { $0.submitted },
    .summary(
      "carried_over",
      Words("Kỳ trước chuyển sang", "Carried over"),
      Words(
        "Hồ sơ đã tiếp nhận và chưa kết thúc khi kỳ bắt đầu.",
        "Dossiers received and not ended when the period began."
      ),
      leavesOut: ["received", "reopened"],
      isStanding: true
    ) { $0.carriedOver },
    .summary(
      "received",
      Words("Tiếp nhận", "Received"),
      Words(
        "Hồ sơ có thời điểm tiếp nhận chính thức trong kỳ.",
        "Dossiers whose official reception lies in the period."
      ),
      leavesOut: [
        "waiting", "waiting_for_applicant", "refused", "withdrawn_before_reception", "carried_over",
      ]
    ) { $0.received },
    .summary(
      "received_direct",
      Words("Tiếp nhận trực tiếp", "Received at the desk"),
      Words("Hồ sơ tiếp nhận trong kỳ, nộp tại quầy.", "Received in the period at the desk."),
      leavesOut: ["received_online", "received_post"]
    ) { $0.receivedDirect },
    .summary(
      "received_online",
      Words("Tiếp nhận trực tuyến", "Received online"),
      Words("Hồ sơ tiếp nhận trong kỳ, nộp trực tuyến.", "Received in the period, online."),
      leavesOut: ["received_direct", "received_post"]
    ) { $0.receivedOnline },
    .summary(
      "received_post",
      Words("Tiếp nhận qua bưu chính", "Received by post"),
      Words("Hồ sơ tiếp nhận trong kỳ, gửi bưu chính.", "Received in the period by post."),
      leavesOut: ["received_direct", "received_online"]
    ) { $0.receivedPost },
    .summary(
      "online_by_applicant",
      Words("Trực tuyến, tự nộp", "Online, by the applicant"),
      Words(
        "Hồ sơ tiếp nhận trực tuyến do chủ hồ sơ tự nộp.",
        "Received online, submitted by the owner himself."
      ),
      leavesOut: ["online_assisted", "online_by_officer"]
    ) { $0.onlineByApplicant },
    .summary(
      "online_assisted",
      Words("Trực tuyến, được hỗ trợ", "Online, assisted"),
      Words(
        "Hồ sơ tiếp nhận trực tuyến, nộp với sự hỗ trợ.",
        "Received online, submitted with someone's help."
      ),
      leavesOut: ["online_by_applicant", "online_by_officer"]
    ) { $0.onlineAssisted },
    .assisted("volunteer", by: Words("tình nguyện viên", "a volunteer")) {
      $0.onlineAssistedByVolunteer
    },
    .assisted("officer", by: Words("cán bộ", "an officer")) { $0.onlineAssistedByOfficer },
    .assisted("postal_worker", by: Words("nhân viên bưu chính", "a postal worker")) {
      $0.onlineAssistedByPostalWorker
    },
    .assisted("relative", by: Words("người thân", "a relative")) { $0.onlineAssistedByRelative },
    .assisted("agent", by: Words("người được ủy quyền", "an agent")) { $0.onlineAssistedByAgent },
    .summary(
      "online_by_officer",
      Words("Trực tuyến, cán bộ nộp thay", "Online, by an officer"),
      Words(
        "Hồ sơ tiếp nhận trực tuyến do cán bộ nhập.",
        "Received online, entered by an officer."
      ),
      leavesOut: ["online_by_applicant", "online_assisted"]
    ) { $0.onlineByOfficer },
    .summary(
      "received_level34",
      Words("Tiếp nhận, dịch vụ mức độ 3, 4", "Received, level 3 or 4"),
      Words(
        "Hồ sơ tiếp nhận trong kỳ của dịch vụ ở mức độ 3 hoặc 4 khi nộp.",
        "Received in the period, of services at level 3 or 4 when submitted."
      ),
      leavesOut: ["received"]
    ) { $0.receivedLevel34 },
    .summary(
      "received_level34_online",
      Words("Trực tuyến, dịch vụ mức độ 3, 4", "Online, level 3 or 4"),
      Words(
        "Trong số hồ sơ của dịch vụ mức độ 3, 4: nộp trực tuyến.",
        "Of those of services at level 3 or 4: submitted online."
      ),
      leavesOut: ["received_level34", "received_online"]
    ) { $0.receivedLevel34Online },
    .summary(
      "received_online_service",
      Words("Tiếp nhận, dịch vụ trực tuyến", "Received, online services"),
      Words(
        "Hồ sơ tiếp nhận trong kỳ của dịch vụ mức độ 3, 4, một phần hoặc toàn trình khi nộp.",
        "Received in the period, of services at level 3 or 4, partial or full when submitted."
      ),
      leavesOut: ["received"]
    ) { $0.receivedOnlineService },
    .summary(
      "received_online_service_online",
      Words("Trực tuyến, dịch vụ trực tuyến", "Online, online services"),
      Words(
        "Trong số hồ sơ của dịch vụ trực tuyến: nộp trực tuyến.",
        "Of those of online services: submitted online."
      ),
      leavesOut: ["received_online_service", "received_online"]
    ) { $0.receivedOnlineServiceOnline },
  ]
}

extension Figure {
  /// The capacities in which somebody helps, as the figures' names end.
  private static let helpers = ["volunteer", "officer", "postal_worker", "relative", "agent"]

  /// Those received online with the help of somebody; it leaves out what the others helped with.
  fileprivate static func assisted(
    _ helper: String,
    by who: Words,
    _ count: @escaping @Sendable (DossierCounts) -> Int64
  ) -> Figure {
    .summary(
      "online_assisted_by_\(helper)",
      Words("Trực tuyến, \(who.vietnamese) hỗ trợ", "Online, assisted by \(who.english)"),
      Words(
        "Hồ sơ tiếp nhận trực tuyến, nộp với sự hỗ trợ của \(who.vietnamese).",
        "Received online, submitted with the help of \(who.english)."
      ),
      leavesOut: ["online_by_applicant", "online_by_officer"]
        + helpers.filter { $0 != helper }.map { "online_assisted_by_\($0)" },
      count
    )
  }
}
