import ArgumentParser
import MotCuaClient
import RPCMessages

struct CalendarPreviewCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "preview",
    "Tính thử ngày hẹn trả trên máy chủ.",
    en: "Computes a due date at the server, with its calendar.",
    example: "motcua calendar preview '2020-08-06 09:15' --limit 5 --unit working-day"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Lúc tiếp nhận, YYYY-MM-DD HH:MM giờ Việt Nam hoặc RFC 3339.")
  var receivedAt: InstantArgument
  @Option(help: "Thời hạn, ví dụ 5 hoặc 7.5.") var limit: Double
  @Option(help: "Đơn vị.") var unit = Choice(TimeUnit.workingDay)
  @Option(name: .customLong("pause"), help: "Khoảng tạm dừng, TỪ/ĐẾN; có thể lặp lại.")
  var pauses: [PauseArgument] = []
  @Option(help: "Theo giờ làm việc của cơ quan này.") var agency: String?

  func validate() throws {
    let thousandths = limit * 1000
    guard thousandths == thousandths.rounded(), (0...1e9).contains(thousandths) else {
      throw ValidationError("--limit không âm và không quá ba chữ số lẻ.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.admin.previewDueDate(
        PreviewDueDateRequest(
          receivedAt: receivedAt.message,
          timeLimit: TimeLimit(quantityMilli: Int32(limit * 1000), unit: unit.value),
          pauses: pauses.map(\.message),
          agencyCode: agency ?? ""
        )
      )
      try session.printer.one(answer, Columns.dueDate)
    }
  }
}

/// One pause on the command line: its beginning, a slash, its end.
struct PauseArgument: ExpressibleByArgument {
  /// The pause in the contract's terms.
  let message: Pause

  init?(argument: String) {
    let ends = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard ends.count == 2, let from = InstantArgument(argument: String(ends[0])),
      let to = InstantArgument(argument: String(ends[1]))
    else { return nil }
    message = Pause(from: from.message, to: to.message)
  }
}
