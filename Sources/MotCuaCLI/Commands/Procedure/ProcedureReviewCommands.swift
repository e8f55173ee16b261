import ArgumentParser
import MotCuaClient

struct ProcedureRevisionsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "revisions",
    "Liệt kê các phiên bản của một thủ tục, mới nhất trước.",
    en: "Lists the revisions of a procedure, the youngest first.",
    example: "motcua procedure revisions 1.001193"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Argument(help: "Mã thủ tục.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let request = ListProcedureRevisionsRequest(code: code, pageSize: paging.pageSize)
      let rows = try await paging.rows(of: client.procedures.allRevisions(request))
      try session.printer.list(rows, Columns.revision)
    }
  }
}

struct ProcedureDiffCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "diff",
    "So sánh hai phiên bản của một thủ tục.",
    en: "Compares two revisions; without numbers the youngest with the one before it.",
    example: "motcua procedure diff 1.001193 --from 1 --to 3"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã thủ tục.") var code: String
  @Option(help: "Phiên bản cũ.") var from: Int32 = 0
  @Option(help: "Phiên bản mới.") var to: Int32 = 0

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.procedures.diffProcedureRevisions(
        DiffProcedureRevisionsRequest(code: code, fromRevision: from, toRevision: to)
      )
      if session.printer.isJSON { return try session.printer.one(answer, []) }
      try session.printer.list(answer.differences, Columns.difference)
      try session.note(
        Phrase(
          "Phiên bản \(answer.fromRevision) → \(answer.toRevision).",
          en: "Revision \(answer.fromRevision) to \(answer.toRevision)."
        )
      )
    }
  }
}

struct ProcedureLintCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "lint",
    "Kiểm tra một thủ tục: phần còn thiếu, bước chết, mâu thuẫn.",
    en: "Checks a procedure; the exit code is 1 where something hinders its publication.",
    example: "motcua procedure lint 1.001193"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã thủ tục.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.procedures.lintProcedure(LintProcedureRequest(code: code))
      if session.printer.isJSON {
        try session.printer.one(answer, [])
      } else {
        try session.printer.list(answer.findings, Columns.finding)
      }
      if answer.findings.isEmpty {
        try session.note(Phrase("Không có lỗi.", en: "Nothing is wrong."))
      }
      if answer.findings.contains(where: { $0.severity == .error }) {
        throw Finished(status: .rowsRejected)
      }
    }
  }
}

struct ProcedureGapsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "gaps",
    "Liệt kê thủ tục chưa phân công người hướng dẫn, tiếp nhận, giải quyết, trả kết quả.",
    en: "Lists duties of offered procedures that nobody is assigned to.",
    example: "motcua procedure gaps --agency 000.00.02.H10 --duty reception"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Mã cơ quan.") var agency: String?
  @Option(help: "Nhiệm vụ.") var duty: Choice<Duty>?
  @Option(help: "Tình trạng vào ngày này (YYYY-MM-DD).") var asOf: DayArgument?

  func run() async throws {
    try await withServer { session, client in
      let request = ListAssignmentGapsRequest(
        agencyCode: agency ?? "",
        duty: duty?.value ?? .unspecified,
        asOf: asOf?.message,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.procedures.allAssignmentGaps(request))
      try session.printer.list(rows, Columns.gap)
    }
  }
}
