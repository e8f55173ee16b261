import Foundation
import MotCuaClient

// Hands in a dossier as a connected system and takes it through the desk as an officer:
// submitted, accepted, started, completed, returned.
//
// usage: DossierLife PROCEDURE AGENCY     (MOTCUA_SERVER, SYSTEM_TOKEN and OFFICER_TOKEN are set)
let variables = ProcessInfo.processInfo.environment
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 2, let system = variables["SYSTEM_TOKEN"],
  let officer = variables["OFFICER_TOKEN"]
else {
  print("usage: DossierLife PROCEDURE AGENCY, with SYSTEM_TOKEN and OFFICER_TOKEN set")
  exit(2)
}
let server = variables["MOTCUA_SERVER"] ?? "127.0.0.1:7450"

func show(_ dossier: Dossier) {
  print("  \(dossier.code)  \(dossier.state.name)")
}

do {
  let code = try await MotCuaClient.withServer(server, token: system) { portal in
    let request = SubmitDossierRequest(
      procedureCode: arguments[0],
      agencyCode: arguments[1],
      applicant: Applicant(
        name: "Điểu Thị Hương",
        subjectType: .citizen,
        identityKind: .citizenId,
        identityNumber: "070190000077",
        phone: "0912345678"
      ),
      components: [ProvidedComponent(componentCode: "GT-1", name: "Đơn đề nghị", source: .form)]
    )
    let dossier = try await portal.dossiers.submitDossier(request)
    show(dossier)
    return dossier.code
  }
  try await MotCuaClient.withServer(server, token: officer) { desk in
    show(try await desk.dossiers.acceptDossier(AcceptDossierRequest(code: code)))
    show(try await desk.dossiers.startDossier(StartDossierRequest(code: code)))
    let results = [DossierResult(name: "Giấy chứng nhận", signer: "Nguyễn Văn Bình")]
    show(
      try await desk.dossiers.completeDossier(
        CompleteDossierRequest(code: code, results: results)
      )
    )
    show(
      try await desk.dossiers.returnResult(
        ReturnResultRequest(code: code, method: .desk, receiverName: "Điểu Thị Hương")
      )
    )
  }
} catch let error as RPCError {
  print(error.localizedMessage() ?? error.message, error.reason ?? error.code.description)
  for violation in error.fieldViolations { print("  \(violation.field): \(violation.description)") }
  exit(1)
}
