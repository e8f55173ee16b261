import ArgumentParser
import MotCuaClient
import RPCMessages

struct AgencyPaperPolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "paper-policy",
    "Quy định của một cơ quan về hồ sơ giấy.",
    en: "What an agency and those below it do with paper.",
    example: "motcua agency paper-policy show 000.00.00.H10",
    subcommands: [AgencyPaperPolicyShowCommand.self, AgencyPaperPolicySetCommand.self]
  )
}

struct AgencyPaperPolicyShowCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "show",
    "Xem quy định của chính cơ quan về hồ sơ giấy.",
    en: "Shows an agency's own rules about paper; those of agencies above hold where it has none.",
    example: "motcua agency paper-policy show 000.00.00.H10"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã cơ quan, một trong hai dạng.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let agency = try await client.agencies.getAgency(GetAgencyRequest(code: code))
      try session.printer.list(agency.paperPolicies, Columns.paperPolicy)
    }
  }
}

struct AgencyPaperPolicySetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "set",
    "Đặt quy định về hồ sơ giấy với mức độ 3, 4 từ một ngày.",
    en: "Sets the rule about paper from a day on; what held before that day is kept.",
    example: "motcua agency paper-policy set 000.00.00.H10 --mode enforce --from 2020-09-01"
      + " --exempt 'NO_DEVICE:Người dân không có thiết bị'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã cơ quan, một trong hai dạng.") var code: String
  @Option(help: "Quy định: off, warn hoặc enforce.") var mode: Choice<PaperMode>
  @Option(help: "Từ ngày (YYYY-MM-DD); bỏ trống thì thay mọi quy định cũ.") var from: DayArgument?
  @Option(help: "Đến hết ngày (YYYY-MM-DD).") var to: DayArgument?
  @Option(help: "Lý do được nhận giấy, dạng MÃ:LÝ DO; có thể lặp lại.")
  var exempt: [PaperExemptionArgument] = []

  func run() async throws {
    try await withServer { session, client in
      let present = try await client.agencies.getAgency(GetAgencyRequest(code: code))
      let rule = PaperPolicy(
        mode: mode.value,
        validFrom: from?.message,
        validTo: to?.message,
        exemptions: exempt.map(\.message)
      )
      let updated = try await client.agencies.updateAgency(
        UpdateAgencyRequest(
          agency: Agency(
            code: code,
            paperPolicies: present.paperPolicies.endingBefore(from) + [rule]
          ),
          updateMask: GoogleProtobuf.FieldMask(paths: ["paper_policies"]),
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          // What was read is what is changed, whoever else is at it.
          etag: change.etag ?? present.etag
        )
      )
      try session.printer.list(updated.paperPolicies, Columns.paperPolicy)
    }
  }
}
