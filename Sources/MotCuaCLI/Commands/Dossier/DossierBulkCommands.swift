import ArgumentParser
import MotCuaClient

struct DossierBatchCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "batch",
    "Xem nhiều hồ sơ theo mã.",
    en: "Shows several dossiers.",
    example: "motcua dossier batch 000.00.02.H10-200806-0001 000.00.02.H10-200806-0002"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Các mã hồ sơ.") var codes: [String]

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.dossiers.batchGetDossiers(
        BatchGetDossiersRequest(codes: codes)
      )
      try session.printer.list(answer.dossiers, Columns.dossier)
      guard !answer.missingCodes.isEmpty else { return }
      let missing = answer.missingCodes.joined(separator: " ")
      try session.note(Phrase("Không tìm thấy: \(missing)", en: "Not found: \(missing)"))
    }
  }
}

struct DossierBulkCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "bulk",
    "Làm cùng một việc với nhiều hồ sơ; hồ sơ nào không được thì báo riêng.",
    en: "Does the same with many dossiers; what is refused is told row by row.",
    example: "motcua dossier bulk start 000.00.02.H10-200806-0001 000.00.02.H10-200806-0002"
      + " --dry-run"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Argument(
    help: "Việc: accept, refuse, start, forward, reassign, stop, resume, rework, return-result."
  )
  var action: Choice<DossierAction>
  @Argument(help: "Các mã hồ sơ.") var codes: [String]
  @Option(help: "Ghi chú hoặc lý do.") var note: String?
  @Option(help: "Mã cơ quan xử lý tiếp, với forward.") var agency: String?
  @Option(help: "Phòng xử lý, với forward.") var division: String?
  @Option(help: "Mã cán bộ xử lý, với forward và reassign.") var officer: String?
  @Option(help: "Ngày cuối của bước (YYYY-MM-DD), với forward.") var stepDue: DayArgument?
  @Option(help: "Cách trả, với return-result.") var method: Choice<ReturnMethod>?

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.dossiers.bulkTransition(
        BulkTransitionRequest(
          action: action.value,
          codes: codes,
          note: note ?? "",
          agencyCode: agency ?? "",
          division: division ?? "",
          officerCode: officer ?? "",
          stepDueDate: stepDue?.message,
          returnMethod: method?.value ?? .unspecified,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.list(answer.rows, Columns.bulkRow)
      if mutation.dryRun {
        try session.note(Phrase("Chạy thử: không lưu gì.", en: "Dry run: nothing was stored."))
      }
    }
  }
}

struct DossierImportCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "import",
    "Nhận hồ sơ và lịch sử từ hệ thống cũ (JSONL, mỗi dòng một hồ sơ).",
    en: "Takes over dossiers of an older system with their history: each line is an"
      + " ImportedDossier in JSON (motcua describe ImportedDossier).",
    example: "motcua dossier import ho-so-cu.jsonl --dry-run"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var source: ImportOptions

  func run() async throws {
    let session = try Session(options)
    let input = try ImportedDossierFile.read(try session.bytes(of: source.file))
    try await session.withClient { client in
      var answer = try await client.dossiers.importDossiers { writer in
        try await ImportSender(session).send(input) { rows, isFirst in
          try await writer.write(
            ImportDossiersRequest(
              dossiers: rows,
              requestId: isFirst ? source.mutation.identifier : "",
              validateOnly: isFirst && source.mutation.dryRun
            )
          )
        }
      }
      if !input.faults.isEmpty {
        answer.counts = (answer.counts ?? ImportCounts()).adding(input.faults)
        answer.errors += input.faults.map(\.rowError)
      }
      let part = ImportReport.Part(
        key: "dossiers",
        title: Phrase("hồ sơ", en: "dossiers"),
        counts: answer.counts ?? ImportCounts()
      )
      try ImportReport(session)
        .write(answer, [part], errors: answer.errors, isDryRun: source.mutation.dryRun)
    }
  }
}

struct DossierPolicyCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "policy",
    "Xem hoặc đặt quy định về bổ sung và gia hạn.",
    en: "Shows or sets how often a supplement and an extension are allowed.",
    example: "motcua dossier policy --supplements 1 --extensions 1 --notice-days 3"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Option(help: "Số lần được yêu cầu bổ sung.") var supplements: Int32?
  @Option(help: "Số lần được gia hạn.") var extensions: Int32?
  @Option(help: "Được gia hạn từ mấy ngày trước hạn.") var noticeDays: Int32?

  func run() async throws {
    try await withServer { session, client in
      var policy = try await client.dossiers.getDossierPolicy(GetDossierPolicyRequest())
      if supplements != nil || extensions != nil || noticeDays != nil {
        let etag = policy.etag
        policy.supplementRequestsMax = supplements ?? policy.supplementRequestsMax
        policy.extensionsMax = extensions ?? policy.extensionsMax
        policy.extensionNoticeDays = noticeDays ?? policy.extensionNoticeDays
        policy = try await client.dossiers.setDossierPolicy(
          SetDossierPolicyRequest(
            policy: policy,
            requestId: mutation.identifier,
            validateOnly: mutation.dryRun,
            etag: change.etag ?? etag
          )
        )
      }
      try session.printer.one(policy, Columns.policy)
    }
  }
}
