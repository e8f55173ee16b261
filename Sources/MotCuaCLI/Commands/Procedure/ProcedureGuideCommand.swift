import ArgumentParser
import MotCuaClient

struct ProcedureGuideCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "guide",
    "Hướng dẫn người dân thực hiện một thủ tục.",
    en: "Tells a citizen what to do: requirements, steps, papers, templates, where, how long.",
    example: "motcua procedure guide 1.001193"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã thủ tục.") var code: String
  @Option(name: .customLong("case"), help: "Mã trường hợp.") var caseCode: String?
  @Option(help: "Mã cơ quan.") var agency: String?

  func run() async throws {
    try await withServer { session, client in
      let guide = try await client.procedures.getProcedureGuide(
        GetProcedureGuideRequest(
          code: code,
          caseCode: caseCode ?? "",
          agencyCode: agency ?? ""
        )
      )
      guard options.output == .table else {
        return try session.printer.one(guide, Columns.guide)
      }
      try GuideText(session).write(guide)
    }
  }
}
