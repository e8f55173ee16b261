import ArgumentParser
import MotCuaClient

struct SectorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "sector",
    "Lĩnh vực.",
    en: "Sectors.",
    example: "motcua sector list --all",
    subcommands: [SectorListCommand.self, SectorImportCommand.self]
  )
}

struct SectorListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê lĩnh vực.",
    en: "Lists sectors.",
    example: "motcua sector list --all -o csv"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions

  func run() async throws {
    try await withServer { session, client in
      let request = ListSectorsRequest(pageSize: paging.pageSize)
      let rows = try await paging.rows(of: client.procedures.allSectors(request))
      try session.printer.list(rows, Columns.sector)
    }
  }
}

struct SectorImportCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "import",
    "Nạp bảng lĩnh vực (TSV: sector_code, name).",
    en: "Imports a table of sectors.",
    example: "motcua sector import linh-vuc.tsv"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var source: ImportOptions

  func run() async throws {
    let session = try Session(options)
    let input = try SectorFile.read(try session.bytes(of: source.file))
    try await session.withClient { client in
      var answer = try await client.procedures.importSectors(
        ImportSectorsRequest(
          requestId: source.mutation.identifier,
          validateOnly: source.mutation.dryRun,
          rows: input.rows.map(\.message)
        )
      )
      if !input.faults.isEmpty {
        answer.counts = (answer.counts ?? ImportCounts()).adding(input.faults)
        answer.errors += input.faults.map(\.rowError)
      }
      let part = ImportReport.Part(
        key: "sectors",
        title: Phrase("lĩnh vực", en: "sectors"),
        counts: answer.counts ?? ImportCounts()
      )
      try ImportReport(session)
        .write(answer, [part], errors: answer.errors, isDryRun: source.mutation.dryRun)
    }
  }
}
