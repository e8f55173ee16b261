import ArgumentParser
import MotCuaClient

struct OfficerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "officer",
    "Cán bộ, công chức.",
    en: "Officers.",
    example: "motcua officer list --agency 000.00.02.H10",
    subcommands: [
      OfficerListCommand.self, OfficerGetCommand.self, OfficerCreateCommand.self,
      OfficerUpdateCommand.self, OfficerPostCommand.self, OfficerImportCommand.self,
    ]
  )
}

struct OfficerListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê cán bộ.",
    en: "Lists officers.",
    example: "motcua officer list --agency 000.00.02.H10 --duty reception"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Mã cơ quan.") var agency: String?
  @Option(help: "Nhiệm vụ.") var duty: Choice<Duty>?
  @Option(help: "Chỉ người đang được phân công vào ngày này (YYYY-MM-DD).") var asOf: DayArgument?
  @Flag(help: "Chỉ người đứng đầu.") var heads = false

  func run() async throws {
    try await withServer { session, client in
      let request = ListOfficersRequest(
        agencyCode: agency ?? "",
        duty: duty?.value ?? .unspecified,
        asOf: asOf?.message,
        headsOnly: heads,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.agencies.allOfficers(request))
      try session.printer.list(rows, Columns.officer)
    }
  }
}

struct OfficerCreateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "create",
    "Tạo một cán bộ.",
    en: "Creates an officer.",
    example: "motcua officer create CB-001 --name 'Nguyễn Thị Lan' --agency 000.00.02.H10"
      + " --duty reception"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Argument(help: "Mã cán bộ.") var code: String
  @Option(help: "Họ và tên.") var name: String
  @Option(help: "Mã cơ quan công tác.") var agency: String
  @Option(help: "Nhiệm vụ tại cơ quan; có thể lặp lại.") var duty: [Choice<Duty>] = []
  @Flag(help: "Là người đứng đầu cơ quan.") var head = false

  func run() async throws {
    try await withServer { session, client in
      let officer = Officer(
        code: code,
        name: name,
        agencyCode: agency,
        postings: duty.map { Posting(agencyCode: agency, duty: $0.value) },
        head: head
      )
      let created = try await client.agencies.createOfficer(
        CreateOfficerRequest(
          officer: officer,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(created, Columns.officer)
    }
  }
}
