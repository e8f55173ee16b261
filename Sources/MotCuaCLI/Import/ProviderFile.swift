package import MotCuaAPI
import MotCuaDomain
import RPCMessages

/// A provider's table of transactions: `merchant_reference`, `transaction_reference` and
/// `amount_vnd` must be there; `paid_at` and `refunded` (`true` or empty) may be.
package enum ProviderFile {
  /// Reads the rows; a value that cannot be read is a fault of its row.
  package static func read(_ bytes: [UInt8]) throws -> ImportInput<ProviderRow> {
    let required = ["merchant_reference", "transaction_reference", "amount_vnd"]
    let file = try TabbedFile(bytes, required: required)
    var rows: [ImportInput<ProviderRow>.Row] = []
    var faults = file.faults
    for row in file.rows {
      do throws(InputFault) {
        rows.append(.init(message: try message(row), byteCount: row.byteCount))
      } catch {
        faults.append(error)
      }
    }
    return ImportInput(rows: rows, faults: faults)
  }

  private static func message(_ row: TabbedFile.Row) throws(InputFault) -> ProviderRow {
    guard let amount = Int64(row("amount_vnd")), amount > 0 else {
      throw InputFault(
        line: row.line,
        field: "amount_vnd",
        reason: "NOT_AN_AMOUNT",
        message: "không phải số đồng nguyên lớn hơn 0"
      )
    }
    return ProviderRow(
      line: Int64(row.line),
      merchantReference: row("merchant_reference"),
      transactionReference: row("transaction_reference"),
      amountVnd: amount,
      paidAt: try instant(row),
      refunded: row("refunded").lowercased() == "true"
    )
  }

  private static func instant(
    _ row: TabbedFile.Row
  ) throws(InputFault) -> GoogleProtobuf.Timestamp? {
    let text = row("paid_at")
    if text.isEmpty { return nil }
    guard let instant = InstantArgument(argument: text) else {
      throw InputFault(
        line: row.line,
        field: "paid_at",
        reason: "NOT_AN_INSTANT",
        message: "không phải thời điểm như 2020-08-06 09:15"
      )
    }
    return instant.message
  }
}
