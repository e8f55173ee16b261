import ArgumentParser
import MotCuaClient

struct AdminCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "admin",
    "Quản trị: chủ thể, mã truy cập, lịch làm việc, máy chủ.",
    en: "Administration: principals, tokens, calendar, server.",
    example: "motcua admin server info",
    subcommands: [
      PrincipalCommand.self, TokenCommand.self, AdminCalendarCommand.self, ServerCommand.self,
    ]
  )
}

struct PrincipalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "principal",
    "Chủ thể: ai hoặc hệ thống nào được gọi.",
    en: "Principals: who or what may call.",
    example: "motcua admin principal list --kind officer",
    subcommands: [PrincipalCreateCommand.self, PrincipalListCommand.self]
  )
}

/// Who a principal is, as the commands that make one take it.
struct PrincipalOptions: ParsableArguments {
  @Option(help: "Loại chủ thể.") var kind: Choice<PrincipalKind>
  @Option(help: "Tên để người đọc nhận ra; mặc định ghép từ loại và cơ quan.") var name: String?
  @Option(help: "Mã cơ quan; có thể lặp lại.") var agency: [String] = []
  @Option(help: "Nhiệm vụ của cán bộ; có thể lặp lại.") var duty: [Choice<Duty>] = []
  @Option(name: .customLong("officer"), help: "Mã cán bộ ghi trong lịch sử.")
  var officerCode: String?
  @Option(name: .customLong("id"), help: "Số giấy tờ của người nộp.") var identityNumber: String?

  /// The principal in the contract's terms.
  var principal: Principal {
    Principal(
      kind: kind.value,
      name: name ?? ([kind.value.word] + agency).joined(separator: " "),
      agencyCodes: agency,
      duties: duty.map(\.value),
      officerCode: officerCode ?? "",
      identityNumber: identityNumber ?? ""
    )
  }
}

struct PrincipalCreateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "create",
    "Tạo một chủ thể.",
    en: "Creates a principal.",
    example: "motcua admin principal create --kind officer --name 'Quầy 1'"
      + " --agency 000.00.02.H10 --duty reception"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var content: PrincipalOptions

  func run() async throws {
    try await withServer { session, client in
      let principal = try await client.admin.createPrincipal(
        CreatePrincipalRequest(
          principal: content.principal,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(principal, Columns.principal)
    }
  }
}

struct PrincipalListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê chủ thể.",
    en: "Lists principals.",
    example: "motcua admin principal list --kind officer --all"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Loại chủ thể.") var kind: Choice<PrincipalKind>?

  func run() async throws {
    try await withServer { session, client in
      let request = ListPrincipalsRequest(
        kind: kind?.value ?? .unspecified,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.admin.allPrincipals(request))
      try session.printer.list(rows, Columns.principal)
    }
  }
}
