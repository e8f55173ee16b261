package import MotCuaAPI
import MotCuaDomain

/// A table of agencies: `code`, `name` and `level` must be there; `other_code`, `short_name`,
/// `kind`, `parent_code`, `head_officer_code`, `valid_from`, `valid_to`, `bank_code` with
/// `account_number` and `account_name`, `e_wallet` and `working_hours` may be.
package enum AgencyFile {
  /// The fields of an agency that the columns of a table fill; those of an agency that exists which
  /// the table lacks stay as they are.
  package static func paths(_ bytes: [UInt8]) throws -> [String] {
    let columns = Set(try TabbedFile(bytes, required: []).columnNames)
    let plain = [
      "other_code", "name", "short_name", "level", "kind", "parent_code", "head_officer_code",
      "valid_from", "valid_to", "e_wallet", "working_hours",
    ]
    return plain.filter(columns.contains)
      + (columns.contains("bank_code") ? ["beneficiary_account"] : [])
  }

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
      validTo: try RowValues.day(row, "valid_to"),
      beneficiaryAccount: account(row),
      eWallet: row("e_wallet"),
      workingHours: try hours(row)
    )
  }

  private static func account(_ row: TabbedFile.Row) -> BeneficiaryAccount? {
    guard !row("bank_code").isEmpty || !row("account_number").isEmpty else { return nil }
    return BeneficiaryAccount(
      bankCode: row("bank_code"),
      accountNumber: row("account_number"),
      accountName: row("account_name")
    )
  }

  private static func hours(_ row: TabbedFile.Row) throws(InputFault) -> [OpenInterval] {
    let text = row("working_hours")
    if text.isEmpty { return [] }
    guard let hours = HoursArgument(argument: text) else {
      throw InputFault(
        line: row.line,
        field: "working_hours",
        reason: "NOT_HOURS",
        message: "không phải giờ làm việc dạng 07:00-11:30,13:30-17:00"
      )
    }
    return hours.messages
  }
}
