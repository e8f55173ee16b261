import ArgumentParser
import MotCuaClient

struct FileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "file",
    "Tệp của hồ sơ: tải lên, tải về.",
    en: "Files of dossiers: upload, download.",
    example: "motcua file upload don-de-nghi.pdf",
    subcommands: [FileUploadCommand.self, FileDownloadCommand.self]
  )
}

struct FileUploadCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "upload",
    "Tải một tệp lên (PDF, JPEG, PNG, DOCX, XLSX, ODT, XML, ASiC-E; tối đa 100 MiB).",
    en: "Uploads a file; name its id in a dossier's component within 24 hours.",
    example: "motcua file upload don-de-nghi.pdf\n"
      + "  motcua dossier submit … --component GT-1=file:12"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Argument(help: "Đường dẫn của tệp.") var path: String

  func run() async throws {
    try await withServer { session, client in
      let file = try await FileTrouble.explained {
        try await client.dossiers.uploadFile(
          at: path,
          requestID: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      }
      try session.printer.one(file, Columns.file)
    }
  }
}

struct FileDownloadCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "download",
    "Tải một tệp của hồ sơ về; nếu đứt giữa chừng, chạy lại để tải tiếp.",
    en: "Downloads a file of a dossier; goes on where an earlier try broke off.",
    example: "motcua file download 12 --to don-de-nghi.pdf --purpose 'Thẩm định hồ sơ'"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã tệp.") var id: String
  @Option(help: "Ghi vào đường dẫn này; chưa được có tệp ở đó.") var to: String
  @Option(help: "Mục đích; được ghi vào nhật ký.") var purpose: String

  func run() async throws {
    try await withServer { session, client in
      let clock = session.environment.uptimeNanoseconds
      var bar: ProgressBar?
      var received: Int64 = 0
      let file = try await FileTrouble.explained {
        try await client.dossiers.downloadFile(id, purpose: purpose, to: to) { done, total in
          received = done
          if bar == nil {
            bar = ProgressBar(
              Phrase("Đang tải", en: "Downloading")(session.language),
              total: total,
              console: session.environment.console,
              language: session.language
            )
          }
          bar?.show(done, now: clock())
        }
      }
      bar?.finish(received)
      try session.printer.one(file, Columns.file)
    }
  }
}

/// Says in the person's language what was wrong with a file of this machine.
enum FileTrouble {
  static func explained<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as FileTransferError {
      throw ToolError(status(of: error), phrase(of: error))
    }
  }

  private static func status(of error: FileTransferError) -> ExitStatus {
    if case .damaged = error { return .internal }
    return .usage
  }

  private static func phrase(of error: FileTransferError) -> Phrase {
    switch error {
    case .cannotRead(let path, let reason):
      Phrase("Không đọc được \(path): \(reason)", en: "\(path) cannot be read: \(reason)")
    case .cannotWrite(let path, let reason):
      Phrase("Không ghi được \(path): \(reason)", en: "\(path) cannot be written: \(reason)")
    case .exists(let path):
      Phrase("\(path) đã có; hãy chọn tên khác.", en: "\(path) is there; choose another name.")
    case .damaged(let path):
      Phrase(
        "\(path): dữ liệu nhận được bị sai lệch, đã bỏ; hãy tải lại.",
        en: "\(path): the bytes that came are damaged and were dropped; try again."
      )
    }
  }
}
