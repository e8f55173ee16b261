import ArgumentParser
import MotCuaClient

struct WatchSummaryCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "summary",
    "Theo dõi số liệu của một kỳ (mặc định hôm nay): một dòng mỗi khi có thay đổi.",
    en: "Follows the figures of a period (today by default): a line whenever they change. With -o"
      + " json each line is the whole summary.",
    example: "motcua watch summary --agency 000.00.02.H10"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scope: ScopeOptions
  @Option(help: "Kỳ: TỪ..ĐẾN, một ngày, một tháng (2020-08) hoặc một năm (2020).")
  var period: PeriodArgument?

  func validate() throws {
    guard options.output == .csv else { return }
    throw ValidationError("Theo dõi số liệu chỉ có dạng table, json, ndjson.")
  }

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.period(client)
      let messages = client.statistics.followedSummaries(
        WatchSummaryRequest(period: period, scope: scope.scope),
        policy: .telling(session)
      )
      for try await message in messages {
        guard let current = message.current else { continue }
        if session.printer.isJSON {
          try session.printer.ndjson([message])
        } else {
          try session.printer.write(Self.line(current, session.language) + "\n")
        }
      }
    }
  }

  /// What a desk looks at, in one line.
  static func line(_ summary: StatisticsSummary, _ language: Language) -> String {
    let dossiers = summary.dossiers ?? DossierCounts()
    func number(_ count: Int64) -> String { NumberText.grouped(count, language) }
    let time = summary.asOf.cell(\.cell).text(for: language)
    let onTime = summary.dossierRates?.onTime.map { RateText.text($0, language) } ?? ""
    return Phrase(
      "\(time)  nộp \(number(dossiers.submitted)), chờ tiếp nhận \(number(dossiers.waiting)), "
        + "tiếp nhận \(number(dossiers.received)) "
        + "(trực tuyến \(number(dossiers.receivedOnline))), "
        + "đang giải quyết \(number(dossiers.pending)) "
        + "(quá hạn \(number(dossiers.pendingOverdue))), "
        + "đã giải quyết \(number(dossiers.resolved)), đúng hạn \(onTime)",
      en: "\(time)  submitted \(number(dossiers.submitted)), waiting \(number(dossiers.waiting)), "
        + "received \(number(dossiers.received)) (online \(number(dossiers.receivedOnline))), "
        + "pending \(number(dossiers.pending)) (overdue \(number(dossiers.pendingOverdue))), "
        + "resolved \(number(dossiers.resolved)), on time \(onTime)"
    )(language)
  }
}
