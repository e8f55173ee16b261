extension Schema {
  /// Payments and providers; a payment's code is that of its dossier and its number there.
  static let payments = """
    CREATE TABLE payment(
      id INTEGER PRIMARY KEY, province_id INTEGER NOT NULL,
      dossier_id INTEGER NOT NULL, number INTEGER NOT NULL, state INTEGER NOT NULL,
      timing INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, amount INTEGER NOT NULL,
      deadline INTEGER, requested_at INTEGER NOT NULL,
      provider INTEGER, merchant_reference TEXT, opened_at INTEGER,
      method INTEGER, transaction_reference TEXT, paid_at INTEGER, confirmed_at INTEGER,
      refund_cause INTEGER, instead_of INTEGER, refunded_at INTEGER, refund_reference TEXT,
      closed_at INTEGER, closing_reason TEXT NOT NULL, etag INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX payment_dossier ON payment(dossier_id, number);
    CREATE UNIQUE INDEX payment_merchant ON payment(province_id, merchant_reference)
      WHERE merchant_reference IS NOT NULL;
    CREATE UNIQUE INDEX payment_transaction
      ON payment(province_id, provider, transaction_reference)
      WHERE provider IS NOT NULL AND transaction_reference IS NOT NULL;
    CREATE INDEX payment_paid ON payment(province_id, provider, paid_at)
      WHERE provider IS NOT NULL AND paid_at IS NOT NULL;
    CREATE TABLE payment_provider(
      province_id INTEGER NOT NULL, code INTEGER NOT NULL, name TEXT NOT NULL,
      stages BLOB NOT NULL, principal_id INTEGER, secret BLOB NOT NULL, etag INTEGER NOT NULL,
      PRIMARY KEY(province_id, code)
    ) STRICT, WITHOUT ROWID;
    """
}
