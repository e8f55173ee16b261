import ArgumentParser
import MotCuaClient

struct OfferingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "offering",
    "Thủ tục tại từng cơ quan.",
    en: "How agencies offer procedures.",
    example: "motcua procedure offering list --procedure 1.001193",
    subcommands: [OfferingListCommand.self, OfferingSetCommand.self]
  )
}

struct OfferingListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê nơi thực hiện.",
    en: "Lists offerings.",
    example: "motcua procedure offering list --agency 000.00.02.H10"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Mã thủ tục.") var procedure: String?
  @Option(help: "Mã cơ quan.") var agency: String?
  @Option(help: "Chỉ những gì còn hiệu lực vào ngày này (YYYY-MM-DD).") var asOf: DayArgument?

  func run() async throws {
    try await withServer { session, client in
      let request = ListOfferingsRequest(
        procedureCode: procedure ?? "",
        agencyCode: agency ?? "",
        asOf: asOf?.message,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.procedures.allOfferings(request))
      try session.printer.list(rows, Columns.offering)
    }
  }
}

struct OfferingSetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "set",
    "Đặt cách một cơ quan thực hiện một thủ tục.",
    en: "Sets how an agency offers a procedure.",
    example: "motcua procedure offering set 1.001193 --agency 000.00.02.H10 --level level-4"
      + " --online --by-post"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã thủ tục.") var procedure: String
  @Option(help: "Mã cơ quan giải quyết.") var agency: String
  @Option(help: "Mã nơi tiếp nhận.") var desk: String?
  @Option(help: "Mức độ dịch vụ công; có thể lặp lại.") var level: [Choice<ServiceLevel>] = []
  @Option(help: "Ngày bắt đầu của mức độ (YYYY-MM-DD).") var from: DayArgument?
  @Flag(help: "Nhận hồ sơ trực tuyến.") var online = false
  @Flag(help: "Nhận hồ sơ qua bưu chính.") var byPost = false

  func run() async throws {
    try await withServer { session, client in
      let offering = Offering(
        procedureCode: procedure,
        agencyCode: agency,
        deskAgencyCode: desk ?? "",
        levels: level.map { OfferingLevel(level: $0.value, validFrom: from?.message) },
        receivesOnline: online,
        receivesByPost: byPost
      )
      let set = try await client.procedures.setOffering(
        SetOfferingRequest(
          offering: offering,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(set, Columns.offering)
    }
  }
}
