import ArgumentParser
import MotCuaClient

struct OfferingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "offering",
    "Thủ tục tại từng cơ quan.",
    en: "How agencies offer procedures.",
    example: "motcua procedure offering list --procedure 1.001193",
    subcommands: [
      OfferingListCommand.self, OfferingSetCommand.self, OfferingImportCommand.self,
      OfferingExportCommand.self,
    ]
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

/// An assignment on the command line: a duty, a colon, an officer's code.
struct AssignmentArgument: ExpressibleByArgument {
  /// The assignment in the contract's terms.
  let message: Assignment

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let duty = Choice<Duty>(argument: parts[0]) else { return nil }
    message = Assignment(duty: duty.value, officerCode: parts[1])
  }
}

/// A reason to take paper on the command line: a code, a colon, the words.
struct PaperExemptionArgument: ExpressibleByArgument {
  /// The reason in the contract's terms.
  let message: PaperExemption

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    message = PaperExemption(code: parts[0], text: parts[1])
  }
}
