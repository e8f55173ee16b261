import ArgumentParser
import MotCuaClient

struct StatsPolicyCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "policy",
    "Xem hoặc đặt quy định của tỉnh về thống kê: thứ Hai bắt đầu các kỳ hai tuần.",
    en: "Shows or sets from which Monday the province counts its fortnights.",
    example: "motcua stats policy --fortnight-anchor 2020-01-13"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Option(help: "Một thứ Hai mà kỳ hai tuần bắt đầu.") var fortnightAnchor: DayArgument?

  func run() async throws {
    try await withServer { session, client in
      var policy = try await client.statistics.getStatisticsPolicy(GetStatisticsPolicyRequest())
      if let fortnightAnchor {
        policy = try await client.statistics.setStatisticsPolicy(
          SetStatisticsPolicyRequest(
            policy: StatisticsPolicy(fortnightAnchor: fortnightAnchor.message),
            requestId: mutation.identifier,
            validateOnly: mutation.dryRun,
            etag: change.etag ?? policy.etag
          )
        )
      }
      try session.printer.one(policy, Columns.statisticsPolicy)
    }
  }
}

extension Columns {
  fileprivate static let statisticsPolicy: [Column<StatisticsPolicy>] = [
    Column("fortnight_anchor", Phrase("Kỳ hai tuần từ", en: "Fortnights from"), .rigid) {
      $0.fortnightAnchor.cell(\.cell)
    },
    Column("etag", Phrase("Etag", en: "Etag")) { .text($0.etag) },
  ]
}
