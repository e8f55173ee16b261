package import MotCuaAPI
import MotCuaDomain

/// A table of agencies: `code`, `name` and `level` must be there; `other_code`, `short_name`,
/// `kind`, `parent_code`, `head_officer_code`, `valid_from` and `valid_to` may be.
package enum AgencyFile {
  /// Reads the rows; a word or a day that cannot be read is a fault of its row.
  package static func read(_ bytes: [UInt8]) throws -> ImportInput<AgencyRow> {
    let file = try TabbedFile(bytes, required: ["code", "name", "level"])
    var rows: [ImportInput<AgencyRow>.Row] = []
    var faults = file.faults
    for row in file.rows {
      do throws(InputFault) {
        let message = AgencyRow(line: Int64(row.line), agency: try agency(row))
        rows.append(.init(message: message, byteCount: row.byteCount))
      } catch {
        faults.append(error)
      }
    }
    return ImportInput(rows: rows, faults: faults)
  }

  private static func agency(_ row: TabbedFile.Row) throws(InputFault) -> Agency {
    Agency(
      code: row("code"),
      otherCode: row("other_code"),
      name: row("name"),
      shortName: row("short_name"),
      level: try RowValues.choice(row, "level"),
      kind: row("kind").isEmpty ? .resolving : try RowValues.choice(row, "kind"),
      parentCode: row("parent_code"),
      headOfficerCode: row("head_officer_code"),
      validFrom: try RowValues.day(row, "valid_from"),
      validTo: try RowValues.day(row, "valid_to")
    )
  }
}
