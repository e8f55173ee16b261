import ArgumentParser
import Foundation
import MotCuaClient
import MotCuaDomain
import RPCMessages

struct ReportFortnightCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "fortnight",
    "Báo cáo hai tuần cho cuộc họp Ban Chỉ đạo: một trang HTML, mở đầu bằng chỉ đạo kỳ trước.",
    en: "The steering committee's report of the fourteen days before a meeting, as one HTML page.",
    example: "motcua report fortnight --meeting 2020-08-06 --html bao-cao.html"
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Ngày họp (YYYY-MM-DD); mặc định hôm nay theo đồng hồ máy chủ.")
  var meeting: DayArgument?
  @Option(help: "Ghi vào tệp này; - là ra màn hình.", completion: .file()) var html: String

  func run() async throws {
    try await withServer { session, client in
      let day = try await self.day(client)
      let page = FortnightPage(report: try await FortnightReport.fetch(day, client)).html
      guard html != "-" else { return try session.printer.write(page) }
      do {
        try Data(page.utf8).write(to: URL(fileURLWithPath: html), options: .atomic)
      } catch {
        throw ToolError.usage("Không ghi được \(html).", en: "\(html) cannot be written.")
      }
      try session.note(Phrase("Đã ghi \(html).", en: "Wrote \(html)."))
    }
  }

  private func day(_ client: MotCuaClient) async throws -> CivilDate {
    if let meeting { return meeting.date }
    let info = try await client.admin.getServerInfo(GetServerInfoRequest())
    guard let now = info.now?.milliseconds else {
      throw ToolError.usage("Hãy nêu --meeting.", en: "Give --meeting.")
    }
    return Instant(milliseconds: now).ictDate
  }
}
