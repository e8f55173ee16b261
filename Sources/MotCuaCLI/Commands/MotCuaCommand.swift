import ArgumentParser

/// The whole tool: `motcua`.
struct MotCuaCommand: AsyncParsableCommand {
  /// The tree of commands.
  static let configuration = CommandConfiguration(
    commandName: "motcua",
    abstract: "Công cụ dòng lệnh của MotCua: tiếp nhận, giải quyết và thống kê hồ sơ một cửa.",
    discussion: """
      The command-line tool of MotCua. Data goes to the standard output, everything else to the \
      standard error. Exit codes: 0 ok, 1 some rows rejected, 2 usage, 10 + gRPC code, 70 internal, \
      130 interrupted. With --lang en tables and errors are in English.
      """,
    version: VersionCommand.text,
    subcommands: [
      AgencyCommand.self, OfficerCommand.self, ProcedureCommand.self, SectorCommand.self,
      DossierCommand.self, FileCommand.self, StatsCommand.self, ReportCommand.self,
      AdminCommand.self, CalendarCommand.self,
      CallCommand.self, DescribeCommand.self, CompletionCommand.self, VersionCommand.self,
    ]
  )
}

extension CommandConfiguration {
  /// A command with its abstract in Vietnamese, the same in English, and an example.
  ///
  /// Help is made before `--lang` is read, so it holds both languages, Vietnamese first.
  static func command(
    _ name: String,
    _ vietnamese: String,
    en english: String,
    example: String,
    subcommands: [any ParsableCommand.Type] = []
  ) -> CommandConfiguration {
    CommandConfiguration(
      commandName: name,
      abstract: vietnamese,
      discussion: "\(english)\n\nVí dụ / Example:\n  \(example)",
      subcommands: subcommands
    )
  }
}
