import ArgumentParser
import MotCuaClient

struct DossierRevokeResultCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "revoke-result",
    "Thu hồi hoặc thay thế một kết quả; bản cũ vẫn được lưu.",
    en: "Revokes or replaces a result; it stays on record.",
    example: "motcua dossier revoke-result 000.00.02.H10-200806-0001 --number 1"
      + " --reason 'Sai ngày sinh'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Số thứ tự của kết quả, từ 1.") var number: Int32
  @Option(help: "Lý do.") var reason: String
  @Option(help: "Tên kết quả thay thế, nếu có.") var replacement: String?
  @Option(help: "Người ký kết quả thay thế.") var signer: String?
  @Option(help: "SHA-256 của bản điện tử thay thế.") var sha256: String?
  @Option(help: "Mã tệp điện tử thay thế đã tải lên.") var file: String?
  @Option(help: "Số chứng thư số của kết quả thay thế.") var certificate: String?

  private func result(_ name: String) -> DossierResult {
    DossierResult(
      name: name,
      electronic: sha256 != nil || file != nil,
      sha256: sha256 ?? "",
      signer: signer ?? "",
      certificateSerial: certificate ?? "",
      fileId: file ?? ""
    )
  }

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.revokeResult(
        RevokeResultRequest(
          code: code,
          resultNumber: number,
          reason: reason,
          replacement: replacement.map(result),
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}

struct DossierRateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "rate",
    "Đánh giá sau khi đã nhận kết quả.",
    en: "Rates the service after the result was returned.",
    example: "motcua dossier rate 000.00.02.H10-200806-0001 --score 5 --comment 'Nhanh'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Điểm, từ 1 (kém) đến 5 (rất tốt).") var score: Int32
  @Option(help: "Ý kiến.") var comment: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.rateDossier(
        RateDossierRequest(
          code: code,
          score: score,
          comment: comment ?? "",
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}
