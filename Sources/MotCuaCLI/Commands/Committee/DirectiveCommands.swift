import ArgumentParser
import MotCuaClient

struct StatsDirectiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "directive",
    "Nhiệm vụ theo văn bản chỉ đạo và kết quả thực hiện.",
    en: "Tasks of directives and what became of them.",
    example: "motcua stats directive list --state overdue",
    subcommands: [
      DirectiveListCommand.self, DirectiveCreateCommand.self, DirectiveUpdateCommand.self,
    ]
  )
}

struct DirectiveListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê nhiệm vụ.",
    en: "Lists tasks.",
    example: "motcua stats directive list --documents 2020-08-03"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Mã cơ quan.") var agency: String?
  @Option(help: "Tình trạng.") var state: Choice<DirectiveState>?
  @Option(help: "Văn bản của những ngày này.") var documents: PeriodArgument?
  @Option(help: "Xét tình trạng vào cuối ngày này.") var asOf: DayArgument?

  func run() async throws {
    try await withServer { session, client in
      let documents = try await self.documents.period(client)
      let request = ListDirectivesRequest(
        agencyCode: agency ?? "",
        state: state?.value ?? .unspecified,
        documents: documents,
        asOf: asOf?.message,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.statistics.allDirectives(request))
      try session.printer.list(rows, Columns.directive)
    }
  }
}

struct DirectiveCreateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "create",
    "Nhập một nhiệm vụ.",
    en: "Enters a task.",
    example: "motcua stats directive create TB-210-1 --document 210/TB-UBND --date 2020-08-03"
      + " --issuer 'Ban Chỉ đạo' --task 'Đăng ký tài khoản ngân hàng' --agency 000.00.31.H10"
      + " --due 2020-08-20"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Argument(help: "Mã nhiệm vụ.") var code: String
  @Option(help: "Số văn bản.") var document: String
  @Option(help: "Ngày văn bản.") var date: DayArgument
  @Option(help: "Nơi ban hành.") var issuer: String
  @Option(help: "Việc phải làm.") var task: String
  @Option(help: "Mã cơ quan phải làm.") var agency: String
  @Option(help: "Hạn.") var due: DayArgument

  func run() async throws {
    try await withServer { session, client in
      let directive = Directive(
        code: code,
        documentNumber: document,
        documentDate: date.message,
        issuer: issuer,
        task: task,
        agencyCode: agency,
        dueDate: due.message
      )
      let created = try await client.statistics.createDirective(
        CreateDirectiveRequest(
          directive: directive,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(created, Columns.directive)
    }
  }
}

struct DirectiveUpdateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "update",
    "Báo cáo tiến độ một nhiệm vụ; --done khi đã xong.",
    en: "Reports on a task; --done when it is done.",
    example: "motcua stats directive update TB-210-1 --note 'Đã mở tài khoản' --done"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã nhiệm vụ.") var code: String
  @Option(help: "Nội dung báo cáo.") var note: String
  @Flag(help: "Đã xong.") var done = false
  @Flag(help: "Mở lại.") var reopen = false
  @Option(help: "Hạn mới.") var due: DayArgument?

  func validate() throws {
    guard !(done && reopen) else { throw ValidationError("--done hoặc --reopen, không cả hai.") }
  }

  func run() async throws {
    try await withServer { session, client in
      let updated = try await client.statistics.updateDirective(
        UpdateDirectiveRequest(
          code: code,
          note: note,
          state: done ? .done : reopen ? .open : .unspecified,
          dueDate: due?.message,
          etag: change.expected,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(updated, Columns.directive)
    }
  }
}
