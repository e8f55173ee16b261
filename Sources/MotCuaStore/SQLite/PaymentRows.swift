import MotCuaDomain
import SQLiteEngine

/// Reads payments over one connection, whoever owns it.
enum PaymentRows {
  private static let columns =
    "p.id, p.dossier_id, d.code, p.number, p.state, p.timing, p.kind, p.name, p.amount, p.deadline, "
    + "p.requested_at, p.provider, p.merchant_reference, p.opened_at, p.method, "
    + "p.transaction_reference, p.paid_at, p.confirmed_at, p.refund_cause, p.instead_of, "
    + "p.refunded_at, p.refund_reference, p.closed_at, p.closing_reason, p.etag"
  /// Every list of payments begins so.
  static let select = "SELECT \(columns) FROM payment p JOIN dossier d ON d.id = p.dossier_id "
  /// Every list of payments of few dossiers begins so, and goes on with their ids.
  static let selectOfFew =
    "SELECT \(columns) FROM payment p INDEXED BY payment_dossier "
    + "CROSS JOIN dossier d ON d.id = p.dossier_id WHERE p.dossier_id IN "

  /// The payments that a statement beginning with ``select`` finds.
  static func all(
    _ connection: SQLiteConnection,
    _ sql: String,
    bind: (SQLiteStatement) -> Void
  ) throws(RowError) -> [PaymentRecord] {
    try connection.rows(composed: sql) { (row) throws(RowError) in
      bind(row)
      var found: [PaymentRecord] = []
      while try row.next() { found.append(try read(row)) }
      return found
    }
  }

  private static func read(_ row: SQLiteStatement) throws(RowError) -> PaymentRecord {
    let id = row.nextInt64()
    let dossierID = row.nextInt64()
    guard let dossier = DossierCode(row.nextText()) else { throw .damaged("payment") }
    let number = row.nextInt()
    guard let state = row.nextEnum(PaymentState.self), let timing = row.nextEnum(FeeTiming.self),
      let kind = row.nextEnum(FeeKind.self)
    else { throw .damaged("payment") }
    var payment = PaymentRecord(
      dossierID: dossierID,
      dossier: dossier,
      number: number,
      state: state,
      timing: timing,
      kind: kind,
      name: row.nextText(),
      amount: Money(dong: row.nextInt64()),
      deadline: row.nextDayOrNil(),
      requestedAt: row.nextInstant()
    )
    payment.id = id
    payment.provider = row.nextInt64OrNil().flatMap { PaymentProviderCode(rawValue: Int($0)) }
    payment.merchantReference = row.nextTextOrNil()
    payment.openedAt = row.nextInstantOrNil()
    payment.method = row.nextInt64OrNil().flatMap { PaymentMethod(rawValue: Int($0)) }
    payment.transactionReference = row.nextTextOrNil()
    payment.paidAt = row.nextInstantOrNil()
    payment.confirmedAt = row.nextInstantOrNil()
    payment.refundCause = row.nextInt64OrNil().flatMap { RefundCause(rawValue: Int($0)) }
    payment.insteadOf = row.nextInt64OrNil().map { Int($0) }
    payment.refundedAt = row.nextInstantOrNil()
    payment.refundReference = row.nextTextOrNil()
    payment.closedAt = row.nextInstantOrNil()
    payment.closingReason = row.nextText()
    payment.etag = row.nextInt64()
    return payment
  }
}
