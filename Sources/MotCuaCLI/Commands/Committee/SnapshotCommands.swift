import ArgumentParser
import MotCuaClient
import ProtobufEngine

struct StatsSnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "snapshot",
    "Số liệu chốt của một cuộc họp, không bao giờ đổi.",
    en: "The frozen numbers of a meeting.",
    example: "motcua stats snapshot list",
    subcommands: [
      SnapshotListCommand.self, SnapshotCreateCommand.self, SnapshotGetCommand.self,
      SnapshotAnswerCommand.self,
    ]
  )
}

struct SnapshotListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê số liệu đã chốt.",
    en: "Lists snapshots.",
    example: "motcua stats snapshot list --meetings 2020-08"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Họp trong những ngày này.") var meetings: PeriodArgument?

  func run() async throws {
    try await withServer { session, client in
      let meetings = try await self.meetings.period(client)
      let request = ListSnapshotsRequest(
        meetings: meetings,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.statistics.allSnapshots(request))
      try session.printer.list(rows, Columns.snapshot)
    }
  }
}

struct SnapshotCreateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "create",
    "Chốt số liệu cho một cuộc họp.",
    en: "Freezes an answer for a meeting.",
    example: "motcua stats snapshot create HOP-2020-08-06 --meeting 2020-08-06"
      + " --purpose 'Họp Ban Chỉ đạo' --query summary --period 2020-05-22..2020-08-06"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Argument(help: "Mã.") var code: String
  @Option(help: "Ngày họp.") var meeting: DayArgument
  @Option(help: "Mục đích.") var purpose: String
  @Option(help: "Số liệu.") var query = Choice(SnapshotQuery.summary)
  @Option(help: "Kỳ; target-progress thì không có.") var period: PeriodArgument?
  @OptionGroup var question: SnapshotQuestion

  func validate() throws {
    guard (period == nil) == (query.value == .targetProgress) else {
      throw ValidationError(
        period == nil ? "Phải có --period." : "--period không áp dụng cho số liệu này."
      )
    }
    try question.validate(for: query.value)
  }

  func run() async throws {
    try await withServer { session, client in
      let span = try await period.period(client)
      let created = try await client.statistics.createSnapshot(
        CreateSnapshotRequest(
          code: code,
          purpose: purpose,
          meetingDate: meeting.message,
          query: query.value,
          request: try await question.request(query.value, span, client),
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(created, Columns.snapshot)
    }
  }
}

struct SnapshotGetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "get",
    "Xem một bản chốt: khi nào, ai, vì sao, mã kiểm tra.",
    en: "Shows a snapshot: when, who, why, and its sum.",
    example: "motcua stats snapshot get HOP-2020-08-06"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let snapshot = try await client.statistics.getSnapshot(GetSnapshotRequest(code: code))
      try session.printer.one(snapshot, Columns.snapshot)
    }
  }
}

struct SnapshotAnswerCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "answer",
    "In số liệu đã chốt, dạng JSON.",
    en: "Prints the frozen answer as JSON.",
    example: "motcua stats snapshot answer HOP-2020-08-06"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let snapshot = try await client.statistics.getSnapshot(GetSnapshotRequest(code: code))
      try session.printer.write(try Self.text(snapshot) + "\n")
    }
  }

  private static func text(_ snapshot: Snapshot) throws -> String {
    let bytes = snapshot.answer
    switch snapshot.query {
    case .summary: return try JSONText.pretty(GetSummaryResponse(serialized: bytes))
    case .ranking: return try JSONText.pretty(RankAgenciesResponse(serialized: bytes))
    case .daily: return try JSONText.pretty(QueryDailyResponse(serialized: bytes))
    case .targetProgress: return try JSONText.pretty(GetTargetProgressResponse(serialized: bytes))
    case .serviceIndex: return try JSONText.pretty(ServiceIndex(serialized: bytes))
    case .levels: return try JSONText.pretty(CompareLevelsResponse(serialized: bytes))
    case .report: return try JSONText.pretty(Report(serialized: bytes))
    case .query: return try JSONText.pretty(QueryStatisticsResponse(serialized: bytes))
    case .scorecard: return try JSONText.pretty(Scorecard(serialized: bytes))
    case .violations: return try JSONText.pretty(CountViolationsResponse(serialized: bytes))
    case .unspecified, .unrecognized: return ""
    }
  }
}
