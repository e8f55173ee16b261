import ArgumentParser

struct AdminCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "admin",
    "Quản trị: chủ thể, mã truy cập, lịch làm việc, sao lưu, nhật ký, máy chủ, đếm lại.",
    en: "Administration: principals, tokens, calendar, backups, audit, server, recount.",
    example: "motcua admin server info",
    subcommands: [
      PrincipalCommand.self, TokenCommand.self, AdminCalendarCommand.self,
      BackupCommand.self, AuditCommand.self, OperationCommand.self, ServerCommand.self,
      DoctorCommand.self,
    ]
  )
}
