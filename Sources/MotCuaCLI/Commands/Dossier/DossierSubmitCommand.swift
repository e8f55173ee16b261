import ArgumentParser
import MotCuaClient

struct DossierSubmitCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "submit",
    "Nộp hồ sơ trực tuyến.",
    en: "Submits a dossier online.",
    example: "motcua dossier submit --procedure 1.001193 --agency 000.00.02.H10"
      + " --name 'Nguyễn Văn An' --id 070200001234"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var content: ApplicantOptions
  @Option(help: "Mã trường hợp của thủ tục.") var caseCode: String?
  @Option(help: "Ai nộp; mặc định theo loại người gọi.") var by: Choice<SubmissionKind>?
  @OptionGroup var helper: AssistanceOptions
  @Option(help: "Hệ thống nơi hồ sơ sinh ra.") var externalSource: String?
  @Option(help: "Mã hồ sơ ở hệ thống đó.") var externalCode: String?
  @Option(help: "Mã hồ sơ đã bị từ chối mà hồ sơ này nộp lại.") var previous: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.submitDossier(
        SubmitDossierRequest(
          procedureCode: content.procedure,
          agencyCode: content.agency,
          caseCode: caseCode ?? "",
          applicant: content.applicant,
          submissionKind: by?.value ?? .unspecified,
          assistance: helper.assistance,
          components: content.components.map { $0.message(otherwise: .form) },
          fees: content.fees.map(\.message),
          externalSource: externalSource ?? "",
          externalCode: externalCode ?? "",
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          previousCode: previous ?? ""
        )
      )
      try session.printer.one(dossier, Columns.dossier)
    }
  }
}
