import ArgumentParser
import MotCuaClient

struct OperationCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "operation",
    "Hỏi một yêu cầu mất câu trả lời đã có hiệu lực chưa.",
    en: "Asks whether a request whose answer was lost took effect.",
    example: "motcua admin operation motcua.v1.DossierService/SubmitDossier"
      + " 01890a5d-ac96-774b-bcce-b302099a8057"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Phương thức đã gọi.") var method: String
  @Argument(help: "Mã yêu cầu (UUID) đã gửi.") var requestID: String

  func run() async throws {
    try await withServer { session, client in
      let outcome = try await client.admin.getOperationOutcome(
        GetOperationOutcomeRequest(method: method, requestId: requestID)
      )
      try session.printer.one(outcome, Columns.operationOutcome)
    }
  }
}
