import ArgumentParser
import Foundation
import MotCuaClient

struct WatchEventsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "events",
    "Theo dõi mọi thay đổi của hồ sơ, mỗi thay đổi một dòng, tự nối lại khi mất kết nối.",
    en: "Follows every change of dossiers, one line each, and comes again when the connection is"
      + " lost. With -o json each line is one object, as with ndjson.",
    example: "motcua watch events --agency 000.00.02.H10 --resume vi-tri.txt -o ndjson"
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Mã cơ quan giải quyết.") var agency: String?
  @Flag(help: "Kể cả cơ quan trực thuộc.") var subordinates = false
  @Option(help: "Mã thủ tục.") var procedure: String?
  @Option(help: "Vào hoặc ra khỏi trạng thái này; có thể lặp lại.")
  var state: [Choice<DossierState>] = []
  @Option(help: "Việc; có thể lặp lại.") var action: [Choice<DossierAction>] = []
  @Flag(help: "Chỉ từ bây giờ (mặc định).") var fromNow = false
  @Flag(help: "Bắt đầu bằng hiện trạng của các hồ sơ.") var snapshot = false
  @Option(
    help: ArgumentHelp(
      "Tệp giữ vị trí: tiếp tục từ đó nếu đã có, và ghi lại sau mỗi thông điệp.",
      valueName: "FILE"
    ),
    completion: .file()
  )
  var resume: String?

  func validate() throws {
    guard fromNow, snapshot || resume != nil else { return }
    throw ValidationError("--from-now không đi cùng --snapshot hoặc --resume.")
  }

  func run() async throws {
    try await withServer { session, client in
      let messages = client.dossiers.followedEvents(
        WatchEventsRequest(
          agencyCode: agency ?? "",
          includeSubordinates: subordinates,
          procedureCode: procedure ?? "",
          states: state.map(\.value),
          actions: action.map(\.value),
          withSnapshot: snapshot,
          resumeToken: try keptToken(session)
        ),
        policy: .telling(session)
      )
      let lines = EventLines(session.printer)
      try lines.begin()
      for try await message in messages {
        try lines.write(message)
        // After the lines: a run that is killed between shows a message again, and loses none.
        try keep(message.resumeToken)
      }
    }
  }

  private func keptToken(_ session: Session) throws -> String {
    guard let resume, FileManager.default.fileExists(atPath: resume) else { return "" }
    let text = String(decoding: try session.environment.read(resume), as: UTF8.self)
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func keep(_ token: String) throws {
    guard let resume else { return }
    do {
      try Data((token + "\n").utf8).write(to: URL(fileURLWithPath: resume), options: .atomic)
    } catch {
      throw ToolError(
        .internal,
        Phrase(
          "Không ghi được vị trí vào \(TerminalText.safe(resume)).",
          en: "The place cannot be written to \(TerminalText.safe(resume))."
        )
      )
    }
  }
}
