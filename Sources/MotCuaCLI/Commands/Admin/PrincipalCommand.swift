import ArgumentParser
import MotCuaClient

struct PrincipalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "principal",
    "Chủ thể: ai hoặc hệ thống nào được gọi.",
    en: "Principals: who or what may call.",
    example: "motcua admin principal list --kind officer",
    subcommands: [PrincipalCreateCommand.self, PrincipalListCommand.self]
  )
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

  func validate() throws {
    guard content.kind != nil else { throw ValidationError("Cần --kind.") }
  }

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
