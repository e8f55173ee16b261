package import MotCuaAPI

/// A table of officers: `code`, `name` and `agency_code` must be there; `duties` (with commas
/// between, at the home agency), `valid_from` and `valid_to` of these duties, and `head` (`x` or
/// empty) may be.
///
/// What is not in the table is cleared: an officer who works at further agencies is posted there
/// afterwards.
package enum OfficerFile {
  /// Reads the rows; a word or a day that cannot be read is a fault of its row.
  package static func read(_ bytes: [UInt8]) throws -> ImportInput<OfficerRow> {
    let file = try TabbedFile(bytes, required: ["code", "name", "agency_code"])
    var rows: [ImportInput<OfficerRow>.Row] = []
    var faults = file.faults
    for row in file.rows {
      do throws(InputFault) {
        let message = OfficerRow(line: Int64(row.line), officer: try officer(row))
        rows.append(.init(message: message, byteCount: row.byteCount))
      } catch {
        faults.append(error)
      }
    }
    return ImportInput(rows: rows, faults: faults)
  }

  private static func officer(_ row: TabbedFile.Row) throws(InputFault) -> Officer {
    let from = try RowValues.day(row, "valid_from")
    let to = try RowValues.day(row, "valid_to")
    let duties: [Duty] = try RowValues.choices(row, "duties")
    return Officer(
      code: row("code"),
      name: row("name"),
      agencyCode: row("agency_code"),
      postings: duties.map {
        Posting(agencyCode: row("agency_code"), duty: $0, validFrom: from, validTo: to)
      },
      head: try RowValues.flag(row, "head")
    )
  }
}
