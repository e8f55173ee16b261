package import MotCuaAPI

/// The national catalogue of procedures as its table has it.
package enum CatalogueFile {
  /// The columns of the table in their order.
  static let columns = [
    "code", "name", "sectors", "promulgating_agency", "executing_departments", "target_types",
    "state", "type",
  ]

  /// Reads the rows as they are: the server trims, normalises and judges them.
  package static func read(_ bytes: [UInt8]) throws -> ImportInput<CatalogueRow> {
    let file = try TabbedFile(bytes, required: columns)
    let rows = file.rows.map { row in
      let message = CatalogueRow(
        line: Int64(row.line),
        code: row("code"),
        name: row("name"),
        sectors: row("sectors"),
        promulgatingAgency: row("promulgating_agency"),
        executingDepartments: row("executing_departments"),
        targetTypes: row("target_types"),
        state: row("state"),
        type: row("type")
      )
      return ImportInput<CatalogueRow>.Row(message: message, byteCount: row.byteCount)
    }
    return ImportInput(rows: rows, faults: file.faults)
  }
}
