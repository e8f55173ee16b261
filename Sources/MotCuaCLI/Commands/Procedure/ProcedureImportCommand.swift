import ArgumentParser
import MotCuaClient

struct ProcedureImportCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "import",
    "Nạp danh mục thủ tục (TSV) hoặc chi tiết thủ tục (JSONL).",
    en: "Imports a catalogue of procedures (TSV) or their details (JSON lines).",
    example: "motcua procedure import danh-muc.tsv --dry-run"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var source: ImportOptions

  func run() async throws {
    let session = try Session(options)
    let bytes = try session.bytes(of: source.file)
    let isDetails = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    if isDetails {
      let input = try DetailsFile.read(bytes)
      try await send(input, session) { ImportProceduresRequest(detailsRows: $0) }
    } else {
      let input = try CatalogueFile.read(bytes)
      try await send(input, session) { ImportProceduresRequest(catalogueRows: $0) }
    }
  }

  private func send<Row>(
    _ input: ImportInput<Row>,
    _ session: Session,
    _ request: ([Row]) -> ImportProceduresRequest
  ) async throws {
    try await session.withClient { client in
      var answer = try await client.procedures.importProcedures { writer in
        try await ImportSender(session).send(input) { rows, isFirst in
          var message = request(rows)
          if isFirst {
            message.requestId = source.mutation.identifier
            message.validateOnly = source.mutation.dryRun
          }
          try await writer.write(message)
        }
      }
      add(input.faults, Row.self == ProcedureDetails.self, to: &answer)
      try report(answer, session)
    }
  }

  /// Counts the rows that could not be read with those that the server refused.
  private func add(
    _ faults: [InputFault],
    _ isDetails: Bool,
    to answer: inout ImportProceduresResponse
  ) {
    guard !faults.isEmpty else { return }
    answer.errors = (answer.errors + faults.map(\.rowError)).sorted { $0.line < $1.line }
    if isDetails {
      answer.details = (answer.details ?? ImportCounts()).adding(faults)
    } else {
      answer.catalogue = (answer.catalogue ?? ImportCounts()).adding(faults)
    }
  }

  private func report(_ answer: ImportProceduresResponse, _ session: Session) throws {
    let parts = [
      ImportReport.Part(
        key: "catalogue",
        title: Phrase("danh mục", en: "catalogue"),
        counts: answer.catalogue ?? ImportCounts()
      ),
      ImportReport.Part(
        key: "details",
        title: Phrase("chi tiết", en: "details"),
        counts: answer.details ?? ImportCounts()
      ),
    ]
    try ImportReport(session)
      .write(answer, parts, errors: answer.errors, isDryRun: source.mutation.dryRun)
  }
}
