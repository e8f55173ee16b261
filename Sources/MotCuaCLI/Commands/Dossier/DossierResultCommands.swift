import ArgumentParser
import MotCuaClient

struct DossierCompleteCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "complete",
    "Kết thúc giải quyết với kết quả.",
    en: "Ends the handling with a result.",
    example:
      "motcua dossier complete 000.00.02.H10-200806-0001 --result 'Giấy khai sinh' --signer 'Trần Văn Bình'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(name: .customLong("result"), help: "Tên kết quả; có thể lặp lại.")
  var results: [String]
  @Flag(help: "Kết quả là văn bản từ chối.") var refusal = false
  @Option(help: "SHA-256 của bản điện tử; cần đúng một kết quả.") var sha256: String?
  @Option(help: "Mã tệp điện tử đã tải lên; cần đúng một kết quả.") var file: String?
  @Option(help: "Người ký.") var signer: String?
  @Option(help: "Số chứng thư số.") var certificate: String?
  @Option(help: "Ghi chú của cán bộ.") var note: String?

  func validate() throws {
    guard sha256 == nil && file == nil || results.count == 1 else {
      throw ValidationError("--sha256 và --file cần đúng một --result.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.completeDossier(
        CompleteDossierRequest(
          code: code,
          results: results.map { name in
            DossierResult(
              name: name,
              refusal: refusal,
              electronic: sha256 != nil || file != nil,
              sha256: sha256 ?? "",
              signer: signer ?? "",
              certificateSerial: certificate ?? "",
              fileId: file ?? ""
            )
          },
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

struct DossierReturnCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "return",
    "Trả kết quả.",
    en: "Records that the result was handed over.",
    example: "motcua dossier return 000.00.02.H10-200806-0001 --method desk"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Cách trả: desk, post, online.") var method = Choice(ReturnMethod.desk)
  @Option(help: "Người nhận; mặc định chủ hồ sơ.") var receiver: String?
  @Option(help: "Mã vận đơn bưu chính.") var tracking: String?
  @Option(name: .customLong("fee"), help: FeeArgument.help)
  var fees: [FeeArgument] = []

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.returnResult(
        ReturnResultRequest(
          code: code,
          method: method.value,
          receiverName: receiver ?? "",
          trackingNumber: tracking ?? "",
          fees: fees.map(\.message),
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}
