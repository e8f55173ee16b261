package import MotCuaAPI

/// A table of which agency goes to which, one link a row: `old_code` and `kind` must be there;
/// `new_code`, `heir` (`x` or empty), `procedure_codes` (with commas between), and for a successor
/// that does not exist yet `new_name`, `new_level`, `new_kind`, `new_parent_code` and
/// `new_other_code` in the first row that names it.
package enum SuccessionFile {
  /// What the table asks for.
  package struct Content: Sendable {
    /// The successors that are to be created.
    package var created: [Agency] = []
    /// The links.
    package var links: [PlannedSuccession] = []
    /// The rows that cannot be read.
    package var faults: [InputFault] = []

    /// Begins with nothing.
    package init() {}
  }

  /// Reads the rows; what cannot be read is a fault of its row.
  package static func read(_ file: TabbedFile) -> Content {
    var content = Content()
    content.faults = file.faults
    for row in file.rows {
      do throws(InputFault) {
        let link = try link(row)
        let isKnown = content.created.contains { $0.code == link.newCode }
        if !row("new_name").isEmpty, !isKnown { content.created.append(try agency(row)) }
        content.links.append(link)
      } catch {
        content.faults.append(error)
      }
    }
    return content
  }

  private static func link(_ row: TabbedFile.Row) throws(InputFault) -> PlannedSuccession {
    PlannedSuccession(
      oldCode: row("old_code"),
      newCode: row("new_code"),
      kind: try RowValues.choice(row, "kind"),
      heir: try RowValues.flag(row, "heir"),
      procedureCodes: RowValues.parts(row("procedure_codes"))
    )
  }

  private static func agency(_ row: TabbedFile.Row) throws(InputFault) -> Agency {
    Agency(
      code: row("new_code"),
      otherCode: row("new_other_code"),
      name: row("new_name"),
      level: try RowValues.choice(row, "new_level"),
      kind: row("new_kind").isEmpty ? .resolving : try RowValues.choice(row, "new_kind"),
      parentCode: row("new_parent_code")
    )
  }
}
