import MotCuaServices

extension Limits {
  /// The live feed and the summaries on screens.
  static let watch: [Limit] = [
    .count(
      "watch.streamsMax",
      \.services.watchStreamsMax,
      1...1_000_000,
      "Số luồng theo dõi cùng lúc."
    ),
    .count(
      "watch.streamsPerPrincipalMax",
      \.services.watchStreamsPerPrincipalMax,
      1...1_000_000,
      "Số luồng theo dõi của một bên gọi."
    ),
    .count(
      "watch.waitingEventsMax",
      \.services.watchWaitingEventsMax,
      256...1_000_000,
      "Số sự kiện chờ của một luồng đọc chậm trước khi bị ngắt (tiếp tục được)."
    ),
    .count(
      "watch.resumeEventsMax",
      \.services.watchResumeEventsMax,
      1...1_000_000_000,
      "Tiếp tục được từ bao nhiêu sự kiện trước; xa hơn phải lấy lại từ đầu."
    ),
    .time(
      "watch.heartbeat",
      \.services.watchHeartbeat,
      100...3_600_000,
      "Thời gian im lặng lâu nhất của một luồng."
    ),
    .time(
      "watch.round",
      \.services.watchRound,
      0...1000,
      "Khoảng cách ít nhất giữa hai lần phát sự kiện."
    ),
    .time(
      "watch.summaryInterval",
      \.services.watchSummaryInterval,
      0...3_600_000,
      "Khoảng cách ít nhất giữa hai bảng tổng hợp của một luồng."
    ),
  ]
}
