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
      AgencyUpdateCommand.self, AgencyHistoryCommand.self, AgencyImportCommand.self,
      AgencyPaperPolicyCommand.self,
      AgencySuccessorsCommand.self, AgencyReorganizeCommand.self,
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
  @Flag(help: "Chỉ cơ quan chưa có tài khoản hay ví nhận thanh toán trực tuyến.")
  var withoutPayment = false

  func run() async throws {
    try await withServer { session, client in
      let request = ListAgenciesRequest(
        level: level?.value ?? .unspecified,
        kind: kind?.value ?? .unspecified,
        parentCode: parent ?? "",
        asOf: asOf?.message,
        withoutPayment: withoutPayment,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.agencies.allAgencies(request))
      try session.printer.list(rows, Columns.agency)
    }
  }
}
