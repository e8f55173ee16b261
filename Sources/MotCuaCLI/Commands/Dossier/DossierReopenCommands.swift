import ArgumentParser
import MotCuaClient

struct DossierStopCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "stop",
    "Dừng giải quyết hồ sơ không đủ điều kiện.",
    en: "Stops a dossier that is not eligible.",
    example: "motcua dossier stop 000.00.02.H10-200806-0001 --reason 'Không đủ điều kiện'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Lý do dừng.") var reason: String

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.stopDossier(
        StopDossierRequest(
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

struct DossierResumeCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "resume",
    "Mở lại hồ sơ đã dừng.",
    en: "Takes a stopped dossier up again.",
    example: "motcua dossier resume 000.00.02.H10-200806-0001 --reason 'Đã đủ điều kiện'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Lý do, nếu có.") var reason: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.resumeDossier(
        ResumeDossierRequest(
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

struct DossierReworkCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "rework",
    "Làm lại hồ sơ đã xử lý xong.",
    en: "Takes a completed dossier up again.",
    example: "motcua dossier rework 000.00.02.H10-200806-0001 --reason 'Kết quả sai tên'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Lý do.") var reason: String

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.reworkDossier(
        ReworkDossierRequest(
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
