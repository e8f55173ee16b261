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
  @Option(help: "Phân công, dạng NHIỆM-VỤ:MÃ-CÁN-BỘ; có thể lặp lại.")
  var assign: [AssignmentArgument] = []
  @Option(help: "Hồ sơ giấy với mức độ 3, 4: off, warn hoặc enforce.") var paper: Choice<PaperMode>?
  @Option(help: "Quy định về hồ sơ giấy có từ ngày (YYYY-MM-DD).") var paperFrom: DayArgument?
  @Option(help: "Lý do được nhận giấy, dạng MÃ:LÝ DO; có thể lặp lại.")
  var paperExempt: [PaperExemptionArgument] = []

  func run() async throws {
    try await withServer { session, client in
      let offering = Offering(
        procedureCode: procedure,
        agencyCode: agency,
        deskAgencyCode: desk ?? "",
        levels: level.map { OfferingLevel(level: $0.value, validFrom: from?.message) },
        receivesOnline: online,
        receivesByPost: byPost,
        assignees: assign.map(\.message),
        paperPolicies: paper.map { mode in
          [
            PaperPolicy(
              mode: mode.value,
              validFrom: paperFrom?.message,
              exemptions: paperExempt.map(\.message)
            )
          ]
        } ?? []
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
