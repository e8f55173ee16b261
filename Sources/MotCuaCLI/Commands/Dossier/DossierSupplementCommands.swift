import ArgumentParser
import MotCuaClient

struct DossierRequestSupplementCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "request-supplement",
    "Yêu cầu bổ sung hồ sơ, một lần và đầy đủ.",
    en: "Requests a supplement, once and all at once.",
    example: "motcua dossier request-supplement 000.00.02.H10-200806-0001 --reason 'Thiếu bản sao'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Những gì còn thiếu.") var reason: String
  @Option(name: .customLong("component"), help: "Mã thành phần; có thể lặp lại.")
  var components: [String] = []
  @Flag(help: "Yêu cầu bản giấy.") var paper = false
  @Option(help: "Hạn bổ sung (YYYY-MM-DD).") var deadline: DayArgument?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.requestSupplement(
        RequestSupplementRequest(
          code: code,
          reason: reason,
          componentCodes: components,
          paperRequested: paper,
          deadline: deadline?.message,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}

struct DossierProvideSupplementCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "provide-supplement",
    "Bổ sung hồ sơ.",
    en: "Provides what was asked for.",
    example: "motcua dossier provide-supplement 000.00.02.H10-200806-0001 --component TP01"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(name: .customLong("component"), help: "MÃ, MÃ=NGUỒN hoặc MÃ=file:MÃ_TỆP; có thể lặp lại.")
  var components: [ComponentArgument] = []
  @Option(help: "Lời khai của người nộp.") var note: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.provideSupplement(
        ProvideSupplementRequest(
          code: code,
          components: components.map { $0.message(otherwise: .form) },
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
