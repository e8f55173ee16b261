import ArgumentParser
import MotCuaClient

struct OfficerImportCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "import",
    "Nạp bảng cán bộ (TSV: code, name, agency_code, …).",
    en: "Imports a table of officers; columns code, name, agency_code, and optionally duties (with"
      + " commas between, at the home agency), valid_from, valid_to, head (x). What is not in the"
      + " table is cleared.",
    example: "motcua officer import can-bo.tsv --dry-run"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var source: ImportOptions

  func run() async throws {
    let session = try Session(options)
    let input = try OfficerFile.read(try session.bytes(of: source.file))
    try await session.withClient { client in
      var answer = try await client.agencies.importOfficers { writer in
        try await ImportSender(session).send(input) { rows, isFirst in
          try await writer.write(
            ImportOfficersRequest(
              requestId: isFirst ? source.mutation.identifier : "",
              validateOnly: isFirst && source.mutation.dryRun,
              rows: rows
            )
          )
        }
      }
      if !input.faults.isEmpty {
        answer.counts = (answer.counts ?? ImportCounts()).adding(input.faults)
        answer.errors += input.faults.map(\.rowError)
      }
      let part = ImportReport.Part(
        key: "officers",
        title: Phrase("cán bộ", en: "officers"),
        counts: answer.counts ?? ImportCounts()
      )
      try ImportReport(session)
        .write(answer, [part], errors: answer.errors, isDryRun: source.mutation.dryRun)
    }
  }
}
