import ArgumentParser
import MotCuaClient

struct DossierReceiveCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "receive",
    "Tiếp nhận hồ sơ tại quầy hoặc qua bưu chính.",
    en: "Receives a dossier at the desk or by post.",
    example: "motcua dossier receive --procedure 1.001193 --agency 000.00.02.H10"
      + " --name 'Nguyễn Văn An' --id 070200001234 --channel direct"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var content: ApplicantOptions
  @Option(help: "Kênh: direct hoặc post.") var channel = Choice(Channel.direct)
  @Option(help: "Mã trường hợp của thủ tục.") var caseCode: String?
  @Option(help: "Ngày hẹn trả do cán bộ nhập (YYYY-MM-DD).") var dueDate: DayArgument?
  @Option(help: "Mã hồ sơ đã bị từ chối mà hồ sơ này nộp lại.") var previous: String?
  @Option(help: "Mã lý do được nhận giấy khi thủ tục đã trực tuyến.") var exemption: String?
  @Option(help: "Ghi chú của cán bộ.") var note: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.receiveDossier(
        ReceiveDossierRequest(
          procedureCode: content.procedure,
          agencyCode: content.agency,
          caseCode: caseCode ?? "",
          channel: channel.value,
          applicant: content.applicant,
          components: content.components.map { $0.message(otherwise: .paper) },
          fees: content.fees.map(\.message),
          dueDate: dueDate?.message,
          note: note ?? "",
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          previousCode: previous ?? "",
          paperExemptionCode: exemption ?? ""
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}

struct DossierRefuseAtDeskCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "refuse-at-desk",
    "Ghi nhận việc từ chối hồ sơ tại quầy hoặc qua bưu chính.",
    en: "Puts a refusal at the desk or by post on record.",
    example: "motcua dossier refuse-at-desk --procedure 1.001193 --agency 000.00.02.H10"
      + " --name 'Nguyễn Văn An' --id 070200001234 --reason 'Không thuộc thẩm quyền'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var content: ApplicantOptions
  @Option(help: "Kênh: direct hoặc post.") var channel = Choice(Channel.direct)
  @Option(help: "Lý do từ chối.") var reason: String

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.refuseDossierAtDesk(
        RefuseDossierAtDeskRequest(
          procedureCode: content.procedure,
          agencyCode: content.agency,
          channel: channel.value,
          applicant: content.applicant,
          components: content.components.map { $0.message(otherwise: .paper) },
          reason: reason,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}
