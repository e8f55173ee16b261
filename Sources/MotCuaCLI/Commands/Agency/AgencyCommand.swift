import ArgumentParser
import MotCuaClient

struct AgencyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "agency",
    "Cơ quan, đơn vị.",
    en: "Agencies.",
    example: "motcua agency list --level district",
    subcommands: [
      AgencyListCommand.self, AgencyGetCommand.self, AgencyCreateCommand.self,
      AgencyImportCommand.self,
    ]
  )
}

struct AgencyListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê cơ quan.",
    en: "Lists agencies.",
    example: "motcua agency list --level commune --all -o csv"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Cấp hành chính.") var level: Choice<AgencyLevel>?
  @Option(help: "Loại cơ quan.") var kind: Choice<AgencyKind>?
  @Option(help: "Mã cơ quan cấp trên.") var parent: String?
  @Option(help: "Chỉ cơ quan còn tồn tại vào ngày này (YYYY-MM-DD).") var asOf: DayArgument?

  func run() async throws {
    try await withServer { session, client in
      let request = ListAgenciesRequest(
        level: level?.value ?? .unspecified,
        kind: kind?.value ?? .unspecified,
        parentCode: parent ?? "",
        asOf: asOf?.message,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.agencies.allAgencies(request))
      try session.printer.list(rows, Columns.agency)
    }
  }
}

struct AgencyGetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "get",
    "Xem một cơ quan.",
    en: "Shows one agency.",
    example: "motcua agency get 000.00.00.H10"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã cơ quan, một trong hai dạng.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let agency = try await client.agencies.getAgency(GetAgencyRequest(code: code))
      try session.printer.one(agency, Columns.agency)
    }
  }
}

struct AgencyCreateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "create",
    "Tạo một cơ quan.",
    en: "Creates an agency.",
    example: "motcua agency create 000.00.09.H10 --name 'Sở Xây dựng' --level province"
      + " --parent 000.00.00.H10"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Argument(help: "Mã cơ quan.") var code: String
  @Option(help: "Mã ở dạng còn lại.") var otherCode: String?
  @Option(help: "Tên đầy đủ.") var name: String
  @Option(help: "Tên tắt.") var shortName: String?
  @Option(help: "Cấp hành chính.") var level: Choice<AgencyLevel>
  @Option(help: "Loại cơ quan; mặc định resolving.") var kind: Choice<AgencyKind>?
  @Option(help: "Mã cơ quan cấp trên.") var parent: String?
  @Option(help: "Ngày bắt đầu (YYYY-MM-DD).") var from: DayArgument?

  func run() async throws {
    try await withServer { session, client in
      let agency = Agency(
        code: code,
        otherCode: otherCode ?? "",
        name: name,
        shortName: shortName ?? "",
        level: level.value,
        kind: kind?.value ?? .resolving,
        parentCode: parent ?? "",
        validFrom: from?.message
      )
      let created = try await client.agencies.createAgency(
        CreateAgencyRequest(
          agency: agency,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(created, Columns.agency)
    }
  }
}
