import ArgumentParser
import MotCuaClient

struct OfferingImportCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "import",
    "Nạp nơi thực hiện thủ tục: bảng TSV (procedure_code, agency_code, …) hoặc tệp JSONL đã xuất.",
    en:
      "Imports offerings: JSON lines as `offering export` writes them, or a table with the columns procedure_code, agency_code, and optionally"
      + " desk_agency_code, level, level_from, online (x), by_post (x), valid_from, valid_to,"
      + " assignees (duty:officer with commas between). What is not in the table is cleared.",
    example: "motcua procedure offering import noi-thuc-hien.tsv --dry-run"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var source: ImportOptions

  func run() async throws {
    let session = try Session(options)
    let input = try OfferingFile.read(try session.bytes(of: source.file))
    try await session.withClient { client in
      var answer = try await client.procedures.importOfferings { writer in
        try await ImportSender(session).send(input) { rows, isFirst in
          try await writer.write(
            ImportOfferingsRequest(
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
        key: "offerings",
        title: Phrase("nơi thực hiện", en: "offerings"),
        counts: answer.counts ?? ImportCounts()
      )
      try ImportReport(session)
        .write(answer, [part], errors: answer.errors, isDryRun: source.mutation.dryRun)
    }
  }
}
