import ArgumentParser
import MotCuaClient

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "audit",
    "Nhật ký: ai đã làm gì, khi nào, để làm gì; xâu chuỗi để không sửa được.",
    en:
      "The audit: who did what, when and what for; chained so that nothing can be altered unseen.",
    example: "motcua admin audit list --subject 000.00.02.H10-200806-0001",
    subcommands: [
      AuditListCommand.self, AuditVerifyCommand.self, AuditCheckpointCommand.self,
    ]
  )
}

struct AuditListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê nhật ký, mới nhất trước.",
    en: "Lists the audit, the youngest entry first.",
    example: "motcua admin audit list --principal 3 --from '2020-08-01 00:00'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Mã chủ thể.") var principal: String?
  @Option(help: "Việc nói về cái gì, ví dụ mã hồ sơ.") var subject: String?
  @Option(help: "Phương thức, ví dụ motcua.v1.DossierService/AcceptDossier.") var method: String?
  @Option(help: "Từ thời điểm này.") var from: InstantArgument?
  @Option(help: "Trước thời điểm này.") var to: InstantArgument?

  func run() async throws {
    try await withServer { session, client in
      let request = ListAuditEntriesRequest(
        principalId: principal ?? "",
        subject: subject ?? "",
        method: method ?? "",
        startTime: from?.message,
        endTime: to?.message,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.admin.allAuditEntries(request))
      try session.printer.list(rows, Columns.auditEntry)
    }
  }
}

struct AuditVerifyCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "verify",
    "Kiểm tra cả chuỗi nhật ký; kết thúc với mã 1 nếu có chỗ đứt.",
    en: "Looks through the whole chain; ends with 1 where it is broken.",
    example: "motcua admin audit verify --checkpoint 120:3fa9…"
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Mốc đã giữ ở nơi khác, SỐ:SHA256, phải nằm trên chuỗi.")
  var checkpoint: CheckpointArgument?

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.admin.verifyAudit(
        VerifyAuditRequest(checkpoint: checkpoint?.message)
      )
      try session.printer.one(answer, Columns.auditVerdict)
      guard answer.intact else { throw Finished(status: .rowsRejected) }
    }
  }
}

struct AuditCheckpointCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "checkpoint",
    "In mốc cuối chuỗi, SỐ:SHA256, để giữ ở nơi khác.",
    en: "Prints the end of the chain as ID:SHA256, to be kept elsewhere.",
    example: "motcua admin audit checkpoint >> moc-nhat-ky.txt"
  )

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.admin.getAuditCheckpoint(GetAuditCheckpointRequest())
      guard options.output == .table else {
        return try session.printer.one(answer, Columns.auditCheckpoint)
      }
      try session.printer.write("\(answer.entryId):\(answer.sha256)\n")
    }
  }
}

/// A checkpoint on the command line, as `checkpoint` prints it.
struct CheckpointArgument: ExpressibleByArgument {
  /// The checkpoint in the contract's terms.
  let message: AuditCheckpoint

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let id = Int64(parts[0]), id >= 0 else { return nil }
    message = AuditCheckpoint(entryId: id, sha256: String(parts[1]))
  }
}
