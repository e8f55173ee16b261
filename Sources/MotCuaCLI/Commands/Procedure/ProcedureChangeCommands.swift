import ArgumentParser
import MotCuaClient
import RPCMessages

struct ProcedureCreateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "create",
    "Tạo một thủ tục ở trạng thái dự thảo.",
    en: "Creates a procedure as a draft.",
    example: "motcua procedure create 1.999001 --name 'Cấp giấy phép mẫu' --file thu-tuc.json"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var fields: ProcedureFields
  @Argument(help: "Mã thủ tục.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let created = try await client.procedures.createProcedure(
        CreateProcedureRequest(
          procedure: try fields.procedure(code, session).message,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(created, Columns.procedure)
    }
  }
}

struct ProcedureUpdateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "update",
    "Sửa một thủ tục thành phiên bản mới: chỉ những gì được nêu mới thay đổi.",
    en: "Changes a procedure as a further revision: only what is named changes.",
    example: "motcua procedure update 1.001193 --guidance 'Nộp tại xã' --effective 2026-01-01"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var fields: ProcedureFields
  @Argument(help: "Mã thủ tục.") var code: String
  @Option(help: "Có hiệu lực từ ngày (YYYY-MM-DD); mặc định hôm nay.")
  var effective: DayArgument?
  @Option(help: "Trường cần xóa trắng, ví dụ guidance; có thể lặp lại.") var clear: [String] = []

  func run() async throws {
    try await withServer { session, client in
      let (message, paths) = try fields.procedure(code, session)
      let updated = try await client.procedures.updateProcedure(
        UpdateProcedureRequest(
          procedure: message,
          updateMask: GoogleProtobuf.FieldMask(
            paths: paths + clear.filter { !paths.contains($0) }
          ),
          effectiveFrom: effective?.message,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(updated, Columns.procedure)
    }
  }
}

/// What the three commands that change a procedure's state take.
struct DecisionOptions: ParsableArguments {
  @Option(help: "Số quyết định.") var decision: String
  @Option(help: "Ngày quyết định (YYYY-MM-DD).") var decided: DayArgument?
  @Option(help: "Có hiệu lực từ ngày (YYYY-MM-DD); mặc định hôm nay.")
  var effective: DayArgument?

  /// The decision in the contract's terms.
  var message: Decision { Decision(number: decision, date: decided?.message) }
}

struct ProcedurePublishCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "publish",
    "Công bố một thủ tục.",
    en: "Publishes a procedure.",
    example: "motcua procedure publish 1.001193 --decision 1299/QĐ-UBND --decided 2020-06-12"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var decision: DecisionOptions
  @Argument(help: "Mã thủ tục.") var code: String
  @Option(help: "Ngày công khai trên Cổng (YYYY-MM-DD).") var madePublic: DayArgument?

  func run() async throws {
    try await withServer { session, client in
      let changed = try await client.procedures.publishProcedure(
        PublishProcedureRequest(
          code: code,
          decision: decision.message,
          effectiveFrom: decision.effective?.message,
          madePublicOn: madePublic?.message,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(changed, Columns.procedure)
    }
  }
}

struct ProcedureSuspendCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "suspend",
    "Tạm dừng một thủ tục: không nhận hồ sơ mới.",
    en: "Suspends a procedure: no further dossiers.",
    example: "motcua procedure suspend 1.001193 --decision 77/QĐ-UBND"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var decision: DecisionOptions
  @Argument(help: "Mã thủ tục.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let changed = try await client.procedures.suspendProcedure(
        SuspendProcedureRequest(
          code: code,
          decision: decision.message,
          effectiveFrom: decision.effective?.message,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(changed, Columns.procedure)
    }
  }
}

struct ProcedureRepealCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "repeal",
    "Bãi bỏ một thủ tục.",
    en: "Repeals a procedure for ever.",
    example: "motcua procedure repeal 1.001193 --decision 78/QĐ-UBND --effective 2026-01-01"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var decision: DecisionOptions
  @Argument(help: "Mã thủ tục.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let changed = try await client.procedures.repealProcedure(
        RepealProcedureRequest(
          code: code,
          decision: decision.message,
          effectiveFrom: decision.effective?.message,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(changed, Columns.procedure)
    }
  }
}
