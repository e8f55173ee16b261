import ArgumentParser
import MotCuaClient

struct DossierForwardCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "forward",
    "Chuyển hồ sơ cho phòng, cán bộ hoặc cơ quan khác xử lý tiếp.",
    en: "Hands a dossier on to a division, a person or another agency.",
    example: "motcua dossier forward 000.00.02.H10-200806-0001 --agency 000.00.05.H10"
      + " --division 'Phòng Hộ tịch' --step 2 --step-due 2020-08-10"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Mã cơ quan xử lý tiếp; bỏ trống là cơ quan hiện tại.") var agency: String?
  @Option(help: "Phòng xử lý.") var division: String?
  @Option(help: "Mã cán bộ xử lý.") var officer: String?
  @Option(
    help: "Số thứ tự của bước trong quy trình nội bộ, từ 1; bỏ trống nếu không theo bước nào."
  )
  var step: Int32?
  @Option(help: "Ngày cuối của bước này (YYYY-MM-DD); mặc định theo thời hạn của bước.")
  var stepDue: DayArgument?
  @Option(help: "Ghi chú của cán bộ.") var note: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.forwardDossier(
        ForwardDossierRequest(
          code: code,
          agencyCode: agency ?? "",
          division: division ?? "",
          officerCode: officer ?? "",
          stepDueDate: stepDue?.message,
          note: note ?? "",
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected,
          stepNumber: step ?? 0
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}

struct DossierReassignCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "reassign",
    "Phân công hồ sơ cho cán bộ khác.",
    en: "Gives a dossier to another officer.",
    example: "motcua dossier reassign 000.00.02.H10-200806-0001 --officer CB-0012"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Mã cán bộ xử lý.") var officer: String
  @Option(help: "Ghi chú của cán bộ.") var note: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.reassignDossier(
        ReassignDossierRequest(
          code: code,
          officerCode: officer,
          note: note ?? "",
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}

struct DossierExtendCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "extend",
    "Gia hạn ngày hẹn trả, kèm thư xin lỗi.",
    en: "Sets a later due date with an apology.",
    example: "motcua dossier extend 000.00.02.H10-200806-0001 --due-date 2020-08-20"
      + " --reason 'Cần xác minh thêm'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Ngày hẹn trả mới (YYYY-MM-DD).") var dueDate: DayArgument
  @Option(help: "Lý do, ghi trong thư xin lỗi.") var reason: String

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.extendDueDate(
        ExtendDueDateRequest(
          code: code,
          reason: reason,
          dueDate: dueDate.message,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}
