import Foundation
import MotCuaClient

// Finds procedures by words, and asks how far a dossier is if its code and the last four
// characters of its owner's identity number are given.
let words = CommandLine.arguments.dropFirst()
let variables = ProcessInfo.processInfo.environment

do {
  try await MotCuaClient.withServer(
    variables["MOTCUA_SERVER"] ?? "127.0.0.1:7450",
    token: variables["MOTCUA_TOKEN"]
  ) { client in
    let request = SearchProceduresRequest(query: words.first ?? "khai sinh")
    for hit in try await client.procedures.allMatches(request).prefix(5) {
      print(hit.procedure?.code ?? "", hit.procedure?.name ?? "", separator: "  ")
    }
    guard words.count == 3 else { return }
    let dossier = try await client.dossiers.trackDossier(
      TrackDossierRequest(code: Array(words)[1], identitySuffix: Array(words)[2])
    )
    print(dossier.code, dossier.state.name, dossier.overdue ? "quá hạn" : "", separator: "  ")
  }
} catch let error as RPCError {
  print(error.localizedMessage() ?? error.message, error.reason ?? error.code.description)
  for violation in error.fieldViolations { print("  \(violation.field): \(violation.description)") }
  exit(1)
}
