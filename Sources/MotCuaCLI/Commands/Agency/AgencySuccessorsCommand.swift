import ArgumentParser
import MotCuaClient

struct AgencySuccessorsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "successors",
    "Xem cơ quan cũ đã về đâu, cơ quan mới từ đâu mà có.",
    en: "Shows to whom an agency went, and which agencies went to it.",
    example: "motcua agency successors 000.01.31.H10"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã cơ quan, một trong hai dạng.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.agencies.getAgencyHistory(
        GetAgencyHistoryRequest(code: code, pageSize: 1)
      )
      try session.printer.list(answer.predecessors + answer.successors, Columns.succession)
    }
  }
}
