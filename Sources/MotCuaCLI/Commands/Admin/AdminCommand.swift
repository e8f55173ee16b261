import ArgumentParser

struct AdminCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "admin",
    "Quản trị: chủ thể, mã truy cập, lịch làm việc, máy chủ.",
    en: "Administration: principals, tokens, calendar, server.",
    example: "motcua admin server info",
    subcommands: [
      PrincipalCommand.self, TokenCommand.self, AdminCalendarCommand.self, ServerCommand.self,
    ]
  )
}
