import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  private static let ofDossier = PaymentRows.select + "WHERE p.dossier_id = ? ORDER BY p.number"
  private static let byMerchantReference =
    PaymentRows.select + "WHERE p.province_id = ? AND p.merchant_reference = ?"
  private static let byTransaction =
    PaymentRows.select
    + "WHERE p.province_id = ? AND p.provider = ? AND p.transaction_reference = ?"
  private static let paid =
    PaymentRows.select
    + "WHERE p.province_id = ? AND p.provider = ? AND p.paid_at >= ? AND p.paid_at < ? "
    + "AND p.method = ? AND (p.paid_at, p.id) > (?, ?) ORDER BY p.paid_at, p.id LIMIT ?"

  func payments(of dossier: Int64) throws(StoreError) -> [PaymentRecord] {
    try reading { () throws(RowError) in
      try PaymentRows.all(connection, Self.ofDossier) { $0.bind(dossier) }
    }
  }

  func payment(merchantReference: String) throws(StoreError) -> PaymentRecord? {
    try reading { () throws(RowError) in
      try PaymentRows.all(connection, Self.byMerchantReference) {
        $0.bind(province).bind(merchantReference)
      }.first
    }
  }

  func payment(
    at provider: PaymentProviderCode,
    transactionReference: String
  ) throws(StoreError) -> PaymentRecord? {
    try reading { () throws(RowError) in
      try PaymentRows.all(connection, Self.byTransaction) {
        $0.bind(province).bind(provider.rawValue).bind(transactionReference)
      }.first
    }
  }

  func payments(
    paidAt provider: PaymentProviderCode,
    from: Instant,
    before: Instant,
    after place: PaidPlace?,
    limit: Int
  ) throws(StoreError) -> [PaymentRecord] {
    let place = place ?? PaidPlace(at: from, id: 0)
    return try reading { () throws(RowError) in
      try PaymentRows.all(connection, Self.paid) {
        $0.bind(province).bind(provider.rawValue).bind(max(from, place.at)).bind(before)
          .bind(PaymentMethod.online.rawValue).bind(place.at).bind(place.id).bind(limit)
      }
    }
  }

  func insert(_ payment: PaymentRecord) throws(StoreError) -> Int64 {
    try storing { () throws(SQLiteError) in
      let row = try connection.statement(
        """
        INSERT INTO payment(province_id, dossier_id, number, timing, kind, name, amount, deadline,
          requested_at, state, provider, merchant_reference, opened_at, method,
          transaction_reference, paid_at, confirmed_at, refund_cause, instead_of, refunded_at,
          refund_reference, closed_at, closing_reason, etag)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      row.bind(province).bind(payment.dossierID).bind(payment.number).bind(payment.timing.rawValue)
        .bind(payment.kind.rawValue).bind(payment.name).bind(payment.amount.dong)
        .bind(payment.deadline).bind(payment.requestedAt)
      try Self.bindChanging(payment, to: row).run()
      return connection.lastInsertedID
    }
  }

  func update(_ payment: PaymentRecord) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      let row = try connection.statement(
        """
        UPDATE payment SET state = ?, provider = ?, merchant_reference = ?, opened_at = ?,
          method = ?, transaction_reference = ?, paid_at = ?, confirmed_at = ?, refund_cause = ?,
          instead_of = ?, refunded_at = ?, refund_reference = ?, closed_at = ?,
          closing_reason = ?, etag = ? WHERE id = ?
        """
      )
      try Self.bindChanging(payment, to: row).bind(payment.id).run()
    }
  }

  /// Binds what changes in the life of a payment.
  private static func bindChanging(
    _ payment: PaymentRecord,
    to row: SQLiteStatement
  ) -> SQLiteStatement {
    row.bind(payment.state.rawValue).bind(payment.provider?.rawValue)
      .bind(payment.merchantReference).bind(payment.openedAt).bind(payment.method?.rawValue)
      .bind(payment.transactionReference).bind(payment.paidAt).bind(payment.confirmedAt)
      .bind(payment.refundCause?.rawValue).bind(payment.insteadOf).bind(payment.refundedAt)
      .bind(payment.refundReference).bind(payment.closedAt).bind(payment.closingReason)
      .bind(payment.etag)
  }

  func persist(_ provider: PaymentProviderRecord) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT OR REPLACE INTO payment_provider(province_id, code, name, stages, principal_id,
          secret, etag) VALUES(?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(provider.code.rawValue).bind(provider.name)
      .bind(SmallLists.encode(provider.stages)).bind(provider.principalID).bind(provider.secret)
      .bind(provider.etag).run()
    }
  }
}

extension StateLoader {
  /// Reads the providers.
  func loadPaymentProviders(into state: inout StoreState) throws(RowError) {
    let providers = try connection.rows(
      """
      SELECT code, name, stages, principal_id, secret, etag FROM payment_provider
      WHERE province_id = ?
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      var providers: [PaymentProviderRecord] = []
      while try row.next() {
        guard let code = row.nextEnum(PaymentProviderCode.self) else { throw .damaged("provider") }
        let name = row.nextText()
        guard let stages = try? SmallLists.stages(row.nextBytes()) else {
          throw .damaged("provider")
        }
        providers.append(
          PaymentProviderRecord(
            code: code,
            name: name,
            stages: stages,
            principalID: row.nextInt64OrNil(),
            secret: row.nextBytes(),
            etag: row.nextInt64()
          )
        )
      }
      return providers
    }
    for provider in providers { state.paymentProviders[provider.code] = provider }
  }
}
