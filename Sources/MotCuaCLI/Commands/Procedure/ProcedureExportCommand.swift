import ArgumentParser
import MotCuaClient

struct ProcedureExportCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "export",
    "Xuất danh mục (TSV) hoặc chi tiết (JSONL); nạp lại thì không có gì thay đổi.",
    en: "Exports the catalogue (TSV) or the details (JSON lines) as `procedure import` reads them:"
      + " importing them again changes nothing.",
    example: "motcua procedure export catalogue > danh-muc.tsv"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Loại: catalogue (danh mục) hoặc details (chi tiết).")
  var format: Choice<ExportFormat>
  @Option(help: "Chỉ thủ tục ở trạng thái này.") var state: Choice<ProcedureState>?

  func run() async throws {
    try await withServer { session, client in
      let responses = try await client.procedures.exportProcedures(
        ExportProceduresRequest(
          format: format.value,
          state: state?.value ?? .unspecified
        )
      )
      let printer = session.printer
      if format.value == .catalogue {
        try printer.write(TabbedRecord.text(CatalogueFile.columns))
      }
      for try await response in responses {
        try printer.write(response.catalogueRows.map(Self.record).joined())
        try printer.ndjson(response.detailsRows)
      }
    }
  }

  private static func record(_ row: CatalogueRow) -> String {
    TabbedRecord.text([
      row.code, row.name, row.sectors, row.promulgatingAgency, row.executingDepartments,
      row.targetTypes, row.state, row.type,
    ])
  }
}
