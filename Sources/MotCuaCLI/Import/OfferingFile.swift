package import MotCuaAPI

/// A table of offerings, or JSON lines of them.
///
/// In a table `procedure_code` and `agency_code` must be there; `desk_agency_code`, `level` with
/// `level_from`, `online` and `by_post` (`x` or empty), `valid_from`, `valid_to` and `assignees`
/// (`duty:officer` with commas between) may be. JSON lines are those that `offering export` writes; they
/// have everything.
package enum OfferingFile {
  /// Reads the rows; a word or a day that cannot be read is a fault of its row.
  package static func read(_ bytes: [UInt8]) throws -> ImportInput<OfferingRow> {
    if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return try readLines(bytes) }
    let file = try TabbedFile(bytes, required: ["procedure_code", "agency_code"])
    var rows: [ImportInput<OfferingRow>.Row] = []
    var faults = file.faults
    for row in file.rows {
      do throws(InputFault) {
        let message = OfferingRow(line: Int64(row.line), offering: try offering(row))
        rows.append(.init(message: message, byteCount: row.byteCount))
      } catch {
        faults.append(error)
      }
    }
    return ImportInput(rows: rows, faults: faults)
  }

  private static func readLines(_ bytes: [UInt8]) throws -> ImportInput<OfferingRow> {
    try JSONLines.read(bytes) { (line, number) throws(InputFault) in
      let offering = try JSONLines.message(
        line,
        number: number,
        as: Offering.self,
        orFault: "không phải một dòng nơi thực hiện thủ tục hợp lệ"
      )
      return OfferingRow(line: Int64(number), offering: offering)
    }
  }

  private static func offering(_ row: TabbedFile.Row) throws(InputFault) -> Offering {
    var levels: [OfferingLevel] = []
    if !row("level").isEmpty {
      levels.append(
        OfferingLevel(
          level: try RowValues.choice(row, "level"),
          validFrom: try RowValues.day(row, "level_from")
        )
      )
    }
    return Offering(
      procedureCode: row("procedure_code"),
      agencyCode: row("agency_code"),
      deskAgencyCode: row("desk_agency_code"),
      levels: levels,
      receivesOnline: try RowValues.flag(row, "online"),
      receivesByPost: try RowValues.flag(row, "by_post"),
      validFrom: try RowValues.day(row, "valid_from"),
      validTo: try RowValues.day(row, "valid_to"),
      assignees: try assignees(row)
    )
  }

  private static func assignees(_ row: TabbedFile.Row) throws(InputFault) -> [Assignment] {
    var assignees: [Assignment] = []
    for part in RowValues.parts(row("assignees")) {
      guard let argument = AssignmentArgument(argument: part) else {
        throw InputFault(
          line: row.line,
          field: "assignees",
          reason: "UNKNOWN_WORD",
          message: "không phải dạng NHIỆM-VỤ:MÃ-CÁN-BỘ"
        )
      }
      assignees.append(argument.message)
    }
    return assignees
  }
}
