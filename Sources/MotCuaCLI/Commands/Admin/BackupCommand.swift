import ArgumentParser
import MotCuaClient
import MotCuaDomain

struct BackupCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "backup",
    "Sao lưu toàn bộ khi máy chủ vẫn chạy, vào thư mục sao lưu của máy chủ.",
    en: "Makes a backup in the server's folder of backups while it works. To look through one or to"
      + " restore it, see motcuad restore --help.",
    example: "motcua admin backup --name truoc-nang-cap"
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Tên bản sao lưu; mặc định là thời điểm, ví dụ 20200806-091500.") var name: String?

  func run() async throws {
    try await withServer { session, client in
      var shown = Progress(session)
      var made: Backup?
      // It has a name before it is sent: whoever sends it again gets ALREADY_EXISTS and no second
      // copy of everything.
      let now = Instant(milliseconds: session.environment.millisecondsSince1970())
      let request = CreateBackupRequest(name: name ?? now.ictStamp)
      for try await answer in try await client.admin.createBackup(request) {
        shown.take(answer)
        if let backup = answer.backup { made = backup }
      }
      shown.finish()
      guard let made else {
        throw ToolError(
          .internal,
          Phrase("Máy chủ không báo kết quả sao lưu.", en: "The server told no result.")
        )
      }
      try session.printer.one(made, Columns.backup)
    }
  }

  /// One bar for each phase that has bytes.
  private struct Progress {
    private let session: Session
    private var phase = BackupPhase.unspecified
    private var bar: ProgressBar?
    private var done: Int64 = 0

    init(_ session: Session) {
      self.session = session
    }

    mutating func take(_ answer: CreateBackupResponse) {
      if answer.phase != phase {
        finish()
        phase = answer.phase
        guard answer.totalBytes > 0 else { return }
        bar = ProgressBar(
          phase.cell.text(for: session.language),
          total: answer.totalBytes,
          console: session.environment.console,
          language: session.language
        )
      }
      done = answer.doneBytes
      let now = session.environment.uptimeNanoseconds()
      bar?.show(answer.doneBytes, now: now)
    }

    mutating func finish() {
      // Nothing else may touch the bar while it draws.
      var shown = bar
      bar = nil
      shown?.finish(done)
    }
  }
}
