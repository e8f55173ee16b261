package import MotCuaAPI

/// A table of sectors: `sector_code` and `name`.
package enum SectorFile {
  /// Reads the rows as they are.
  package static func read(_ bytes: [UInt8]) throws -> ImportInput<SectorRow> {
    let file = try TabbedFile(bytes, required: ["sector_code", "name"])
    let rows = file.rows.map { row in
      let sector = Sector(code: row("sector_code"), name: row("name"))
      return ImportInput<SectorRow>.Row(
        message: SectorRow(line: Int64(row.line), sector: sector),
        byteCount: row.byteCount
      )
    }
    return ImportInput(rows: rows, faults: file.faults)
  }
}
