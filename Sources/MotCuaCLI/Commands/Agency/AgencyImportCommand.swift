import ArgumentParser
import MotCuaClient
import RPCMessages

struct AgencyImportCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "import",
    "Nạp bảng cơ quan (TSV: code, name, level, …).",
    en: "Imports a table of agencies; columns code, name, level, and optionally other_code,"
      + " short_name, kind, parent_code, head_officer_code, valid_from, valid_to, bank_code,"
      + " account_number, account_name, e_wallet, working_hours. Of an agency that exists the"
      + " fields without a column stay.",
    example: "motcua agency import co-quan.tsv --dry-run"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var source: ImportOptions

  func run() async throws {
    let session = try Session(options)
    let bytes = try session.bytes(of: source.file)
    let input = try AgencyFile.read(bytes)
    let mask = GoogleProtobuf.FieldMask(paths: try AgencyFile.paths(bytes))
    try await session.withClient { client in
      var answer = try await client.agencies.importAgencies { writer in
        try await ImportSender(session).send(input) { rows, isFirst in
          try await writer.write(
            ImportAgenciesRequest(
              requestId: isFirst ? source.mutation.identifier : "",
              validateOnly: isFirst && source.mutation.dryRun,
              rows: rows,
              updateMask: isFirst ? mask : nil
            )
          )
        }
      }
      if !input.faults.isEmpty {
        answer.counts = (answer.counts ?? ImportCounts()).adding(input.faults)
        answer.errors += input.faults.map(\.rowError)
      }
      let part = ImportReport.Part(
        key: "agencies",
        title: Phrase("cơ quan", en: "agencies"),
        counts: answer.counts ?? ImportCounts()
      )
      try ImportReport(session)
        .write(answer, [part], errors: answer.errors, isDryRun: source.mutation.dryRun)
    }
  }
}
