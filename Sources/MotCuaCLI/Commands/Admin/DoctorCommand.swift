import ArgumentParser
import MotCuaClient

struct DoctorCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "doctor",
    "Đếm lại mọi số liệu từ lịch sử từng hồ sơ và so với số đã lưu và số trong bộ nhớ; mã 1 nếu có"
      + " số khác.",
    en: "Counts all figures again from the history of each dossier and compares them with those"
      + " stored and those in memory; ends with 1 where one differs. It changes nothing: a"
      + " difference is a fault.",
    example: "motcua admin doctor"
  )

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try await withServer { session, client in
      var bar: ProgressBar?
      var last = VerifyFiguresResponse()
      for try await answer in try await client.admin.verifyFigures(VerifyFiguresRequest()) {
        last = answer
        if bar == nil, answer.total > 0 {
          bar = ProgressBar(
            session.language == .vietnamese ? "Đếm lại hồ sơ" : "Counting dossiers",
            total: answer.total,
            console: session.environment.console,
            language: session.language
          )
        }
        bar?.show(answer.passed, now: session.environment.uptimeNanoseconds())
      }
      bar?.finish(last.passed)
      guard last.done else {
        throw ToolError(
          .internal,
          Phrase("Máy chủ không báo kết quả đếm lại.", en: "The server told no result.")
        )
      }
      try session.printer.one(last, Columns.figureVerdict)
      guard last.differing > 0 else { return }
      if session.printer.format == .table {
        try session.printer.list(last.differences, Columns.figureDifference)
      }
      throw Finished(status: .rowsRejected)
    }
  }
}
