import ArgumentParser
import MotCuaClient

struct DossierAcceptCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "accept",
    "Chấp nhận hồ sơ đã nộp trực tuyến.",
    en: "Accepts a submitted dossier.",
    example: "motcua dossier accept 000.00.02.H10-200806-0001"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Ngày hẹn trả do cán bộ nhập (YYYY-MM-DD).") var dueDate: DayArgument?
  @Option(name: .customLong("fee"), help: FeeArgument.help)
  var fees: [FeeArgument] = []
  @Option(help: "Ghi chú của cán bộ.") var note: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.acceptDossier(
        AcceptDossierRequest(
          code: code,
          dueDate: dueDate?.message,
          fees: fees.map(\.message),
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

struct DossierRefuseCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "refuse",
    "Từ chối hồ sơ đã nộp trực tuyến.",
    en: "Refuses a submitted dossier.",
    example: "motcua dossier refuse 000.00.02.H10-200806-0001 --reason 'Thiếu thẩm quyền'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Lý do từ chối.") var reason: String

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.refuseDossier(
        RefuseDossierRequest(
          code: code,
          reason: reason,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}

struct DossierStartCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "start",
    "Chuyển hồ sơ cho người giải quyết.",
    en: "Hands a received dossier to those who resolve it.",
    example: "motcua dossier start 000.00.02.H10-200806-0001"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Ghi chú của cán bộ.") var note: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.startDossier(
        StartDossierRequest(
          code: code,
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

struct DossierWithdrawCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "withdraw",
    "Rút hồ sơ theo ý chủ hồ sơ.",
    en: "Withdraws a dossier.",
    example: "motcua dossier withdraw 000.00.02.H10-200806-0001"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Lý do; cán bộ phải nêu chủ hồ sơ đã đề nghị bằng cách nào và vì sao.")
  var reason: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.withdrawDossier(
        WithdrawDossierRequest(
          code: code,
          reason: reason ?? "",
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}
